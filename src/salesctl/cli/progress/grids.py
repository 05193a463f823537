"""`salesctl progress`: the grids that show where a territory stands, the metrics and their trend."""

from typing import Annotated

import typer

from salesctl import clock
from salesctl.cli.core import dates, lookup
from salesctl.cli.core.group import examples, noun
from salesctl.cli.core.options import FormatOption, OutputOption, RepOption
from salesctl.cli.core.run import hint, this_run
from salesctl.cli.progress import objections, quota, segments
from salesctl.domain.progress import GridBy, MetricsBy
from salesctl.render.show import Format, show_across, show_rows, show_visit_grid
from salesctl.render.views import progress as views
from salesctl.rules.calendar import Month, Week
from salesctl.rules.period import Period
from salesctl.services import metrics, progress

app = noun("Where a territory stands: visits against the plan, metrics and trend, prospects, the funnel.")


@app.command(
    "visits",
    epilog=examples("salesctl progress visits", "salesctl progress visits last", "salesctl progress visits --by rep"),
)
def visits_(
    which: Annotated[
        Month | None, typer.Argument(metavar="MONTH", parser=dates.month, help="2026-12, this, next or last.")
    ] = None,
    by: Annotated[GridBy, typer.Option(help="What the lines are.")] = GridBy.GRADE,
    rep: RepOption = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show the visit grid of a month: grade by week, planned, done, extra and missed."""
    month = which or Month.of(clock.today())
    rows = progress.visit_grid(this_run().store, month.weeks, lookup.rep_id(rep), by)
    if form is Format.TABLE:
        show_visit_grid(rows, output, title=f"Visits {month}")
    else:
        show_rows(views.visit_grid(by), rows, form, output)


@app.command(
    "metrics",
    epilog=examples(
        "salesctl progress metrics",
        "salesctl progress metrics 2026-W47 --by rep",
        "salesctl progress metrics --by month",
    ),
)
def metrics_(
    which: Annotated[
        Period | None,
        typer.Argument(
            metavar="PERIOD", parser=dates.period, help="2026-W48, 2026-12, 2026, this or last month, a date in a week."
        ),
    ] = None,
    by: Annotated[MetricsBy, typer.Option(help="What the groups are.")] = MetricsBy.WEEK,
    rep: RepOption = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show the metrics of a month, week or year: attainment, adherence, reach, coverage, call and hit rate and more.

    Without a PERIOD it is this month, with --by month this year; a period is made of whole weeks.

    Below customer time stands the share of it that is estimated: visits recorded without their length.

    Repeat orders: of the customers who ordered, the share of those who had ordered on an earlier day.
    """
    period = which or _period_of_today(by)
    run = this_run()
    rows = metrics.metrics(run.store, run.settings, period.weeks, by, lookup.rep_id(rep))
    if form is Format.TABLE:
        show_across(views.metrics(by), _telling(rows), output, title=_title("Metrics", period))
    else:
        show_rows(views.metrics(by), rows, form, output)
    if not (rows[-1]["planned"] or rows[-1]["visits"]):
        hint(f"Nothing was planned or visited in {period.name}.")


def _period_of_today(by: MetricsBy) -> Period:
    month = Month.of(clock.today())
    return Period.of_year(month.year) if by is MetricsBy.MONTH else Period.of_month(month)


def _telling(rows: list[progress.Row]) -> list[progress.Row]:
    """Leave out groups that nothing stands for, and the total of a single group."""
    *groups, total = rows
    shown = [row for row in groups if row["accounts"] or row["orders"]]
    return shown if len(shown) == 1 else [*shown, total]


def _title(what: str, period: Period) -> str:
    first, last = period.weeks[0], period.weeks[-1]
    return f"{what} {period.name}" if first == last else f"{what} {period.name}: {first} to {last}"


@app.command(
    "trend",
    epilog=examples("salesctl progress trend", "salesctl progress trend last", "salesctl progress trend --weeks 12"),
)
def trend_(
    until: Annotated[
        Week | None,
        typer.Argument(metavar="WEEK", parser=dates.week, help="The last week: 2026-W48, this, last, or a date in it."),
    ] = None,
    weeks: Annotated[int, typer.Option("--weeks", min=1, max=104, help="How many weeks.")] = 8,
    rep: RepOption = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show the trend of the last eight weeks: visits, how well the plan was kept, and orders."""
    last = until or Week.of(clock.today())
    run = this_run()
    rows = metrics.trend(run.store, run.settings, Period.until(last, weeks).weeks, lookup.rep_id(rep))
    show_rows(views.TREND, rows, form, output, title=f"Trend to {last}", drawn=views.TREND_BARS)


@app.command("prospects", epilog=examples("salesctl progress prospects"))
def prospects_(rep: RepOption = None, form: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Show the prospect grid (購買進度定位表): grade by temperature, count and expected amount."""
    rows = progress.prospect_grid(this_run().store, lookup.rep_id(rep))
    show_rows(views.PROSPECT_GRID, rows, form, output, drawn=views.PROSPECT_BARS)


@app.command("funnel", epilog=examples("salesctl progress funnel"))
def funnel_(rep: RepOption = None, form: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Show the funnel: targets, visited, prospects by interest, orders, and how many go on from step to step."""
    rows = progress.funnel(this_run().store, lookup.rep_id(rep))
    show_rows(views.FUNNEL, rows, form, output)
    if not rows[0]["count"]:
        hint("No targets yet; `salesctl target add` or `salesctl import targets` makes the list.")


app.add_typer(segments.app)
app.add_typer(objections.app)
app.add_typer(quota.app)
