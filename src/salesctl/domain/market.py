"""What a territory's market is worth, and what its approach rests on."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Factor(StrEnum):
    """What makes the market of a territory (大小, 廣度, 強度, 硬度)."""

    SIZE = "size"
    BREADTH = "breadth"
    STRENGTH = "strength"
    HARDNESS = "hardness"


class Value(NamedTuple):
    """A market value, 0 to 1, None while an input is missing.

    `scores` holds the factors that are known, each in the largest territory's; those `missing` have no measure.
    """

    score: float | None
    scores: Mapping[Factor, float]
    weights: Mapping[Factor, float]
    missing: tuple[Factor, ...]


class Focus(StrEnum):
    """Which targets a focused approach takes first."""

    INDUSTRY = "industry"
    LARGE = "large"


class Grounds(NamedTuple):
    """What an approach rests on; `missing` are the figures without which there is none.

    `area` is in km² and `density` in customers per km²; the shares are of the targets: in the leading `industry`, and
    of class A. One that is None is not known, unless `focus` says what the approach rests on.
    """

    missing: tuple[str, ...] = ()
    area: float = 0
    small: bool = False
    density: float = 0
    dense: bool = False
    industry: str | None = None
    industry_share: float | None = None
    large_share: float | None = None
    focus: Focus | None = None


class Zone(StrEnum):
    """The zones of the area strategy."""

    GROWTH_CONTEST = "growth-contest"
    STABLE = "stable"
    UNSTABLE = "unstable"
    DECLINING = "declining"
