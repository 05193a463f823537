"""What a territory is worth, how to canvass it, and where to attack: the course's factors, approaches and zones."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from salesctl.domain.enums.territory import Approach
from salesctl.domain.strategy import ApproachLimits, MatrixLimits, ValueWeights


class Factor(StrEnum):
    """What makes the market of a territory (大小, 廣度, 強度, 硬度)."""

    SIZE = "size"
    BREADTH = "breadth"
    STRENGTH = "strength"
    HARDNESS = "hardness"


INPUTS = {
    Factor.SIZE: "customers",
    Factor.BREADTH: "area",
    Factor.STRENGTH: "purchasing power",
    Factor.HARDNESS: "fixed share",
}
"""What each factor is measured by, as the options name it."""

Measures = Mapping[Factor, float | None]


class Value(NamedTuple):
    """A market value, 0 to 1, None while an input is missing.

    `scores` holds the factors that are known, each in the largest territory's; `missing` names inputs.
    """

    score: float | None
    scores: Mapping[Factor, float]
    weights: Mapping[Factor, float]
    missing: tuple[str, ...]

    def in_words(self) -> str:
        """Show the sum: `(1 × size 0.50 + 2 × breadth 1.00) / 3`, and what it lacks."""
        if not self.weights:
            return "no factor has a weight"
        terms = " + ".join(f"{self.weights[factor]:g} × {factor} {score:.2f}" for factor, score in self.scores.items())
        total = f"{sum(self.weights.values()):g}"
        known = f"({terms}) / {total}" if terms else ""
        lacks = f"missing: {', '.join(self.missing)}" if self.missing else ""
        return "; ".join(part for part in (known, lacks) if part)


def market_value(own: Measures, largest: Measures, weights: ValueWeights) -> Value:
    """Return the market value: Σ weight × score / Σ weight, over the factors that have a weight.

    A factor's score is the territory's measure in the largest one's, `largest`. Hardness is measured by the share of
    customers who are *not* fixed: the harder a territory, the less of it can be won, the lower it scores (the field
    leaves that open).
    """
    weighed = {factor: weight for factor in Factor if (weight := getattr(weights, factor))}
    scores = {}
    lacking = []
    for factor in weighed:
        measure, most = own[factor], largest[factor]
        if measure is None:
            lacking.append(INPUTS[factor])
        else:
            scores[factor] = measure / most if most else 0.0
    score = None
    if weighed and not lacking:
        score = sum(weighed[factor] * scores[factor] for factor in weighed) / sum(weighed.values())
    return Value(score, scores, weighed, tuple(lacking))


class Terrain(NamedTuple):
    """What the approach depends on: customers, area in km², and among the targets the leading industry.

    `industry_share` and `large_share` (of class A) are fractions of the targets, None when no target says its own.
    """

    customers: int | None = None
    area: float | None = None
    industry: str | None = None
    industry_share: float | None = None
    large_share: float | None = None


class Suggestion(NamedTuple):
    """An approach and why; without one, what is missing for it."""

    approach: Approach | None
    why: str


def suggest_approach(terrain: Terrain, limits: ApproachLimits) -> Suggestion:
    """Return the approach that suits a territory.

    Dense and small: concentrated. Otherwise with a clear industry or large accounts: focused on them, else extensive.
    """
    if terrain.customers is None or not terrain.area:
        lacking = missing(customers=terrain.customers, area=terrain.area or None)
        return Suggestion(None, f"missing: {', '.join(lacking)}")
    density = terrain.customers / terrain.area
    small, dense = terrain.area <= limits.small_area, density >= limits.dense
    lie = (
        f"{'small' if small else 'wide'} ({terrain.area:g} km²), {'dense' if dense else 'thin'} ({density:.1f} per km²)"
    )
    if small and dense:
        return Suggestion(Approach.CONCENTRATED, lie)
    industry, large = terrain.industry_share, terrain.large_share
    if industry is None and large is None:
        return Suggestion(None, f"missing: industry or class of its targets; {lie}")
    if industry is not None and industry >= limits.clear_industry:
        return Suggestion(Approach.FOCUSED, f"{lie}, {industry:.0%} of its targets are in {terrain.industry}")
    if large is not None and large >= limits.large_accounts:
        return Suggestion(Approach.FOCUSED, f"{lie}, {large:.0%} of its targets are of class A")
    industries = "industries unknown" if industry is None else "no clear industry"
    accounts = "classes unknown" if large is None else "few large accounts"
    return Suggestion(Approach.EXTENSIVE, f"{lie}, {industries}, {accounts}")


class Zone(StrEnum):
    """The zones of the area strategy."""

    GROWTH_CONTEST = "growth-contest"
    STABLE = "stable"
    UNSTABLE = "unstable"
    DECLINING = "declining"


class Strategy(NamedTuple):
    """What a zone is and asks for; `attack_order` 1 comes first."""

    zone: Zone
    chinese: str
    growing: bool
    strong: bool
    attack_order: int
    ease: str
    direction: str


STRATEGIES = (
    Strategy(Zone.GROWTH_CONTEST, "成長競爭區", True, True, 1, "easy", "replace competitors, sell add-ons"),
    Strategy(Zone.STABLE, "穩定區", False, True, 2, "easy", "hold the key customers"),
    Strategy(Zone.UNSTABLE, "不穩定區", True, False, 3, "hard", "cultivate deeply"),
    Strategy(Zone.DECLINING, "衰退區", False, False, 4, "hard", "hold the key customers only"),
)


def strategy(growth: float | None, share: float | None, limits: MatrixLimits) -> Strategy | None:
    """Return the zone of a territory by its market growth a year and own share, None while either is unknown."""
    if growth is None or share is None:
        return None
    position = growth >= limits.growth, share >= limits.share
    return next(found for found in STRATEGIES if (found.growing, found.strong) == position)


def missing(**figures: float | None) -> list[str]:
    """Name the figures that are not known."""
    return [name for name, figure in figures.items() if figure is None]
