"""How figures are written, and how a list of texts is one value: the same wherever a row is read or shown."""

from typing import TYPE_CHECKING

from salesctl.domain.text import plural

if TYPE_CHECKING:
    from salesctl.domain.enums.quota import Measure

SEPARATOR = "\x1f"
"""Joins the items of a list in one SQL value: `char(31)`, which no stored text contains."""


def items(value: str | None) -> list[str]:
    """Return the items of a list that is one value; of none there are none."""
    return value.split(SEPARATOR) if value else []


def money(minor: int) -> str:
    """Write an amount in minor units for people: 120000 is `1,200.00`."""
    return f"{'-' * (minor < 0)}{abs(minor) // 100:,}.{abs(minor) % 100:02d}"


def plain_money(minor: int) -> str:
    """Write an amount in minor units for programs: 120000 is `1200.00`."""
    return f"{'-' * (minor < 0)}{abs(minor) // 100}.{abs(minor) % 100:02d}"


def percent(fraction: float | None) -> str:
    """Write a fraction as a percentage with no more digits than it has; one that is not known stays empty."""
    return "" if fraction is None else f"{fraction * 100:.4g}%"


def in_words(figure: int, measure: "Measure") -> str:
    """Write a figure of a quota: money as such, orders as a number of them."""
    from salesctl.domain.enums.quota import Measure  # who writes money alone knows no quotas

    return money(figure) if measure is Measure.AMOUNT else f"{figure:,} {plural('order', figure)}"
