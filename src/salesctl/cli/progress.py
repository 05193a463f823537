"""`salesctl progress`: the grids that show where a territory stands."""

from typing import Annotated

import typer

from salesctl import clock
from salesctl.cli import dates, lookup
from salesctl.cli.group import examples, noun
from salesctl.cli.options import FormatOption, OutputOption, RepOption
from salesctl.cli.run import current, hint
from salesctl.render.show import Format, show_rows, show_visit_grid
from salesctl.render.views.progress import FUNNEL, PROSPECT_BARS, PROSPECT_GRID, VISIT_GRID
from salesctl.rules.calendar import Month
from salesctl.services import progress

app = noun("The progress grids: visits against the plan, prospects by grade and temperature, the funnel.")


@app.command("visits", epilog=examples("salesctl progress visits", "salesctl progress visits last"))
def visits_(
    which: Annotated[
        Month | None, typer.Argument(metavar="MONTH", parser=dates.month, help="2026-12, this, next or last.")
    ] = None,
    rep: RepOption = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show the visit grid of a month: grade by week, planned, done, extra and missed."""
    month = which or Month.of(clock.today())
    rows = progress.visit_grid(current().store, month.weeks, lookup.rep_id(rep))
    if form is Format.TABLE:
        show_visit_grid(rows, output, title=f"Visits {month}")
    else:
        show_rows(VISIT_GRID, rows, form, output)


@app.command("prospects", epilog=examples("salesctl progress prospects"))
def prospects_(rep: RepOption = None, form: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Show the prospect grid (購買進度定位表): grade by temperature, count and expected amount."""
    rows = progress.prospect_grid(current().store, lookup.rep_id(rep))
    show_rows(PROSPECT_BARS if form is Format.TABLE else PROSPECT_GRID, rows, form, output)


@app.command("funnel", epilog=examples("salesctl progress funnel"))
def funnel_(rep: RepOption = None, form: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Show the funnel: targets, visited, prospects by interest, orders, and how many go on from step to step."""
    rows = progress.funnel(current().store, lookup.rep_id(rep))
    show_rows(FUNNEL, rows, form, output)
    if not rows[0]["count"]:
        hint("No targets yet; `salesctl target add` or `salesctl import targets` makes the list.")
