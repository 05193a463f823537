"""What the verbs of `salesctl quota` share: which year, which cells, and figures in either measure."""

from typing import Annotated, NamedTuple

import typer

from salesctl.cli.completion import offers
from salesctl.cli.core import dates, lookup
from salesctl.cli.core.options import MOST, ProductOption, RepOption, TerritoryOption, amount
from salesctl.cli.core.run import this_run
from salesctl.domain.enums.quota import Measure
from salesctl.rules.calendar import Month
from salesctl.rules.fiscal import FiscalCalendar
from salesctl.services.quota.tree import QuotaYear
from salesctl.store.queries.quotas import NodeFilter

YearArgument = Annotated[
    int,
    typer.Argument(
        metavar="YEAR", min=1990, max=2200, help="A fiscal year, named after the calendar year it begins in."
    ),
]
MeasureOption = Annotated[Measure, typer.Option(help="What is counted: money, or orders (件數).")]
CustomerOption = Annotated[
    str | None, typer.Option("--customer", metavar="NAME", autocompletion=offers.targets, help="The customer.")
]
MonthOption = Annotated[
    Month | None, typer.Option("--month", parser=dates.month, metavar="MONTH", help="The month, such as 2026-03.")
]


def quota_year(year: int, measure: Measure) -> QuotaYear:
    """Return which tree is meant, by the fiscal year of the settings."""
    return QuotaYear(year, measure, FiscalCalendar(this_run().settings.fiscal_year_start))


class Cells(NamedTuple):
    """Which cells of a year are meant: all of them, or those of what is named."""

    product: ProductOption = None
    territory: TerritoryOption = None
    rep: RepOption = None
    customer: CustomerOption = None
    month: MonthOption = None

    def filter(self) -> NodeFilter:
        """Return the filter that the options name.

        Raises:
            NotFound: A name fits nothing, or several things.
        """
        return NodeFilter(
            lookup.product_id(self.product),
            lookup.territory_id(self.territory),
            lookup.rep_id(self.rep),
            lookup.target_id(self.customer),
            str(self.month) if self.month is not None else None,
        )


def figure(text: str, measure: Measure) -> int:
    """Read an amount of money in minor units, or a number of orders.

    Raises:
        BadParameter: It is neither, or negative, or beyond what can be kept.
    """
    if measure is Measure.AMOUNT:
        return amount(text)
    digits = text.strip().replace(",", "")
    if not (digits.isascii() and digits.isdigit()):
        raise typer.BadParameter(f"orders are a whole number such as 120, not '{text}'")
    if len(digits) > len(str(MOST)) or int(digits) > MOST:
        raise typer.BadParameter(f"orders are at most {MOST:,}, not {text}")
    return int(digits)
