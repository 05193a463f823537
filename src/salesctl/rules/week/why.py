"""Why a week holds a visit to a target, or does not: read off the plan made, and the facts it was made from."""

from collections.abc import Iterator
from datetime import date

from salesctl.domain.enums.plan import Claim, PlanStatus
from salesctl.domain.enums.territory import Approach
from salesctl.domain.reason import Reason
from salesctl.domain.why import (
    ByColleague,
    Deferred,
    NotDue,
    PutOffTo,
    Queue,
    Queued,
    Rival,
    SeenLately,
    SeenTo,
    Stands,
    Turn,
    Why,
)
from salesctl.rules.week.canvass import again_on, canvass_order
from salesctl.rules.week.claims import ClaimRow, customer_clock, prospect_clock
from salesctl.rules.week.facts import CanvassFact, FixedVisit, PlanSettings, RecurringFact, WeekFacts
from salesctl.rules.week.plan import WeekPlan


def explain(facts: WeekFacts, settings: PlanSettings, plan: WeekPlan, target_id: int) -> list[Why]:
    """Return what a plan answers for a target: its visits, or what keeps it out; nothing where the facts have nothing.

    The first answers, the others add to it. `facts` are those the plan was made from; targets to canvass that come too
    late in the order to be planned may be added.
    """
    visits, deferred = _on_days(facts, plan, target_id), [*_deferred(facts, plan, target_id)]
    if deferred or any(visit.status is not PlanStatus.MISSED for visit in visits):
        return [*visits, *deferred]
    return [*visits, *_kept_out(facts, settings, plan, target_id)]


def _on_days(facts: WeekFacts, plan: WeekPlan, target_id: int) -> list[Stands]:
    """Return a target's visits that stand and those that were planned, by day."""
    standing = [_standing(row, facts) for row in facts.standing if row.target_id == target_id]
    placed = [
        Stands(PlanStatus.PLANNED, row.day, row.source.claim, reason=row.reason.stored)
        for row in plan.placed
        if row.source.target_id == target_id and row.day
    ]
    return sorted([*standing, *placed], key=lambda visit: (visit.day, visit.at or ""))


def _standing(row: FixedVisit, facts: WeekFacts) -> Stands:
    passed = row.status is PlanStatus.PLANNED and row.day < facts.today
    return Stands(row.status, row.day, row.claim, row.at, passed=passed)


def _deferred(facts: WeekFacts, plan: WeekPlan, target_id: int) -> Iterator[Deferred]:
    before: set[int] = set()
    for row in plan.deferred:
        source = row.source
        if source.target_id == target_id:
            queue = _queue(source, facts, plan, len(before - {target_id}))
            yield Deferred(row.reason.stored, source.claim, source.weight, queue)
        before.add(source.target_id)


def _queue(source: ClaimRow, facts: WeekFacts, plan: WeekPlan, before: int) -> Queue:
    """Return what has the places of the days on which a visit could have been."""
    days = {day for day in facts.open_days if source.earliest <= day <= source.latest}
    placed = [row.source for row in plan.placed if row.day in days and row.source.target_id != source.target_id]
    rivals = [row for row in placed if row.claim is not Claim.CANVASS]
    last = max(rivals, key=lambda row: row.urgency, default=None)
    standing = sum(row.day in days for row in facts.live) + sum(facts.extra.get(day, 0) for day in days)
    return Queue(
        names=len({row.target_id for row in rivals}),
        last=last and Rival(last.target_id, last.claim, last.weight, last.due),
        standing=standing,
        canvassing=len(placed) - len(rivals),
        deferred=before,
    )


def _kept_out(facts: WeekFacts, settings: PlanSettings, plan: WeekPlan, target_id: int) -> list[Why]:
    """Return what keeps a target out of a plan: who has it already, then when it falls due, or is canvassed."""
    found: list[Why] = [ByColleague(visit.day) for visit in facts.by_colleagues if visit.target_id == target_id]
    found += [PutOffTo(later.day) for later in facts.put_off if later.target_id == target_id]
    found += [*_clocks(facts, settings, target_id)][:1]
    return found or [*_not_canvassed(facts, settings, plan, target_id)]


