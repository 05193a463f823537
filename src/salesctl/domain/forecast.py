"""What forecasts and quotas are judged by, as the settings hold it."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from salesctl.domain.prospect import Grade, Temperature

Cell = tuple[Grade, Temperature]
"""A field of the prospect grid."""


def _chance(grade: str, temperature: str) -> Any:
    return Field(ge=0, le=1, description=f"probability that a {temperature} prospect of grade {grade} orders, 0 to 1")


class Probability(BaseModel):
    """How likely an open prospect of each grade and temperature becomes an order, while no share was measured."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    A_hot: Annotated[float, _chance("A", "hot")] = 0.9
    A_warm: Annotated[float, _chance("A", "warm")] = 0.7
    A_cold: Annotated[float, _chance("A", "cold")] = 0.5
    B_hot: Annotated[float, _chance("B", "hot")] = 0.6
    B_warm: Annotated[float, _chance("B", "warm")] = 0.4
    B_cold: Annotated[float, _chance("B", "cold")] = 0.2
    C_hot: Annotated[float, _chance("C", "hot")] = 0.3
    C_warm: Annotated[float, _chance("C", "warm")] = 0.15
    C_cold: Annotated[float, _chance("C", "cold")] = 0.05

    def by_cell(self) -> dict[Cell, float]:
        """Return the probability of each field of the prospect grid."""
        return {(grade, heat): getattr(self, f"{grade}_{heat}") for grade in Grade for heat in Temperature}


class QuotaLimits(BaseModel):
    """From where a rep's own experience counts, and what the check of a quota still lets pass."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    closed_prospects: Annotated[
        int,
        Field(ge=1, le=10_000, description="closed prospects of a kind from which a rep's own share won is used"),
    ] = 20
    above_trend: Annotated[
        float, Field(ge=0, le=10, description="growth asked beyond the trend that is attainable, 0.2 for 20 points")
    ] = 0.2
    spread: Annotated[
        float, Field(ge=0, le=10, description="spread of the growth asked of each rep that is fair, 0.2 for 20 points")
    ] = 0.2
