"""Turning the store's rows into the facts that the weekly planner works on."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

from salesctl import clock
from salesctl.config import Settings
from salesctl.domain.enums.plan import Claim, PlanStatus
from salesctl.domain.enums.prospect import Grade, Temperature
from salesctl.domain.enums.target import CustomerClass
from salesctl.domain.enums.territory import Approach
from salesctl.rules.calendar import Week
from salesctl.rules.week.facts import (
    BrokenPromise,
    CanvassFact,
    ColleagueVisit,
    CustomerFact,
    DutyFact,
    FixedVisit,
    PlanSettings,
    ProspectFact,
    PutOff,
    RecurringFact,
    WeekFacts,
)
from salesctl.services.plan.workdays import working_days
from salesctl.store.queries import week_facts
from salesctl.store.queries.canvass import CanvassTarget, Terms, canvass_targets
from salesctl.store.queries.duties import DueDuty, duties_due
from salesctl.store.store import Store

Fact = TypeVar("Fact", bound=RecurringFact)

# Thousands of rows are looked up here: a dictionary answers much faster than the enum itself.
_GRADES = {grade.value: grade for grade in Grade}
_TEMPERATURES = {temperature.value: temperature for temperature in Temperature}


def gather_facts(store: Store, settings: Settings, week: Week, rep_id: int, capacity: int) -> WeekFacts:
    """Read all that planning a rep's week depends on; `capacity` is visits a day."""
    today, monday, sunday = clock.today().isoformat(), week.monday.isoformat(), week.sunday.isoformat()
    clock_reset = {"phone_resets": settings.phone_resets}
    canvass = canvass_targets(store, rep_id, canvass_terms(settings, week), most=capacity * len(week.days))
    return WeekFacts(
        week=week,
        today=clock.today(),
        working_days=working_days(store, week, settings, rep_id),
        standing=[_standing(row) for row in week_facts.standing(store, str(week), rep_id)],
        extra={
            date.fromisoformat(row["day"]): row["visits"]
            for row in week_facts.extra_visits(store, monday, sunday, rep_id)
        },
        by_colleagues=[
            ColleagueVisit(row["target_id"], date.fromisoformat(row["day"]))
            for row in week_facts.agreed_by_colleagues(store, str(week), rep_id, today)
        ],
        put_off=[
            PutOff(row["target_id"], date.fromisoformat(row["day"]), Claim(row["claim"]))
            for row in week_facts.put_off(store, rep_id, today, sunday)
        ],
        broken=[_broken(row) for row in week_facts.broken_promises(store, rep_id, today, monday)],
        duties=[_duty(row) for row in duties_due(store, rep_id, today, week, **clock_reset) if not _seen_to(row)],
        prospects=_prospects(week_facts.open_prospects(store, rep_id, today, monday, **clock_reset)),
        customers=_customers(week_facts.idle_customers(store, rep_id, today, monday, **clock_reset)),
        canvass=canvass_facts(canvass),
    )


def canvass_terms(settings: Settings, week: Week) -> Terms:
    """Return when a target is worth canvassing in a week, seen from today."""
    stale_before = clock.today() - timedelta(settings.thresholds.canvass_again_days)
    return Terms(clock.today().isoformat(), stale_before.isoformat(), str(week), week.sunday.isoformat())


def canvass_facts(rows: Sequence[CanvassTarget]) -> list[CanvassFact]:
    """Return the facts of targets to canvass; territories are walked in the order the rows come in."""
    order: dict[int | None, int] = {}
    return [_canvass(row, order.setdefault(row["territory_id"], len(order))) for row in rows]


