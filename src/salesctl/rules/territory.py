"""What a territory is worth, how to canvass it, and where to attack: the course's factors, approaches and zones."""

from collections.abc import Mapping
from typing import NamedTuple

from salesctl.domain.enums.territory import Approach
from salesctl.domain.market import Factor, Focus, Grounds, Value, Zone
from salesctl.domain.strategy import ApproachLimits, MatrixLimits, ValueWeights

Measures = Mapping[Factor, float | None]


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
            lacking.append(factor)
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
    """An approach and what it rests on; without one, what is missing for it."""

    approach: Approach | None
    grounds: Grounds


def suggest_approach(terrain: Terrain, limits: ApproachLimits) -> Suggestion:
    """Return the approach that suits a territory.

    Dense and small: concentrated. Otherwise with a clear industry or large accounts: focused on them, else extensive.
    """
    if terrain.customers is None or not terrain.area:
        lacking = missing(customers=terrain.customers, area=terrain.area or None)
        return Suggestion(None, Grounds(tuple(lacking)))
    density = terrain.customers / terrain.area
    grounds = Grounds(
        area=terrain.area,
        small=terrain.area <= limits.small_area,
        density=density,
        dense=density >= limits.dense,
        industry=terrain.industry,
        industry_share=terrain.industry_share,
        large_share=terrain.large_share,
    )
    if grounds.small and grounds.dense:
        return Suggestion(Approach.CONCENTRATED, grounds)
    industry, large = terrain.industry_share, terrain.large_share
    if industry is None and large is None:
        return Suggestion(None, grounds)
    if industry is not None and industry >= limits.clear_industry:
        return Suggestion(Approach.FOCUSED, grounds._replace(focus=Focus.INDUSTRY))
    if large is not None and large >= limits.large_accounts:
        return Suggestion(Approach.FOCUSED, grounds._replace(focus=Focus.LARGE))
    return Suggestion(Approach.EXTENSIVE, grounds)


class Strategy(NamedTuple):
    """A zone and where it lies; `attack_order` 1 comes first."""

    zone: Zone
    chinese: str
    growing: bool
    strong: bool
    attack_order: int
    ease: str


STRATEGIES = (
    Strategy(Zone.GROWTH_CONTEST, "成長競爭區", True, True, 1, "easy"),
    Strategy(Zone.STABLE, "穩定區", False, True, 2, "easy"),
    Strategy(Zone.UNSTABLE, "不穩定區", True, False, 3, "hard"),
    Strategy(Zone.DECLINING, "衰退區", False, False, 4, "hard"),
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
