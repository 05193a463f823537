"""The market index (市場指數): what share of the market's buying power each territory holds."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, TypedDict

from salesctl.errors import InvalidInput

INCOME_WEIGHT, RETAIL_WEIGHT, POPULATION_WEIGHT = Fraction("0.5"), Fraction("0.3"), Fraction("0.2")
_SHARES: tuple[Literal["income", "retail", "population"], ...] = ("income", "retail", "population")


class Market(TypedDict):
    """What is known of the market of a territory; the first three are shares of the whole market."""

    id: int
    name: str
    income: float | None
    retail: float | None
    population: float | None
    market_size: int | None
    purchasing_power: float | None


def buying_power(income: float, retail: float, population: float) -> Fraction:
    """Return the buying power index: 0.5 income + 0.3 retail + 0.2 population, each a share of the whole market."""
    return (
        INCOME_WEIGHT * Fraction(str(income))
        + RETAIL_WEIGHT * Fraction(str(retail))
        + POPULATION_WEIGHT * Fraction(str(population))
    )


def market_weights(territories: Sequence[Market]) -> dict[int, Fraction]:
    """Weigh territories by their market, all of them by the same facts so that they can be compared.

    By the buying power index where all have their three shares; else by market size × purchasing power (1 where it is
    not known) where all have a size.

    Raises:
        InvalidInput: Some lack both; they are named.
    """
    without_shares = [row["name"] for row in territories if any(row[share] is None for share in _SHARES)]
    if not without_shares:
        return {row["id"]: buying_power(*(row[share] or 0 for share in _SHARES)) for row in territories}
    without_size = [row["name"] for row in territories if row["market_size"] is None]
    if not without_size:
        return {row["id"]: (row["market_size"] or 0) * _power(row["purchasing_power"]) for row in territories}
    raise InvalidInput(
        f"no market index: {', '.join(without_shares)} lack income, retail and population shares, and"
        f" {', '.join(without_size)} a market size; give them with `salesctl territory edit`"
    )


def _power(purchasing_power: float | None) -> Fraction:
    return Fraction(1) if purchasing_power is None else Fraction(str(purchasing_power))
