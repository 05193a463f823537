"""`salesctl progress objections`: what customers object to, what was resolved, and the orders that followed."""

from datetime import date
from typing import Annotated

import typer

from salesctl import clock
from salesctl.cli.core import dates, lookup
from salesctl.cli.core.group import examples, verb
from salesctl.cli.core.options import FormatOption, FromOption, OutputOption, RepOption, TerritoryOption, ToOption
from salesctl.cli.core.run import hint, this_run
from salesctl.errors import InvalidInput
from salesctl.render.show import Format, show_rows
from salesctl.rules.calendar import Month

app = verb()


@app.command(
    "objections",
    epilog=examples(
        "salesctl progress objections",
        "salesctl progress objections last --territory North",
        "salesctl progress objections --from 2026-01-01 --to today --format csv",
    ),
)
def objections_(
    which: Annotated[
        Month | None, typer.Argument(metavar="MONTH", parser=dates.month, help="2026-12, this or last.")
    ] = None,
    since: FromOption = None,
    until: ToOption = None,
    territory: TerritoryOption = None,
    rep: RepOption = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show the objections of a month by kind: how many were resolved, and the orders that followed.

    An order follows an objection when the same target orders on that day or later, up to 90 days after the period.
    """
    from salesctl.render.views.objections import OBJECTION_BARS, OBJECTIONS
    from salesctl.services.objections import objections
    from salesctl.store.queries.objections import ObjectionFilter

    first, last = _period(which, since, until)
    chosen = ObjectionFilter(first, last, lookup.rep_id(rep), lookup.territory_id(territory))
    rows = objections(this_run().store, chosen)
    name = f"{first or 'the beginning'} to {last}"
    show_rows(OBJECTIONS, rows, form, output, title=f"Objections, {name}", drawn=OBJECTION_BARS)
    if not rows[-1]["count"]:
        hint(f"No objection was recorded from {name}; `salesctl visit add --objection price` records one.")


def _period(month: Month | None, since: date | None, until: date | None) -> tuple[date | None, date]:
    """Return the days that are meant: those of a month, this one unless days are given."""
    if month and (since or until):
        raise InvalidInput("give a month, or --from and --to, not both")
    if since or until:
        last = until or clock.today()
        if since and since > last:
            raise InvalidInput(f"--from {since} comes after {last}")
        return since, last
    month = month or Month.of(clock.today())
    return month.first, month.last
