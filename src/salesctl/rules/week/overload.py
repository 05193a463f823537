"""Days that planned visits ask too much of: those that are not worked, and those that hold more than their capacity."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from salesctl.domain.overload import Overload


def overloads(
    waiting: Mapping[date, int], made: Mapping[date, int], working_days: Collection[date], capacity: int
) -> Iterator[Overload]:
    """Yield the days on which planned visits still wait and are too many; visits made count too."""
    for day in sorted(waiting):
        if day not in working_days:
            yield Overload(day, waiting[day], None)
        elif found := over(day, waiting[day] + made.get(day, 0), capacity):
            yield found


def over(day: date, visits: int, capacity: int) -> Overload | None:
    """Return a day that holds more visits than its capacity; None where it does not."""
    return Overload(day, visits, visits - capacity) if visits > capacity else None
