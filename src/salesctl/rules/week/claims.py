"""Who asks for a visit this week: every source of claims turns its facts into rows of one shape."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from salesctl.domain.enums.plan import Claim
from salesctl.domain.enums.prospect import Grade, Temperature
from salesctl.domain.enums.target import CustomerClass
from salesctl.domain.reason import Reason
from salesctl.rules.week.cadence import (
    ALIKE,
    DueVisit,
    due_on,
    due_visits,
    interval,
    maintenance_interval,
    unserved,
    visits_a_week,
)
from salesctl.rules.week.coverage import Coverage
from salesctl.rules.week.facts import BrokenPromise, DutyFact, PlanSettings, RecurringFact, WeekFacts

GRADE_WEIGHT = {Grade.A: 4, Grade.B: 2, Grade.C: 1}
TEMPERATURE_WEIGHT = {Temperature.HOT: 3, Temperature.WARM: 2, Temperature.COLD: 1}
_WEIGHT = {
    (grade, heat): grade_weight * heat_weight
    for grade, grade_weight in GRADE_WEIGHT.items()
    for heat, heat_weight in TEMPERATURE_WEIGHT.items()
}
"""What a prospect of a grade and temperature weighs."""
CLASS_WEIGHT = {CustomerClass.A: 4, CustomerClass.B: 2, CustomerClass.C: 1, None: 1}
_RANK = {claim: rank for rank, claim in enumerate(Claim)}
_LONGEST = 80
"""Characters of a case or an action that a reason repeats."""
_AIMS = 2
"""Cases and actions that a purpose names; a reason counts the others."""


class ClaimRow(NamedTuple):
    """One visit that a claim asks of the week, on a day from `earliest` to `latest`."""

    claim: Claim
    target_id: int
    name_key: str
    due: date
    earliest: date
    latest: date
    why: Reason
    weight: float = 0.0
    grade: Grade | None = None
    temperature: Temperature | None = None
    prospect_id: int | None = None
    site_id: int | None = None
    block_id: int | None = None
    contact_id: int | None = None
    purpose: str | None = None
    promise_id: int | None = None

    @property
    def urgency(self) -> tuple[int, float, date, str, int]:
        """The order of claims: kind, weight, then due date, folded name and id."""
        return _RANK[self.claim], -self.weight, self.due, self.name_key, self.target_id


def overdue_claims(facts: WeekFacts, coverage: Coverage) -> list[ClaimRow]:
    """Return one claim per target whose promise was not kept, the oldest promise first."""
    oldest: dict[int, BrokenPromise] = {}
    for broken in sorted(facts.broken, key=lambda broken: (broken.promised_on, broken.promise_id)):
        if not coverage.days(broken.target_id, after=broken.promised_on):
            oldest.setdefault(broken.target_id, broken)
    rows = [
        ClaimRow(
            claim=Claim.OVERDUE,
            target_id=broken.target_id,
            name_key=broken.name_key,
            due=broken.promised_on,
            earliest=coverage.first_day(broken.target_id),
            latest=facts.week.sunday,
            why=Reason(Claim.OVERDUE, on=broken.promised_on),
            grade=broken.grade,
            temperature=broken.temperature,
            prospect_id=broken.prospect_id,
            site_id=broken.site_id,
            block_id=broken.block_id,
            contact_id=broken.contact_id,
            purpose=broken.purpose,
            promise_id=broken.promise_id,
        )
        for broken in oldest.values()
    ]
    return sorted(rows, key=lambda row: row.urgency)


def duty_claims(facts: WeekFacts, coverage: Coverage) -> list[ClaimRow]:
    """Return a claim for each target with a case or an action due by the week's end, the most urgent first.

    A visit that the week has already sees to it, or one of its own that was put off; the next week asks again until the
    case is closed, the action done.
    """
    at: defaultdict[int, list[DutyFact]] = defaultdict(list)
    put_off = {later.target_id for later in facts.put_off if later.claim in (Claim.CASE, Claim.ACTION)}
    for duty in sorted(facts.duties, key=lambda duty: (_RANK[duty.claim], duty.due, duty.what, duty.text)):
        visited = duty.visited_on is not None and duty.visited_on >= facts.week.monday
        seen_to = visited or duty.target_id in put_off or coverage.days(duty.target_id, after=None)
        if duty.due <= facts.week.sunday and not seen_to:
            at[duty.target_id].append(duty)
    rows = [
        ClaimRow(
            claim=first.claim,
            target_id=first.target_id,
            name_key=first.name_key,
            due=first.due,
            earliest=coverage.first_day(first.target_id),
            latest=facts.week.sunday,
            why=_duty(first, others, facts.as_of),
            purpose="; ".join(map(_aim, (first, *others)[:_AIMS])),
            grade=first.grade,
            temperature=first.temperature,
            prospect_id=first.prospect_id,
            site_id=first.site_id,
            block_id=first.block_id,
        )
        for first, *others in at.values()
    ]
    return sorted(rows, key=lambda row: row.urgency)


def _aim(duty: DutyFact) -> str:
    """Return what a visit is for that a case or an action asks for."""
    return _shown(duty) if duty.claim is Claim.ACTION else f"settle the {duty.what}: {_shown(duty)}"


def _duty(duty: DutyFact, others: Sequence[DutyFact], as_of: date) -> Reason:
    """Return what is due, since when, and what else there is at the same target."""
    counted = tuple(Counter(other.what for other in others).items())
    reason = Reason(duty.claim, what=duty.what, text=_shown(duty), others=counted)
    return reason._replace(since=duty.due) if duty.due < as_of else reason._replace(due=duty.due)


def _shown(duty: DutyFact) -> str:
    """Return the text of a case or an action on one line, cut where it is long."""
    text = " ".join(duty.text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


class _Bid(NamedTuple):
    """A name whose clock has run out, and what it weighs before its overdue ratio.

    `most` is how many visits a week its cadence asks for.
    """

    fact: RecurringFact
    claim: Claim
    days: int
    due: date
    base: int
    grade: Grade | None = None
    temperature: Temperature | None = None
    customer_class: CustomerClass | None = None
    prospect_id: int | None = None
    most: int = 1


def cadence_claims(facts: WeekFacts, settings: PlanSettings, coverage: Coverage) -> Iterator[ClaimRow]:
    """Yield the claims of open prospects whose interval runs out by the week's end, the heaviest of each target.

    Claim weight = grade (A 4, B 2, C 1) × temperature (hot 3, warm 2, cold 1) × overdue ratio.
    """
    sunday = facts.week.sunday
    heaviest: dict[int, _Bid] = {}
    for fact in facts.prospects:
        visits = fact.cadence or settings.cadences[fact.grade]
        days = interval(visits, fact.temperature)
        due = due_on(fact.last_visit, fact.since, fact.phase_rank, fact.phase_size, days)
        if due > sunday:
            continue
        bid = _Bid(
            fact,
            Claim.CADENCE,
            days,
            due,
            _WEIGHT[fact.grade, fact.temperature],
            fact.grade,
            fact.temperature,
            None,
            fact.prospect_id,
            visits_a_week(visits),
        )
        rival = heaviest.get(fact.target_id)
        if rival is None or _rank(bid, sunday) < _rank(rival, sunday):
            heaviest[fact.target_id] = bid
    return _rows(heaviest.values(), facts, coverage)


def _rank(bid: _Bid, sunday: date) -> tuple[float, date, int | None]:
    return -bid.base * overdue_ratio(bid.due, bid.days, sunday), bid.due, bid.prospect_id


def maintenance_claims(facts: WeekFacts, settings: PlanSettings, coverage: Coverage) -> Iterator[ClaimRow]:
    """Yield the claims of customers whose maintenance interval runs out by the week's end.

    Claim weight = class (A 4, B 2, C 1) × overdue ratio.
    """
    bids = []
    for fact in facts.customers:
        days = maintenance_interval(fact.customer_class, settings.maintenance_weeks)
        due = due_on(fact.last_visit, fact.since, fact.phase_rank, fact.phase_size, days)
        if due <= facts.week.sunday:
            weight = CLASS_WEIGHT[fact.customer_class]
            bids.append(_Bid(fact, Claim.MAINTAIN, days, due, weight, customer_class=fact.customer_class))
    return _rows(bids, facts, coverage)


def overdue_ratio(due: date, days: int, week_end: date) -> float:
    """Return the overdue ratio, (week end − last visit) / interval; it never saturates.

    One never visited counts as visited an interval before it falls due.
    """
    return ((week_end - due).days + days) / days


Source = Callable[[WeekFacts, PlanSettings, Coverage], Iterable[ClaimRow]]
SOURCES: tuple[Source, ...] = (cadence_claims, maintenance_claims)
"""The sources of claims below those that are placed first and above canvassing, the strongest first."""


def gather(facts: WeekFacts, settings: PlanSettings, coverage: Coverage) -> list[ClaimRow]:
    """Return the claims of every source, most urgent first; each target speaks through its strongest source only."""
    claims: list[ClaimRow] = []
    for source in SOURCES:
        spoken = {row.target_id for row in claims}
        claims += [row for row in source(facts, settings, coverage) if row.target_id not in spoken]
    return sorted(claims, key=lambda row: row.urgency)


def _rows(bids: Iterable[_Bid], facts: WeekFacts, coverage: Coverage) -> Iterator[ClaimRow]:
    monday, sunday, as_of = facts.week.monday, facts.week.sunday, facts.as_of
    for bid in bids:
        fact = bid.fact
        if (left := bid.most - _made(fact, monday, coverage)) <= 0:
            continue
        first_day = coverage.first_day(fact.target_id)
        visits: Sequence[DueVisit] = due_visits(bid.due, bid.days, min(first_day, sunday), sunday, left)
        if certain := coverage.days_ahead(fact.target_id, after=fact.last_visit):
            visits = unserved(visits, certain)
        for visit in visits:
            yield ClaimRow(
                claim=bid.claim,
                target_id=fact.target_id,
                name_key=fact.name_key,
                due=visit.due,
                earliest=max(visit.earliest, first_day),
                latest=visit.latest,
                why=_why(_rhythm(bid, never=fact.last_visit is None), visit.due, as_of),
                weight=bid.base * overdue_ratio(visit.due, bid.days, sunday),
                grade=bid.grade,
                temperature=bid.temperature,
                prospect_id=bid.prospect_id,
                site_id=fact.site_id,
                block_id=fact.block_id,
            )


def _made(fact: RecurringFact, monday: date, coverage: Coverage) -> int:
    """Return how many visits of the week have moved the clock already; one that was not planned is seen only by it."""
    if fact.last_visit is None or fact.last_visit < monday:
        return 0
    stand = coverage.days(fact.target_id, after=None)
    return max(1, sum(day <= fact.last_visit for day in stand))


def _rhythm(bid: _Bid, *, never: bool) -> Reason:
    return Reason(bid.claim, bid.grade, bid.temperature, bid.customer_class, bid.days, never)


@lru_cache(ALIKE)
def _why(rhythm: Reason, due: date, as_of: date) -> Reason:
    """Return the reason of a name with a rhythm: when its visit falls due, or since when it has been."""
    if due >= as_of:
        return rhythm._replace(weekday=due.weekday())
    return rhythm._replace(since=due) if rhythm.never else rhythm._replace(over=(as_of - due).days)
