"""Whether claims fit into the week: places by day, and rows that may each take one on some run of days."""

from collections.abc import Iterator, Sequence

Window = tuple[int, int]
"""The first and the last open day, counted from 0, on which a row may be placed."""


class Slots:
    """The free places of the open days, and the rows that were promised one of them.

    Rows fit exactly when no run of days has more rows confined to it than places (Hall's condition: runs suffice,
    because every row's window is itself a run). `_spare` is how many more rows each run can take.
    """

    def __init__(self, free: Sequence[int]) -> None:
        days = range(len(free))
        self._spare = {(first, last): sum(free[first : last + 1]) for first in days for last in days[first:]}
        self._week = (0, len(free) - 1)

    @property
    def full(self) -> bool:
        """Whether no row fits any more, whatever its window."""
        return not self._spare.get(self._week)

    def accept(self, window: Window) -> bool:
        """Promise a row a place on some day of its window, if all the rows accepted before still fit."""
        first, last = window
        return self._take([run for run in self._spare if run[0] <= first and last <= run[1]])

    def settle(self, window: Window, day: int) -> bool:
        """Give an accepted row its place on one day of its window, if all the other accepted rows still fit."""
        return self._take(list(self._narrowed(window, day)))

    def _narrowed(self, window: Window, day: int) -> Iterator[Window]:
        """Yield the runs that hold the day but not the window: on those alone the row did not count so far."""
        first, last = window
        for run in self._spare:
            if run[0] <= day <= run[1] and not (run[0] <= first and last <= run[1]):
                yield run

    def _take(self, runs: list[Window]) -> bool:
        if not all(self._spare[run] for run in runs):
            return False
        for run in runs:
            self._spare[run] -= 1
        return True
