"""`salesctl plan month`: what the cadences ask of the month, whether it fits, and which decisions are ahead."""

from typing import Annotated

import typer

from salesctl import clock
from salesctl.cli import dates, lookup
from salesctl.cli.group import examples, verb
from salesctl.cli.options import FormatOption, OutputOption, RepOption
from salesctl.cli.plan_week import nothing_to_plan
from salesctl.cli.run import current, hint
from salesctl.render.show import Format, show_page, show_rows
from salesctl.render.views.month import MONTH, page
from salesctl.rules.calendar import Month
from salesctl.services.month import plan_month

app = verb()


@app.command(epilog=examples("salesctl plan month", "salesctl plan month next --capacity 12"))
def month(
    which: Annotated[
        Month | None, typer.Argument(metavar="MONTH", parser=dates.month, help="2026-12, this, next or last.")
    ] = None,
    capacity: Annotated[int | None, typer.Option(min=1, max=100, help="Visits a day, if not as configured.")] = None,
    rep: RepOption = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show the month: visits required, planned and done by grade and week, whether they fit, and who will decide when.

    The month consists of the weeks whose Thursday it holds. All visits made count as done, planned or not.
    """
    run = current()
    today = Month.of(clock.today())
    chosen = which or today
    rep_id = lookup.own_rep_id(rep)
    plan = plan_month(run.store, run.settings, chosen, rep_id, capacity or run.settings.capacity)
    if form is Format.TABLE:
        show_page(page(chosen, today, plan.rows, plan.load.in_words(), plan.decisions), output)
    else:
        show_rows(MONTH, plan.rows, form, output)
    if not plan.prospects:
        hint(nothing_to_plan(rep_id))
