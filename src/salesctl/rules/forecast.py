"""What a year will come to, and what its quota still asks for; a figure that cannot be told says why instead.

Amounts are in minor units; where a quota counts orders, so do they.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from salesctl.domain.enums.quota import Untold
from salesctl.domain.forecast import Cell
from salesctl.rules.calendar import Month


class Closed(NamedTuple):
    """Prospects closed at one grade and temperature: how many, and how many of them were won."""

    closed: int
    won: int


class Chances(NamedTuple):
    """How likely a rep's open prospects become orders, by cell, and which of the cells were measured."""

    by_cell: Mapping[Cell, float]
    measured: Container[Cell] = ()


def probabilities(assumed: Mapping[Cell, float], closed: Mapping[Cell, Closed], enough: int) -> Chances:
    """Return each cell's probability: the share won of those closed where they are enough, else what is assumed."""
    shares = {cell: found.won / found.closed for cell, found in closed.items() if found.closed >= max(enough, 1)}
    return Chances({**assumed, **shares}, shares.keys())


def expected(amount: int, probability: float) -> int:
    """Return expected amount × probability, rounded, so that the parts of a forecast add up exactly to the whole."""
    return round(amount * probability)


class Figure(NamedTuple):
    """A figure, or why there is none."""

    value: float | None
    why: Untold | None = None


class Selling(NamedTuple):
    """What was sold and visited lately: orders, what they come to, visits, and those that brought an order."""

    orders: int = 0
    amount: int = 0
    visits: int = 0
    hits: int = 0

    @property
    def average_order(self) -> Figure:
        """Amount / orders."""
        if not self.amount:
            return Figure(None, Untold.NO_ORDER)
        return Figure(round(self.amount / self.orders))

    @property
    def hit_rate(self) -> Figure:
        """Visits with an order / visits."""
        if not self.visits:
            return Figure(None, Untold.NO_VISIT)
        return Figure(self.hits / self.visits)

    def orders_for(self, amount: int) -> Figure:
        """Return how many orders an amount takes: amount ÷ average order, rounded up."""
        if not self.amount:
            return self.average_order
        return Figure(-(-amount * self.orders // self.amount))

    def visits_for(self, amount: int) -> Figure:
        """Return the visits needed for an amount: amount ÷ average order ÷ hit rate, rounded up once, at the end."""
        if not self.amount:
            return self.average_order
        return self._visits(amount * self.orders, self.amount)

    def visits_for_orders(self, orders: int) -> Figure:
        """Return the visits needed for a number of orders: orders ÷ hit rate, rounded up."""
        return self._visits(orders, 1)

    def _visits(self, orders: int, parts: int) -> Figure:
        """Return the visits needed for `orders` / `parts` orders."""
        if not self.visits:
            return self.hit_rate
        if not self.hits:
            return Figure(None, Untold.NO_HIT)
        return Figure(-(-orders * self.visits // (parts * self.hits)))


class MonthAsk(NamedTuple):
    """What a month is asked for: an amount in minor units, orders, or both, and the visits they take.

    `split` tells whether the year is split by month at all, and `together` that it is asked of several reps at once.
    `counted` are orders that a quota asks for; else they follow from the amount.
    """

    month: Month
    year: int
    split: bool
    together: bool
    amount: int | None
    counted: bool
    orders: Figure
    visits: Figure
    selling: Selling


@dataclass(frozen=True, slots=True)
class YearSoFar:
    """How a year stands on a day: its quota (None when there is none), what was sold, and the open pipeline."""

    months: Sequence[Month]
    today: date
    quota: int | None
    actual: int
    pipeline: int = 0

    @property
    def days(self) -> int:
        """The calendar days of the year."""
        return (self.months[-1].last - self.months[0].first).days + 1

    @property
    def elapsed(self) -> int:
        """The calendar days of the year that have come, today included."""
        return max(0, min(self.days, (self.today - self.months[0].first).days + 1))

    @property
    def months_left(self) -> int:
        """The months that have not ended, the present one included."""
        return sum(month.last >= self.today for month in self.months)

    @property
    def remaining(self) -> Figure:
        """Quota − actual, 0 once it is reached."""
        return Figure(None, Untold.NO_QUOTA) if self.quota is None else Figure(max(0, self.quota - self.actual))

    @property
    def run_rate(self) -> Figure:
        """Actual / the part of the year that has elapsed, in calendar days: what the year comes to at this pace."""
        if not self.elapsed:
            return Figure(None, Untold.NOT_BEGUN)
        return Figure(round(self.actual * self.days / self.elapsed))

    @property
    def pace_needed(self) -> Figure:
        """Remaining quota / remaining months, the present one included."""
        if self.remaining.value is None:
            return self.remaining
        if not self.months_left:
            return Figure(None, Untold.OVER)
        return Figure(round(self.remaining.value / self.months_left))

    @property
    def coverage(self) -> Figure:
        """Pipeline coverage: open pipeline / remaining quota."""
        if self.remaining.value is None:
            return self.remaining
        if not self.remaining.value:
            return Figure(None, Untold.REACHED)
        return Figure(self.pipeline / self.remaining.value)
