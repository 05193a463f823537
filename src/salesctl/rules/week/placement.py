"""On which day a visit is made: with its neighbours where it can be, else on the emptiest day."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, Protocol

from salesctl.domain.reason import Near, Reason
from salesctl.rules.week.capacity import Window
from salesctl.rules.week.claims import ClaimRow
from salesctl.rules.week.facts import WeekFacts


class Located(Protocol):
    """Anything in a site (a building) and a block (a sub-area walked in one go), where these are known."""

    @property
    def site_id(self) -> int | None:
        """The site."""

    @property
    def block_id(self) -> int | None:
        """The block."""


class PlanRow(NamedTuple):
    """A claim as the plan answers it: with its day, or deferred without one, and why."""

    source: ClaimRow
    day: date | None
    reason: Reason


class Board:
    """The open days of a week while they fill: their free places, and who is where on them."""

    def __init__(self, facts: WeekFacts, capacity: int) -> None:
        self.days = facts.open_days
        taken = Counter(row.day for row in facts.live) + Counter(facts.extra)
        self.free = [max(0, capacity - taken[day]) for day in self.days]
        self._present: list[dict[tuple[str, int | None], Near]] = [{} for _ in self.days]
        # Timed rows first: they are the ones worth naming ("same block as Tue 10:00").
        for row in sorted(facts.live, key=lambda row: (row.at is None, row.at)):
            if row.day in self.days:
                self._note(row, self.days.index(row.day), row.at)

    def window(self, row: ClaimRow) -> Window | None:
        """Return the open days on which a row may be placed, None when there are none."""
        window = bisect_left(self.days, row.earliest), bisect_right(self.days, row.latest) - 1
        return window if window[0] <= window[1] else None

    def with_places(self) -> list[int]:
        """Return the days that have a free place."""
        return [number for number, free in enumerate(self.free) if free]

    def preferred(self, visit: Located, days: Iterable[int]) -> list[int]:
        """Order days for a visit: those that hold its site, then its block, then the emptiest, the earliest on ties."""
        return sorted(days, key=lambda day: (self._neighbour(visit, day)[0], -self.free[day], day))

    def put(self, row: ClaimRow, day: int) -> PlanRow:
        """Plan a visit on a day and return its row."""
        planned = PlanRow(row, self.days[day], row.why._replace(near=self._neighbour(row, day)[1]))
        self._note(row, day)
        self.free[day] -= 1
        return planned

    def _neighbour(self, visit: Located, day: int) -> tuple[int, Near | None]:
        """Return how near the day's nearest visit is, 0 in the same site and 2 nowhere near, and that visit."""
        for distance, place in enumerate(_places(visit)):
            if near := self._present[day].get(place):
                return distance, near
        return 2, None

    def _note(self, visit: Located, day: int, at: str | None = None) -> None:
        weekday = self.days[day].weekday()
        for place in _places(visit):
            if place[1] is not None:
                self._present[day].setdefault(place, Near(place[0], weekday, at))


def _places(visit: Located) -> tuple[tuple[str, int | None], ...]:
    return ("site", visit.site_id), ("block", visit.block_id)
