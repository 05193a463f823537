"""`salesctl plan month`: what the cadences ask of the month, whether it fits, and which decisions are ahead."""

from typing import Annotated

import typer

from salesctl import clock
from salesctl.cli.core import dates, lookup
from salesctl.cli.core.group import examples, verb
from salesctl.cli.core.options import FormatOption, OutputOption, RepOption
from salesctl.cli.core.run import hint, this_run
from salesctl.cli.plan.week import nothing_to_plan
from salesctl.messages.month import verdict
from salesctl.render.columns import Section
from salesctl.render.show import Format, show_page, show_rows
from salesctl.render.views.month import MONTH, page
from salesctl.rules.calendar import Month

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

    It opens with what the quota asks of the calendar month: revenue, orders, and the visits they take.

    The month consists of the weeks whose Thursday it holds. All visits made count as done, planned or not.
    """
    # Loaded here, as below: `plan week`, which comes with this module, needs none of it.
    from salesctl.services.plan.month import plan_month

    run = this_run()
    today = Month.of(clock.today())
    chosen = which or today
    rep_id = lookup.own_rep_id(rep)
    plan = plan_month(run.store, run.settings, chosen, rep_id, capacity or run.settings.capacity)
    if form is Format.TABLE:
        visits = page(chosen, today, plan.rows, verdict(plan.load.verdict()), plan.decisions)
        show_page([*_asked(chosen, rep_id), *visits], output)
    else:
        show_rows(MONTH, plan.rows, form, output)
    if not plan.prospects:
        hint(nothing_to_plan(rep_id))


def _asked(month: Month, rep_id: int) -> list[Section]:
    """Return what the month's quota asks, as the page opens with it; nothing when there is none."""
    from salesctl.render.views.quota_month import asking
    from salesctl.services.quota.month import asked_of

    asked = asked_of(this_run().store, this_run().settings, month, rep_id)
    return [Section(asking(asked))] if asked else []
