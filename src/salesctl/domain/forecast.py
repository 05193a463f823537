"""What forecasts and quotas are judged by, as the settings hold it."""

from dataclasses import dataclass
from typing import Any

from salesctl.domain.enums.prospect import Grade, Temperature
from salesctl.domain.section import Section, setting

Cell = tuple[Grade, Temperature]
"""A field of the prospect grid."""


def _chance(default: float, grade: str, temperature: str) -> Any:
    meaning = f"probability that a {temperature} prospect of grade {grade} orders, 0 to 1"
    return setting(default, meaning, ge=0, le=1)


@dataclass(eq=False, repr=False)
class Probability(Section):
    """How likely an open prospect of each grade and temperature becomes an order, while no share was measured."""

    A_hot: float = _chance(0.9, "A", "hot")
    A_warm: float = _chance(0.7, "A", "warm")
    A_cold: float = _chance(0.5, "A", "cold")
    B_hot: float = _chance(0.6, "B", "hot")
    B_warm: float = _chance(0.4, "B", "warm")
    B_cold: float = _chance(0.2, "B", "cold")
    C_hot: float = _chance(0.3, "C", "hot")
    C_warm: float = _chance(0.15, "C", "warm")
    C_cold: float = _chance(0.05, "C", "cold")

    def by_cell(self) -> dict[Cell, float]:
        """Return the probability of each field of the prospect grid."""
        return {
            (Grade.A, Temperature.HOT): self.A_hot,
            (Grade.A, Temperature.WARM): self.A_warm,
            (Grade.A, Temperature.COLD): self.A_cold,
            (Grade.B, Temperature.HOT): self.B_hot,
            (Grade.B, Temperature.WARM): self.B_warm,
            (Grade.B, Temperature.COLD): self.B_cold,
            (Grade.C, Temperature.HOT): self.C_hot,
            (Grade.C, Temperature.WARM): self.C_warm,
            (Grade.C, Temperature.COLD): self.C_cold,
        }


@dataclass(eq=False, repr=False)
class QuotaLimits(Section):
    """From where a rep's own experience counts, and what the check of a quota still lets pass."""

    closed_prospects: int = setting(
        20, "closed prospects of a kind from which a rep's own share won is used", ge=1, le=10_000
    )
    above_trend: float = setting(
        0.2, "growth asked beyond the trend that is attainable, 0.2 for 20 points", ge=0, le=10
    )
    spread: float = setting(0.2, "spread of the growth asked of each rep that is fair, 0.2 for 20 points", ge=0, le=10)
