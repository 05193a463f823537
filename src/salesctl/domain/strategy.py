"""What the strategic views are set by: weights, thresholds and labels, as the settings hold them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from salesctl.domain.section import Section, setting

if TYPE_CHECKING:
    from salesctl.domain.limits import Name


def _weight(factor: str) -> Any:
    return setting(1, f"weight of a territory's {factor} in its market value", ge=0, le=100)


@dataclass(eq=False, repr=False)
class ValueWeights(Section):
    """How much each factor counts in the market value of a territory; one with weight 0 is left out."""

    size: float = _weight("size (大小), its number of customers")
    breadth: float = _weight("breadth (廣度), its area")
    strength: float = _weight("strength (強度), its purchasing power")
    hardness: float = _weight("hardness (硬度), the share of customers who are not fixed")


@dataclass(eq=False, repr=False)
class ApproachLimits(Section):
    """Where one approach to a territory (集中, 重點, 粗放) gives way to another."""

    small_area: float = setting(50, "km² up to which a territory is small", ge=0)
    dense: float = setting(5, "customers per km² from which a territory is dense", ge=0)
    clear_industry: float = setting(0.4, "share of targets in one industry from which it is worth a focus", ge=0, le=1)
    large_accounts: float = setting(0.2, "share of targets of class A from which they are worth a focus", ge=0, le=1)


@dataclass(eq=False, repr=False)
class MatrixLimits(Section):
    """From where growth and share are high in the area strategy."""

    growth: float = setting(0.1, "market growth a year that is high, 0.1 for 10%", ge=-1, le=10)
    share: float = setting(0.2, "own market share that is high, 0.2 for 20%", ge=0, le=1)


def _label(features: str, price: str) -> str:
    return f"the market of products with {features} features at a {price} price"


@dataclass(eq=False, repr=False)
class PositionLabels(Section):
    """What the four fields of the product matrix are called, by features and price."""

    high_high: "Name" = setting("national accounts 全國客戶", _label("high", "high"))
    high_low: "Name" = setting("key accounts 重點客戶", _label("high", "low"))
    low_high: "Name" = setting("general market 通用市場", _label("low", "high"))
    low_low: "Name" = setting("SOHO", _label("low", "low"))

    def by_position(self) -> dict[tuple[str, str], str]:
        """Return the labels by the levels of features and price, the high ones first."""
        from salesctl.domain.enums.product import Level  # every command reads the settings, few ask for this

        return {
            (Level.HIGH, Level.HIGH): self.high_high,
            (Level.HIGH, Level.LOW): self.high_low,
            (Level.LOW, Level.HIGH): self.low_high,
            (Level.LOW, Level.LOW): self.low_low,
        }