def plan_settings(settings: Settings, capacity: int) -> PlanSettings:
    """Return the settings the planner works with; `capacity` is visits a day."""
    return PlanSettings(
        capacity=capacity,
        canvass_share=settings.canvass_share,
        cadences=settings.cadences(),
        maintenance_weeks=settings.maintenance_weeks(),
        stale_days=settings.thresholds.canvass_again_days,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _standing(row: week_facts.StandingVisit) -> FixedVisit:
    return FixedVisit(
        target_id=row["target_id"],
        day=date.fromisoformat(row["day"]),
        claim=Claim(row["claim"]),
        status=PlanStatus(row["status"]),
        at=row["at"],
        site_id=row["site_id"],
        block_id=row["block_id"],
    )


def _broken(row: week_facts.BrokenPromise) -> BrokenPromise:
    return BrokenPromise(
        target_id=row["target_id"],
        name_key=row["name_key"],
        promise_id=row["promise_id"],
        promised_on=date.fromisoformat(row["promised_on"]),
        grade=Grade(row["grade"]) if row["grade"] else None,
        temperature=Temperature(row["temperature"]) if row["temperature"] else None,
        site_id=row["site_id"],
        block_id=row["block_id"],
        contact_id=row["contact_id"],
        purpose=row["purpose"],
    )


def _seen_to(duty: DueDuty) -> bool:
    """Return whether an earlier week has a visit planned from the week on in which the case or the action is due."""
    due_in = Week.of(date.fromisoformat(duty["due"]))
    return duty["planned_on"] is not None and duty["planned_on"] >= due_in.monday.isoformat()


def _duty(row: DueDuty) -> DutyFact:
    return DutyFact(
        target_id=row["target_id"],
        name_key=row["name_key"],
        claim=Claim(row["claim"]),
        due=date.fromisoformat(row["due"]),
        what=row["what"],
        text=row["text"],
        visited_on=_day(row["visited_on"]),
        prospect_id=row["prospect_id"],
        grade=Grade(row["grade"]) if row["grade"] else None,
        temperature=Temperature(row["temperature"]) if row["temperature"] else None,
        site_id=row["site_id"],
        block_id=row["block_id"],
    )


def _prospects(rows: Iterable[tuple[Any, ...]]) -> list[ProspectFact]:
    facts = [
        ProspectFact(
            target_id=target_id,
            name_key=name_key,
            since=date.fromisoformat(since),
            last_visit=_day(last_visit),
            site_id=site_id,
            block_id=block_id,
            prospect_id=prospect_id,
            grade=_GRADES[grade],
            temperature=_TEMPERATURES[temperature],
            cadence=cadence,
        )
        for target_id, name_key, since, last_visit, site_id, block_id, prospect_id, grade, temperature, cadence in rows
    ]
    _phase(facts, alike=lambda fact: (fact.since, fact.grade, fact.cadence), order=lambda fact: fact.prospect_id)
    return facts


def _customers(rows: Iterable[tuple[Any, ...]]) -> list[CustomerFact]:
    facts = [
        CustomerFact(
            target_id=target_id,
            name_key=name_key,
            since=date.fromisoformat(since),
            last_visit=_day(last_visit),
            site_id=site_id,
            block_id=block_id,
            customer_class=CustomerClass(customer_class) if customer_class else None,
        )
        for target_id, name_key, since, last_visit, site_id, block_id, customer_class in rows
    ]
    _phase(facts, alike=lambda fact: (fact.since, fact.customer_class), order=lambda fact: fact.target_id)
    return facts


def _phase(facts: Sequence[Fact], alike: Callable[[Fact], Any], order: Callable[[Fact], int]) -> None:
    """Rank names that came into the list alike, by name and id, so that their first visits can be phased."""
    if all(fact.last_visit for fact in facts):
        return
    groups: defaultdict[Any, list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[alike(fact)].append(fact)
    for group in groups.values():
        for rank, fact in enumerate(sorted(group, key=lambda fact: (fact.name_key, order(fact)))):
            fact.phase_rank, fact.phase_size = rank, len(group)


def _canvass(row: CanvassTarget, order: int) -> CanvassFact:
    return CanvassFact(
        target_id=row["target_id"],
        name_key=row["name_key"],
        territory_order=order,
        approach=Approach(row["approach"] or Approach.CONCENTRATED),
        block_id=row["block_id"],
        block_position=row["block_position"],
        block_name=row["block_name"],
        site_id=row["site_id"],
        last_visit=_day(row["last_visit"]),
        retry_on=_day(row["retry_on"]),
        matches_focus=bool(row["matches_focus"]),
    )
