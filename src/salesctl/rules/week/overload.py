"""Days that planned visits ask too much of: those that are not worked, and those that hold more than their capacity."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from salesctl.domain.text import plural
from salesctl.rules.calendar import with_weekday


def overloads(
    waiting: Mapping[date, int], made: Mapping[date, int], working_days: Collection[date], capacity: int
) -> Iterator[str]:
    """Say of each day with planned visits that are still waiting what is too much; visits made count too."""
    for day in sorted(waiting):
        if day not in working_days:
            visits = f"{waiting[day]} planned {plural('visit', waiting[day])}"
            yield f"{with_weekday(day)} is not a working day but holds {visits}"
        elif words := over(day, waiting[day] + made.get(day, 0), capacity):
            yield words


def over(day: date, visits: int, capacity: int) -> str | None:
    """Say by how many visits a day is over its capacity; None where it is not."""
    if visits <= capacity:
        return None
    return f"{with_weekday(day)} holds {visits} visits, {visits - capacity} over its capacity"