def _clocks(facts: WeekFacts, settings: PlanSettings, target_id: int) -> Iterator[NotDue | SeenTo]:
    """Yield when a target falls due, the soonest of each claim first, or that a case or an action was seen to."""
    clocks: list[tuple[date, int, Reason, RecurringFact]] = []
    for prospect in facts.prospects:
        if prospect.target_id == target_id:
            _, days, due = prospect_clock(prospect, settings)
            rhythm = Reason(Claim.CADENCE, prospect.grade, prospect.temperature, interval=days)
            clocks.append((due, prospect.prospect_id, rhythm, prospect))
    for customer in facts.customers:
        if customer.target_id == target_id:
            days, due = customer_clock(customer, settings)
            rhythm = Reason(Claim.MAINTAIN, customer_class=customer.customer_class, interval=days)
            clocks.append((due, 0, rhythm, customer))
    for due, _, rhythm, fact in sorted(clocks, key=lambda clock: clock[:2]):
        if due > facts.week.sunday:
            yield _not_due(rhythm, due, fact, facts)
    for duty in sorted(facts.duties, key=lambda duty: duty.due):
        if duty.target_id == target_id:
            if duty.due > facts.week.sunday:
                yield NotDue(Reason(duty.claim, what=duty.what), duty.due)
            elif duty.visited_on:
                yield SeenTo(duty.visited_on)


def _not_due(rhythm: Reason, due: date, fact: RecurringFact, facts: WeekFacts) -> NotDue:
    if fact.last_visit is None:
        return NotDue(rhythm, due, since=fact.since, rank=fact.phase_rank + 1, size=fact.phase_size)
    return NotDue(rhythm, due, fact.last_visit, ahead=fact.last_visit > facts.today)


def _not_canvassed(
    facts: WeekFacts, settings: PlanSettings, plan: WeekPlan, target_id: int
) -> Iterator[SeenLately | Queued]:
    """Yield why a target that may be canvassed is not: seen lately, or others come first."""
    for fact in facts.canvass:
        if fact.target_id == target_id:
            order = canvass_order(facts.canvass, facts.as_of, settings.stale_days)
            if fact in order:
                yield _queued(fact, order, plan, facts)
            elif fact.last_visit:
                yield SeenLately(fact.last_visit, again_on(fact.last_visit, settings.stale_days))


def _queued(fact: CanvassFact, order: list[CanvassFact], plan: WeekPlan, facts: WeekFacts) -> Queued:
    walked = {row.source.target_id for row in plan.placed if row.source.claim is Claim.CANVASS}
    elsewhere = {row.source.target_id for row in (*plan.placed, *plan.deferred)}
    for seen_to in (facts.standing, facts.by_colleagues, facts.put_off):
        elsewhere |= {visit.target_id for visit in seen_to}
    before = order[: order.index(fact)]
    last = next((other for other in reversed(order) if other.target_id in walked), None)
    return Queued(
        turn=_turn(fact, last),
        before=sum(other.target_id not in elsewhere for other in before),
        places=len(walked),
        block=fact.block_name,
        walked=last.block_name if last else None,
    )


def _turn(fact: CanvassFact, last: CanvassFact | None) -> Turn:
    """Return why a target comes after the last one that is canvassed."""
    if last is None:
        return Turn.NO_PLACE
    if last.territory_order != fact.territory_order:
        return Turn.TERRITORY
    if fact.approach is Approach.FOCUSED and last.matches_focus and not fact.matches_focus:
        return Turn.FOCUS
    if fact.approach is Approach.EXTENSIVE:
        return Turn.IN_TURN
    return Turn.ORDER if last.block_id == fact.block_id else Turn.BLOCK
