"""What shows whether quotas keep a principle of setting them: figures, by principle."""

from collections.abc import Sequence
from typing import NamedTuple

from salesctl.domain.enums.quota import Measure, Untold


class Named(NamedTuple):
    """Which parts of the year's quota name a rep, and a month; None where nothing is asked."""

    of_rep: float | None
    of_month: float | None


class Aims(NamedTuple):
    """How many products quotas name, how many of them have their position, and how many goals stand beside."""

    products: int
    positioned: int
    goals: int


class Sums(NamedTuple):
    """Of how many split quotas the parts add up, and what is committed of what is asked; None while nothing is."""

    split: int
    adding_up: int
    committed: int | None
    asked: int
    measure: Measure


class Improvement(NamedTuple):
    """What is asked after the sales of a year, made up from some of its months; None where there are none."""

    year: int
    asked: int
    sold: int | None
    months: int
    growth: float | None
    measure: Measure


class Trend(NamedTuple):
    """The growth asked beside the usual one, and how far above it passes."""

    growth: float
    usual: float
    above: float


class Capacity(NamedTuple):
    """The visits needed beside those that some reps can make in their working days."""

    needed: float
    held: int
    days: int
    reps: int


class Reach(NamedTuple):
    """Whether the figure can be reached: by the trend, None where there is none, and by the visits that it takes."""

    trend: Trend | None
    capacity: Capacity | Untold


class Fairness(NamedTuple):
    """The reps of whom the least and the most growth is asked, how far that is apart, and how many sold nothing yet."""

    least: str
    least_growth: float
    most: str
    most_growth: float
    points: float
    passing: float
    newcomers: int


class Incomparable(NamedTuple):
    """That of so many reps no two have a quota and sold in the year before."""

    reps: int


class Acceptance(NamedTuple):
    """How many reps have a quota, and the names of those who have not accepted it."""

    reps: int
    waiting: Sequence[str]


Evidence = Named | Aims | Sums | Improvement | Reach | Fairness | Incomparable | Acceptance
