"""Canvassing (掃蕩): which targets to call on next, and on which days of the week."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from salesctl.domain.enums.plan import Claim
from salesctl.domain.enums.territory import Approach
from salesctl.domain.reason import Reason
from salesctl.rules.week.claims import ClaimRow
from salesctl.rules.week.facts import STALE_DAYS, CanvassFact, WeekFacts
from salesctl.rules.week.placement import Board, PlanRow


def canvass_order(facts: Iterable[CanvassFact], today: date, stale_days: int = STALE_DAYS) -> list[CanvassFact]:
    """Return the targets to canvass in the order to take them: never visited, not for `stale_days`, or to be retried.

    Territories go in their order, and by their approach: `concentrated` finishes a block before the next, `focused`
    takes the targets of its focus first, `extensive` takes one of each block in turn. Targets without a block come
    last, and within a block lost ones to be tried again and those never visited, then those not seen for longest.
    """
    stale = [fact for fact in facts if fact.retry_on or _silent(fact, today, stale_days)]
    stale.sort(key=lambda fact: (*_sequence(fact), _seen(fact), fact.name_key, fact.target_id))
    seen: Counter[tuple[int, int | None]] = Counter()
    turns = {}
    for fact in stale:
        block = fact.territory_order, fact.block_id
        if fact.approach is Approach.EXTENSIVE:
            turns[fact.target_id] = seen[block]
            seen[block] += 1
        else:
            turns[fact.target_id] = int(fact.approach is Approach.FOCUSED and not fact.matches_focus)
    # The sort is stable: within a turn the order by block stays.
    return sorted(stale, key=lambda fact: (*_sequence(fact)[:2], turns[fact.target_id]))


def _silent(fact: CanvassFact, today: date, stale_days: int) -> bool:
    return fact.last_visit is None or (today - fact.last_visit).days >= stale_days


def _seen(fact: CanvassFact) -> date:
    return date.min if fact.retry_on else fact.last_visit or date.min


def walk(ordered: Iterable[CanvassFact], facts: WeekFacts, board: Board) -> list[PlanRow]:
    """Plan canvassing on the places that are free, in order; extensive canvassing keeps a day to one block.

    What finds no place is simply not proposed.
    """
    blocks: defaultdict[date, set[int | None]] = defaultdict(set)
    for row in facts.live:
        if row.claim is Claim.CANVASS:
            blocks[row.day].add(row.block_id)
    rows: list[PlanRow] = []
    for fact in ordered:
        free = board.with_places()
        if not free:
            break
        if fact.approach is Approach.EXTENSIVE:
            free = [day for day in free if blocks[board.days[day]] <= {fact.block_id}]
        if free:
            day = board.preferred(fact, free)[0]
            blocks[board.days[day]].add(fact.block_id)
            rows.append(board.put(_claim(fact, facts), day))
    return rows


def _claim(fact: CanvassFact, facts: WeekFacts) -> ClaimRow:
    return ClaimRow(
        claim=Claim.CANVASS,
        target_id=fact.target_id,
        name_key=fact.name_key,
        due=facts.as_of,
        earliest=facts.as_of,
        latest=facts.week.sunday,
        why=_why(fact),
        site_id=fact.site_id,
        block_id=fact.block_id,
    )


def _why(fact: CanvassFact) -> Reason:
    seen_on = None if fact.retry_on else fact.last_visit
    return Reason(Claim.CANVASS, block=fact.block_name, seen_on=seen_on, retry_on=fact.retry_on)


def _sequence(fact: CanvassFact) -> tuple[int, bool, int, int]:
    """Order blocks by territory and by their place in it; targets without a block come last."""
    return fact.territory_order, fact.block_id is None, fact.block_position or 0, fact.block_id or 0
