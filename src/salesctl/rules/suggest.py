"""The three views of a year's figure: what history, the market, and the profit wanted say.

Amounts are in minor units, growth and shares are fractions. What is not known is None, and never guessed at.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from salesctl.rules.calendar import Month
from salesctl.rules.season import seasonal_index

MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Trend:
    """A year's sales as far as they are on record: its counted `months`, and what each month of any year sold.

    A month is on record from the first sale ever made to the last month that is over. `earlier` are the months of the
    whole years before that are on record: only these tell a season that the growth since does not bend.
    """

    months: Sequence[Month]
    sold: Mapping[str, int]
    earlier: Sequence[Month] = ()

    @property
    def total(self) -> int:
        """What the counted months sold."""
        return self._sum(self.months)

    @property
    def season(self) -> Fraction | None:
        """The sum of the seasonal indices of the counted months; None while no whole year before is on record."""
        index = seasonal_index(self.sold, self.earlier)
        if index is None:
            return None
        return sum((index.months[month.number].index for month in self.months), Fraction(0))

    @property
    def level(self) -> int:
        """The whole year: its sales, or where months are missing, by the season if it is known, else their average.

        Year = sold in the counted months / Σ of their seasonal indices × 12; without a season each index is 1.
        """
        parts = len(self.months) if len(self.months) == MONTHS_A_YEAR else self.season or len(self.months)
        return round(Fraction(self.total * MONTHS_A_YEAR) / parts)

    @property
    def growth(self) -> float | None:
        """The change from the same months of the year before; None unless they are all on record and sold anything."""
        before = [month.shift(-MONTHS_A_YEAR) for month in self.months]
        if str(before[0]) < min(self.sold) or not (sold := self._sum(before)):
            return None
        return self.total / sold - 1

    def _sum(self, months: Sequence[Month]) -> int:
        return sum(self.sold.get(str(month), 0) for month in months)


def trend(year: Sequence[Month], sold: Mapping[str, int], this: Month) -> Trend | None:
    """Return the trend of a year in its months, seen in `this` month; None when no month of it is on record."""
    if not sold:
        return None
    first = Month.parse(min(sold))
    counted = [month for month in year if first <= month < this]
    ahead = (year[0].year - first.year) * MONTHS_A_YEAR + year[0].number - first.number
    earlier = [year[0].shift(-ago) for ago in range(1, max(0, ahead) // MONTHS_A_YEAR * MONTHS_A_YEAR + 1)]
    found = Trend(counted, sold, earlier)
    return found if counted and found.total else None


class Market(NamedTuple):
    """The market of a territory: a year's sales of all sellers, its growth, our share, and its purchasing power."""

    name: str
    size: int
    share: float | None
    growth: float | None = None
    power: float | None = None

    @property
    def factors(self) -> list[float]:
        """What its size is multiplied with: growth and purchasing power count only where they are known."""
        growth = [] if self.growth is None else [1 + self.growth]
        return [*growth, *(factor for factor in (self.share, self.power) if factor is not None)]

    @property
    def amount(self) -> int:
        """Market size × (1 + growth) × share × purchasing power."""
        product = Fraction(self.size)
        for factor in self.factors:
            product *= exact(factor)
        return round(product)


def grown(amount: int, growth: float) -> int:
    """Return amount × (1 + growth)."""
    return round(amount * (1 + exact(growth)))


def sales_for_profit(fixed_cost: int, profit: int, margin: float) -> int:
    """Return (fixed cost + profit wanted) / margin, rounded up: what is sold pays for both."""
    needed = Fraction(fixed_cost + profit) / exact(margin)
    return -(-needed.numerator // needed.denominator)


def exact(fraction: float) -> Fraction:
    """Return a fraction as it is written, 0.1 as 1/10, so that amounts of any size keep their cents."""
    return Fraction(str(fraction))
