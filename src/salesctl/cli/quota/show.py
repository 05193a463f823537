"""`salesctl quota show` and `season`: the tree with what was undertaken and sold, and the seasonal index."""

from typing import Annotated

import typer

from salesctl import clock
from salesctl.cli.core.group import examples, verb
from salesctl.cli.core.options import FormatOption, LimitOption, OutputOption
from salesctl.cli.core.run import hint, this_run
from salesctl.cli.core.takes import takes
from salesctl.cli.quota.options import Cells, MeasureOption, YearArgument, quota_year
from salesctl.cli.quota.words import season_in_words
from salesctl.domain.enums.quota import Measure
from salesctl.render.show import Format, show_rows
from salesctl.render.views import quotas as views
from salesctl.rules.fiscal import FiscalCalendar
from salesctl.services.quota.weights import season_of
from salesctl.store.queries.quotas import QuotaNode, quota_tree

app = verb()


@app.command(
    epilog=examples(
        "salesctl quota show 2027",
        "salesctl quota show 2027 --depth 2",
        "salesctl quota show 2027 --rep Ann",
        "salesctl quota show 2027 --format json",
    )
)
@takes(Cells)
def show(
    year: YearArgument,
    options: Cells,
    depth: Annotated[int | None, typer.Option(min=0, max=5, help="How many levels below the year.")] = None,
    measure: MeasureOption = Measure.AMOUNT,
    limit: LimitOption = 100_000,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show the quotas of a year as a tree: asked, committed, the gap (committed less asked), and what was sold.

    A cell without a commitment of its own shows those of its parts together. What was sold but belongs to no part,
    such as a sale without a territory, stands under "in no part". A table leaves out levels that make it too long.
    """
    chosen = options.filter()._replace(depth=depth)
    which = quota_year(year, measure)
    rows = quota_tree(this_run().store, year, measure, which.days, chosen, limit)
    shown = views.short(rows) if form is Format.TABLE and depth is None else rows
    if form is Format.TABLE:
        show_rows(views.tree_table(measure), views.drawn(shown), form, output, title=f"Quota {year}")
    else:
        show_rows(views.tree(measure), rows, form, output)
    _say_what_is_missing(year, measure, rows, len(rows) - len(shown), limit)


def _say_what_is_missing(year: int, measure: Measure, rows: list[QuotaNode], hidden: int, limit: int) -> None:
    if not rows:
        hint(f"No such quota in {year}; `salesctl quota set {year} AMOUNT` makes one, `quota split` its parts.")
    if hidden:
        hint(f"{hidden:,} cells further down; --depth, --product, --territory or --rep show them.")
    if len(rows) == limit:
        hint(f"The first {limit}; --limit shows more.")


@app.command(
    epilog=examples("salesctl quota season", "salesctl quota season 2027 --product GTX", "salesctl quota season -f csv")
)
@takes(Cells, but=["customer", "month"])
def season(
    *,
    year: Annotated[
        int | None,
        typer.Argument(metavar="YEAR", min=1990, max=2200, help="The year it is for; else whatever is on record."),
    ] = None,
    options: Cells,
    measure: MeasureOption = Measure.AMOUNT,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show the seasonal index of each month, what it is computed from, and how many years it rests on.

    Index = the month's average / the average of all months on record; its mean is 1. A month of which nothing is on
    record gets 1. Records are the whole months of the three fiscal years before the year.
    """
    calendar = FiscalCalendar(this_run().settings.fiscal_year_start)
    which = quota_year(year or calendar.year_of(clock.today()) + 1, measure)
    found = season_of(this_run().store, which, options.filter())
    show_rows(views.season(measure), found.rows, form, output, drawn=views.season_table(measure))
    hint(season_in_words(found.season) if found.season else f"No sales on record before {which.year}: no season.")
    if found.too_few:
        hint("Too few orders for a season of its own (ten a month): this is that of a level above.")
