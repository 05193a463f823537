"""The seasonal index (季節指數): how much more or less than an average month each month of the year sells."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from salesctl.rules.calendar import Month

ORDERS_A_MONTH = 10
"""The fewest orders a month, on average, from which a season is read: below, a month without any is mere chance."""


@dataclass(frozen=True, slots=True)
class SeasonMonth:
    """One of the twelve: how many `periods` (years) of it are on record, what they sold together, and its index.

    `average` is None, and the index 1, for a month of which nothing is on record.
    """

    number: int
    periods: int
    sold: int
    average: Fraction | None
    index: Fraction


@dataclass(frozen=True, slots=True)
class Season:
    """The index of every month of the year by its number, and the average month it is measured by."""

    months: Mapping[int, SeasonMonth]
    overall: Fraction

    @property
    def missing(self) -> list[int]:
        """The months of which nothing is on record."""
        return [number for number, month in self.months.items() if not month.periods]


def seasonal_index(sold: Mapping[str, int], observed: Sequence[Month]) -> Season | None:
    """Return the season of what was sold by month (`2026-11`), or None when nothing was.

    Index = average of the month's periods / average of all months on record; as each of those counts once, however
    many years it was observed, the indices on record have the mean 1. An observed month without sales sold nothing,
    and counts as that. A month never observed is unknown, which is not nothing: it gets index 1, so that the mean of
    all twelve is 1 as well.
    """
    periods = Counter(month.number for month in observed)
    totals: Counter[int] = Counter()
    for month in observed:
        totals[month.number] += sold.get(str(month), 0)
    averages = {number: Fraction(totals[number], count) for number, count in periods.items()}
    overall = sum(averages.values(), Fraction(0)) / max(1, len(averages))
    if not overall:
        return None
    return Season(
        {
            number: SeasonMonth(
                number,
                periods[number],
                totals[number],
                averages.get(number),
                averages[number] / overall if number in averages else Fraction(1),
            )
            for number in range(1, 13)
        },
        overall,
    )


def months_between(first: Month, last: Month) -> tuple[Month, ...]:
    """Return the months from one to another, both included."""
    count = (last.year - first.year) * 12 + last.number - first.number + 1
    return tuple(first.shift(number) for number in range(count))
