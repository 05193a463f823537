"""The options of `salesctl territory add` and `edit`: the territory itself, and what is known of its market."""

import re
from typing import Annotated, NamedTuple

import typer

from salesctl.cli.completion import offers
from salesctl.cli.core.options import amount, clearable, fraction, growth
from salesctl.domain.enums.territory import Approach

_NUMBER = re.compile(r"\d{1,12}(\.\d{1,9})?", re.ASCII)


def number(text: str) -> float:
    """Read a number that is not negative, such as `12` or `0.5`."""
    if not _NUMBER.fullmatch(text.strip()):
        raise typer.BadParameter(f"cannot read the number '{text}'; give one such as 12 or 0.5, not negative")
    return float(text)


def count(text: str) -> int:
    """Read a whole number that is not negative."""
    if not number(text).is_integer():
        raise typer.BadParameter(f"cannot read the number '{text}'; give a whole one such as 1200")
    return int(number(text))


_SHARE = {"parser": clearable(fraction), "metavar": "SHARE"}
_NUMERIC = {"parser": clearable(number), "metavar": "N"}

TerritoryName = Annotated[
    str,
    typer.Argument(
        metavar="NAME",
        autocompletion=offers.territories,
        help="A territory: its name, a unique part of it, or its id.",
    ),
]
Parent = Annotated[
    str | None, typer.Option(metavar="TERRITORY", autocompletion=offers.territories, help="What it is a part of.")
]
How = Annotated[Approach | None, typer.Option(help="How it is canvassed (集中, 重點, 粗放).")]
Focus = Annotated[
    str | None,
    typer.Option(
        metavar="FIELD=VALUE", help="What the focused approach takes first: industry, size, class, form, use."
    ),
]
Blocks = Annotated[
    list[str] | None,
    typer.Option(help="A block, after those there are; may be repeated, in the order they are walked."),
]
Note = Annotated[str | None, typer.Option(help="A note.")]
Customers = Annotated[
    int | None, typer.Option(parser=clearable(count), metavar="N", help="Size (大小): customers in the market.")
]
Area = Annotated[float | None, typer.Option(**_NUMERIC, help="Breadth (廣度): its area in km².")]
PurchasingPower = Annotated[
    float | None, typer.Option(**_NUMERIC, help="Strength (強度): purchasing power, 1 for the average.")
]
FixedShare = Annotated[
    float | None, typer.Option(**_SHARE, help="Hardness (硬度): customers who never change, as a share: 0.4 or 40%.")
]
Growth = Annotated[
    float | None,
    typer.Option(parser=clearable(growth), metavar="SHARE", help="How the market grows in a year: 0.12, 12% or -3%."),
]
Share = Annotated[float | None, typer.Option(**_SHARE, help="Our share of the market: 0.3 or 30%.")]
CompetitorShare = Annotated[float | None, typer.Option(**_SHARE, help="The largest competitor's share: 0.3 or 30%.")]
MarketSize = Annotated[
    int | None,
    typer.Option(parser=clearable(amount), metavar="N", help="A year's sales of all sellers in the market."),
]
Income = Annotated[float | None, typer.Option(**_SHARE, help="Its share of all the market's income: 0.3 or 30%.")]
Retail = Annotated[float | None, typer.Option(**_SHARE, help="Its share of all retail sales: 0.3 or 30%.")]
Population = Annotated[float | None, typer.Option(**_SHARE, help="Its share of the population: 0.3 or 30%.")]
CompetitionNote = Annotated[str | None, typer.Option(help="How the competition stands.")]
CustomerNote = Annotated[str | None, typer.Option(help="What the customers are like.")]


class TerritoryOptions(NamedTuple):
    """What is told of a territory and its market; `order` and `rename_block` only when it has blocks."""

    parent: Parent = None
    approach: How = None
    focus: Focus = None
    block: Blocks = None
    order: Annotated[
        str | None, typer.Option(metavar="B2,B1,B3", help="The new sequence of the blocks; those not named follow.")
    ] = None
    rename_block: Annotated[
        list[str] | None, typer.Option(metavar="OLD=NEW", help="A new name for a block; may be repeated.")
    ] = None
    note: Note = None
    customers: Customers = None
    area: Area = None
    purchasing_power: PurchasingPower = None
    fixed_share: FixedShare = None
    growth: Growth = None
    share: Share = None
    competitor_share: CompetitorShare = None
    market_size: MarketSize = None
    income: Income = None
    retail: Retail = None
    population: Population = None
    competition_note: CompetitionNote = None
    customer_note: CustomerNote = None
