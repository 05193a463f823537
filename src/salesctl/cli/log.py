"""`salesctl log`: who changed what, and when."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated

import typer

from salesctl import clock
from salesctl.cli.completion import offers
from salesctl.cli.core import lookup
from salesctl.cli.core.group import examples, verb
from salesctl.cli.core.options import FormatOption, FromOption, LimitOption, OutputOption, ToOption
from salesctl.cli.core.run import hint_if_cut, this_run
from salesctl.messages import reasons
from salesctl.render.columns import Row
from salesctl.render.show import Format, show_rows
from salesctl.render.views.log import CHANGES, COMMANDS, FIELDS
from salesctl.services.log import list_fields, list_rows
from salesctl.store.queries.log import LogFilter, list_commands

app = verb()

_WORDED = {("planned_visit", "reason"): reasons.worded}


@app.command(epilog=examples("salesctl log", "salesctl log Acme --from -1m", "salesctl log --id 7"))
def show_log(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]", autocompletion=offers.targets, help="A target: all that changed about it, by field."
        ),
    ] = None,
    entry: Annotated[int | None, typer.Option("--id", help="One command: all that it changed, by field.")] = None,
    table: Annotated[str | None, typer.Option(help="Only changes in this table, such as visit.")] = None,
    first: FromOption = None,
    last: ToOption = None,
    limit: LimitOption = 50,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """List the commands that changed something, the newest first: when, who, and how many rows.

    With a target or an --id, what changed: each row with every field, as it was and as it became.

    Who it was is the rep in the settings; a single rep is not named in tables. An entry is undone when a later one
    took it back.
    """
    rows: Sequence[Row]
    store = this_run().store
    chosen = LogFilter(entry, *_moments(first, last), table)
    if name is None and entry is None:
        rows = list_commands(store, chosen, limit)
        show_rows(COMMANDS, rows, form, output)
    else:
        read, view = (list_rows, CHANGES) if form is Format.TABLE else (list_fields, FIELDS)
        rows = read(store, chosen, lookup.target_id(name), limit, _WORDED)
        show_rows(view, rows, form, output)
    hint_if_cut(rows, limit, "the journal has nothing of that")


def _moments(first: date | None, last: date | None) -> tuple[str | None, str | None]:
    """Return when the first of these days begins, and when the day after the last one does."""
    return (
        None if first is None else clock.day_starts(first),
        None if last is None or last == date.max else clock.day_starts(last + timedelta(days=1)),
    )
