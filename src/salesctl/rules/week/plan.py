"""The weekly plan: claims in their order take the places of the week, and what finds none is deferred, never lost."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date

from salesctl.domain.enums.plan import Claim, PlanStatus
from salesctl.domain.enums.prospect import Grade
from salesctl.domain.overload import Overload
from salesctl.domain.reason import Lack
from salesctl.rules.week.canvass import canvass_order, walk
from salesctl.rules.week.capacity import Slots, Window
from salesctl.rules.week.claims import ClaimRow, duty_claims, gather, overdue_claims
from salesctl.rules.week.coverage import Coverage
from salesctl.rules.week.facts import CanvassFact, PlanSettings, WeekFacts
from salesctl.rules.week.overload import overloads
from salesctl.rules.week.placement import Board, PlanRow

_GRADE_ORDER = {grade: order for order, grade in enumerate([*Grade, None])}


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """The rows that planning adds to a week beside those that stand, and the account it gives of itself.

    Attributes:
        placed: The planned rows, by day.
        deferred: The claims that found no place, the most urgent first.
        capacity: The visits the week holds: a full day's for each open day, those really made for each day that passed.
        needed: The visits the week was asked for: those made or standing, every claim, placed or deferred, and
            canvassing up to its share; what canvass takes of places left over is a gift, not a need.
        overloads: The days that the standing rows ask too much of.
    """

    placed: tuple[PlanRow, ...]
    deferred: tuple[PlanRow, ...]
    capacity: int
    needed: int
    overloads: tuple[Overload, ...]


def plan_week(facts: WeekFacts, settings: PlanSettings) -> WeekPlan:
    """Plan a week: the same facts in any order make the same plan.

    Overdue promises, then cases and actions are placed first. The others are accepted by urgency as long as everything
    accepted still fits, with canvassing's share of the week kept free for it, and only then given their days.
    """
    board, coverage = Board(facts, settings.capacity), Coverage(facts)
    kept, late = _place_first(facts, board, coverage)
    claims = gather(facts, settings, coverage)
    claimed = {row.target_id for row in claims}
    canvass = [
        fact
        for fact in canvass_order(facts.canvass, facts.as_of, settings.stale_days)
        if fact.target_id not in claimed and coverage.untouched(fact.target_id)
    ]
    share = _canvass_share(facts, settings)
    filled, walked, refused = _fill(claims, canvass, share, facts, board)
    capacity = _capacity(facts, settings)
    deferred = tuple(_deferred([*late, *refused], board, capacity))
    standing = len(facts.live) + sum(facts.extra.values())
    return WeekPlan(
        placed=tuple(sorted([*kept, *filled, *walked], key=_by_day)),
        deferred=deferred,
        capacity=capacity,
        needed=standing + len(kept) + len(filled) + len(deferred) + min(len(walked), share),
        overloads=tuple(_overloads(facts, settings)),
    )


def _place_first(facts: WeekFacts, board: Board, coverage: Coverage) -> tuple[list[PlanRow], list[ClaimRow]]:
    """Place broken promises, then cases and actions; each stands for a visit of its target, even without a place."""
    kept: list[PlanRow] = []
    late: list[ClaimRow] = []
    for source in (overdue_claims, duty_claims):
        for row in source(facts, coverage):
            day = _soon(row, board)
            if day is None:
                late.append(row)
            else:
                kept.append(board.put(row, day))
            coverage.add(row.target_id, row.earliest if day is None else board.days[day])
    return kept, late


def _soon(row: ClaimRow, board: Board) -> int | None:
    """Return the best day with a place up to the due date, else the earliest after it."""
    days = [day for day in board.with_places() if board.days[day] >= row.earliest]
    in_time = [day for day in days if board.days[day] <= row.due]
    if in_time:
        return board.preferred(row, in_time)[0]
    return days[0] if days else None


def _fill(
    claims: Sequence[ClaimRow], canvass: Sequence[CanvassFact], share: int, facts: WeekFacts, board: Board
) -> tuple[list[PlanRow], list[PlanRow], list[ClaimRow]]:
    """Return the rows planned for claims, those planned for canvassing, and the claims that found no place."""
    held = min(share, len(canvass), sum(board.free))
    while True:
        attempt = deepcopy(board)
        filled, refused = _place_claims(claims, attempt, held)
        walked = walk(canvass, facts, attempt)
        if len(walked) >= held:
            return filled, walked, refused
        # One block a day could not use all that was held: release the rest to the claims.
        held = len(walked)


def _place_claims(claims: Iterable[ClaimRow], board: Board, held: int) -> tuple[list[PlanRow], list[ClaimRow]]:
    """Accept claims by urgency while they fit beside the places held, then place them, A before B before C."""
    places = Slots(board.free)
    for _ in range(held):
        places.accept((0, len(board.days) - 1))
    accepted: list[tuple[ClaimRow, Window]] = []
    refused: list[ClaimRow] = []
    for row in claims:
        if not places.full and (window := board.window(row)) and places.accept(window):
            accepted.append((row, window))
        else:
            refused.append(row)
    accepted.sort(key=lambda entry: _GRADE_ORDER[entry[0].grade])
    filled = []
    for row, (first, last) in accepted:
        days = board.preferred(row, range(first, last + 1))
        filled.append(board.put(row, next(day for day in days if places.settle((first, last), day))))
    return filled, refused


def _canvass_share(facts: WeekFacts, settings: PlanSettings) -> int:
    """Return the places kept for canvassing, less what already stands."""
    share = settings.canvass_places(len(facts.working_days))
    return max(0, share - sum(row.claim is Claim.CANVASS for row in facts.live))


def _capacity(facts: WeekFacts, settings: PlanSettings) -> int:
    open_days = facts.open_days
    past = sum(visits for day, visits in _made(facts).items() if day not in open_days)
    return settings.capacity * len(open_days) + past


def _made(facts: WeekFacts) -> Counter[date]:
    return Counter(row.day for row in facts.live if row.status is PlanStatus.DONE) + Counter(facts.extra)


def _deferred(rows: Iterable[ClaimRow], board: Board, capacity: int) -> Iterator[PlanRow]:
    """Say of each row why it found no place; there may be thousands, but few different spans of days."""
    lacks: dict[tuple[date, date], Lack] = {}
    for row in rows:
        span = row.earliest, row.latest
        if span not in lacks:
            lacks[span] = _lack(board.window(row), board.days, capacity)
        yield PlanRow(row, None, row.why._replace(lack=lacks[span]))


def _lack(window: Window | None, days: Sequence[date], capacity: int) -> Lack:
    if window is None:
        return Lack()
    if window == (0, len(days) - 1):
        return Lack(capacity)
    first, last = (days[day].weekday() for day in window)
    return Lack(capacity, first, None if window[1] == len(days) - 1 else last)


def _by_day(row: PlanRow) -> date:
    return row.day or date.max


def _overloads(facts: WeekFacts, settings: PlanSettings) -> Iterable[Overload]:
    waiting = Counter(row.day for row in facts.live if row.status is PlanStatus.PLANNED)
    return overloads(waiting, _made(facts), facts.open_days, settings.capacity)
