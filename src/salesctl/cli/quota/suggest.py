"""`salesctl quota suggest` and `check`: finding a year's figure, and judging the quotas made of it."""

from typing import Annotated

import typer

from salesctl.cli.core.group import examples, verb
from salesctl.cli.core.options import FormatOption, OutputOption, amount, fraction, growth
from salesctl.cli.core.run import hint, this_run
from salesctl.cli.quota.options import MeasureOption, YearArgument
from salesctl.domain.enums.quota import Measure
from salesctl.errors import InvalidInput
from salesctl.render.show import Format, show_page, show_rows
from salesctl.render.views import suggest as views
from salesctl.services.quota.check import check
from salesctl.services.quota.suggest import Assumptions, suggest

app = verb()


@app.command(
    "suggest",
    epilog=examples(
        "salesctl quota suggest 2027 --growth 8%",
        "salesctl quota suggest 2027 --fixed-cost 800000 --profit 200000 --margin 32%",
        "salesctl quota suggest 2027 --market-size 50000000 --share 12% --share-growth 5%",
    ),
)
def suggest_(
    year: YearArgument,
    growth: Annotated[float | None, typer.Option(parser=growth, metavar="PCT", help="Expected growth.")] = None,
    market_size: Annotated[
        int | None, typer.Option(parser=amount, metavar="N", help="A year's sales of all sellers.")
    ] = None,
    share: Annotated[float | None, typer.Option(parser=fraction, metavar="PCT", help="Our market share.")] = None,
    share_growth: Annotated[
        float | None,
        typer.Option(parser=growth, metavar="PCT", help="Growth of that share: 5% makes 20% 21%."),
    ] = None,
    purchasing_power: Annotated[
        float | None, typer.Option(min=0, max=1000, metavar="X", help="Purchasing power; 1 is the average.")
    ] = None,
    fixed_cost: Annotated[int | None, typer.Option(parser=amount, metavar="N", help="Fixed cost of the year.")] = None,
    profit: Annotated[int | None, typer.Option(parser=amount, metavar="N", help="Profit wanted.")] = None,
    margin: Annotated[float | None, typer.Option(parser=fraction, metavar="PCT", help="Margin on sales.")] = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Suggest a year's figure in three views side by side: history, market and profit, each with its arithmetic.

    History: sales of the year before × (1 + growth). Months that are missing from it are made up by the seasonal
    index, or by the average while no season is known; growth is the change from the year before unless given.

    Market: market size × share × (1 + share growth), with market growth and purchasing power where they are known;
    the territories' own data unless given.

    Profit: (fixed cost + profit wanted) / margin; the products' margins weighed by their sales unless given.

    What is missing is named, and that view shows no amount.
    """
    if margin is not None and margin <= 0:
        raise InvalidInput("--margin: sales without a margin pay for nothing; give more than 0%")
    if share is not None and share < 0:
        raise InvalidInput("--share: a share cannot be negative")
    run = this_run()
    given = Assumptions(growth, market_size, share, share_growth, purchasing_power, fixed_cost, profit, margin)
    found = suggest(run.store, run.settings, year, given)
    rows = [suggestion.row for suggestion in found]
    if form is Format.TABLE:
        show_page(views.page(year, rows, [line for suggestion in found for line in suggestion.lines]), output)
    else:
        show_rows(views.SUGGESTIONS, rows, form, output)
    if not any(suggestion.amount is not None for suggestion in found):
        hint(f"No view of {year} can be worked out yet: give what is missing.")


@app.command("check", epilog=examples("salesctl quota check 2026", "salesctl quota check 2026 --format json"))
def check_(
    year: YearArgument,
    measure: MeasureOption = Measure.AMOUNT,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Check a year's quotas against the principles of setting them, each with its evidence.

    Concrete, aimed, tied together, an improvement, attainable, fair and motivating: pass, fail, or unknown where there
    is nothing to judge by. How much growth is attainable and fair are the settings `quota.above_trend` and
    `quota.spread`.
    """
    run = this_run()
    show_rows(views.PRINCIPLES, check(run.store, run.settings, year, measure), form, output)
