"""Turning the store's rows into the facts that the weekly planner works on."""

from datetime import date, timedelta
from typing import Any

from salesctl import clock
from salesctl.config import Settings
from salesctl.domain.plan import Claim, PlanStatus
from salesctl.domain.prospect import Grade, Temperature
from salesctl.domain.target import CustomerClass
from salesctl.domain.territory import Approach
from salesctl.rules.calendar import Week
from salesctl.rules.facts import (
    BrokenPromise,
    CanvassFact,
    CustomerFact,
    PlanSettings,
    ProspectFact,
    Standing,
    WeekFacts,
)
from salesctl.services.workdays import working_days
from salesctl.store.queries import planning
from salesctl.store.store import Store

Row = dict[str, Any]


def gather_facts(store: Store, settings: Settings, week: Week, rep_id: int, capacity: int) -> WeekFacts:
    """Read all that planning a rep's week depends on; `capacity` is visits a day."""
    today, monday, sunday = clock.today().isoformat(), week.monday.isoformat(), week.sunday.isoformat()
    clock_reset = {"phone_resets": settings.phone_resets}
    stale_before = clock.today() - timedelta(settings.thresholds.canvass_again_days)
    prospects = planning.open_prospects(store, rep_id, today, monday, **clock_reset)
    customers = planning.idle_customers(store, rep_id, today, monday, **clock_reset)
    canvass = planning.canvass_targets(
        store, rep_id, today, stale_before.isoformat(), sunday, str(week), most=capacity * len(week.days)
    )
    return WeekFacts(
        week=week,
        today=clock.today(),
        working_days=working_days(store, week, settings, rep_id),
        standing=[_standing(row) for row in planning.standing(store, str(week), rep_id)],
        extra={
            date.fromisoformat(row["day"]): row["visits"]
            for row in planning.extra_visits(store, monday, sunday, rep_id)
        },
        broken=[_broken(row) for row in planning.broken_promises(store, rep_id, today, monday)],
        prospects=[_prospect(row) for row in prospects],
        customers=[_customer(row) for row in customers],
        canvass=[_canvass(row, order) for order, row in _by_territory(canvass)],
    )


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


def _standing(row: Row) -> Standing:
    return Standing(
        target_id=row["target_id"],
        day=date.fromisoformat(row["day"]),
        claim=Claim(row["claim"]),
        status=PlanStatus(row["status"]),
        at=row["at"],
        site_id=row["site_id"],
        block_id=row["block_id"],
    )


def _broken(row: Row) -> BrokenPromise:
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


def _recurring(row: Row) -> Row:
    return {
        "target_id": row["target_id"],
        "name_key": row["name_key"],
        "since": date.fromisoformat(row["since"]),
        "last_visit": _day(row["last_visit"]),
        "phase_rank": row["phase_rank"],
        "phase_size": row["phase_size"],
        "site_id": row["site_id"],
        "block_id": row["block_id"],
    }


def _prospect(row: Row) -> ProspectFact:
    return ProspectFact(
        **_recurring(row),
        prospect_id=row["prospect_id"],
        grade=Grade(row["grade"]),
        temperature=Temperature(row["temperature"]),
        cadence=row["cadence"],
    )


def _customer(row: Row) -> CustomerFact:
    customer_class = row["customer_class"]
    return CustomerFact(**_recurring(row), customer_class=CustomerClass(customer_class) if customer_class else None)


def _by_territory(rows: list[Row]) -> list[tuple[int, Row]]:
    """Number the territories in the order the rows come in, and pair each row with its territory's number."""
    order: dict[int | None, int] = {}
    return [(order.setdefault(row["territory_id"], len(order)), row) for row in rows]


def _canvass(row: Row, order: int) -> CanvassFact:
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
        matches_focus=bool(row["matches_focus"]),
    )
