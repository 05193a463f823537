"""What the strategic views are set by: weights, thresholds and labels, as the settings hold them."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from salesctl.domain.text import Name


def _weight(factor: str) -> Any:
    return Field(ge=0, le=100, description=f"weight of a territory's {factor} in its market value")


class ValueWeights(BaseModel):
    """How much each factor counts in the market value of a territory; one with weight 0 is left out."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    size: Annotated[float, _weight("size (大小), its number of customers")] = 1
    breadth: Annotated[float, _weight("breadth (廣度), its area")] = 1
    strength: Annotated[float, _weight("strength (強度), its purchasing power")] = 1
    hardness: Annotated[float, _weight("hardness (硬度), the share of customers who are not fixed")] = 1


class ApproachLimits(BaseModel):
    """Where one approach to a territory (集中, 重點, 粗放) gives way to another."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    small_area: Annotated[float, Field(ge=0, description="km² up to which a territory is small")] = 50
    dense: Annotated[float, Field(ge=0, description="customers per km² from which a territory is dense")] = 5
    clear_industry: Annotated[
        float, Field(ge=0, le=1, description="share of targets in one industry from which it is worth a focus")
    ] = 0.4
    large_accounts: Annotated[
        float, Field(ge=0, le=1, description="share of targets of class A from which they are worth a focus")
    ] = 0.2


class MatrixLimits(BaseModel):
    """From where growth and share are high in the area strategy."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    growth: Annotated[float, Field(ge=-1, le=10, description="market growth a year that is high, 0.1 for 10%")] = 0.1
    share: Annotated[float, Field(ge=0, le=1, description="own market share that is high, 0.2 for 20%")] = 0.2


def _label(features: str, price: str) -> Any:
    return Field(description=f"the market of products with {features} features at a {price} price")


class PositionLabels(BaseModel):
    """What the four fields of the product matrix are called, by features and price."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    high_high: Annotated[Name, _label("high", "high")] = "national accounts 全國客戶"
    high_low: Annotated[Name, _label("high", "low")] = "key accounts 重點客戶"
    low_high: Annotated[Name, _label("low", "high")] = "general market 通用市場"
    low_low: Annotated[Name, _label("low", "low")] = "SOHO"

    def by_position(self) -> dict[tuple[str, str], str]:
        """Return the labels by the levels of features and price, the high ones first."""
        from salesctl.domain.product import Level  # every command reads the settings, few ask for this

        return {(features, price): getattr(self, f"{features}_{price}") for features in Level for price in Level}
