"""`salesctl visit list`: the visits made, the newest first."""

from typing import Annotated

import typer

from salesctl.cli.completion import offers
from salesctl.cli.core import dates, lookup
from salesctl.cli.core.group import examples, verb
from salesctl.cli.core.options import FormatOption, FromOption, LimitOption, OutputOption, RepOption, ToOption
from salesctl.cli.core.run import hint_if_cut, this_run
from salesctl.cli.visit import options as opt
from salesctl.errors import InvalidInput
from salesctl.render.show import Format, show_rows
from salesctl.render.views.visits import VISITS, with_estimate
from salesctl.rules.calendar import Week
from salesctl.store.queries.visits import VisitFilter, list_visits

app = verb()


@app.command(
    "list",
    epilog=examples("salesctl visit list --week this", 'salesctl visit list --target "Acme Ltd" --format json'),
)
def list_(
    target: Annotated[
        str | None, typer.Option(metavar="NAME", autocompletion=offers.targets, help="Visits at this target.")
    ] = None,
    first: FromOption = None,
    last: ToOption = None,
    week: Annotated[
        Week | None, typer.Option(parser=dates.week, metavar="WEEK", help="2026-W48, this, last, or a date in it.")
    ] = None,
    outcome: opt.Result = None,
    rep: RepOption = None,
    search: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Text in what was noted, objections included.")
    ] = None,
    limit: LimitOption = 50,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """List visits, the newest first."""
    if week:
        if first or last:
            raise InvalidInput("give --week, or --from and --to, not both")
        first, last = week.monday, week.sunday
    run = this_run()
    chosen = VisitFilter(lookup.target_id(target), first, last, outcome or None, lookup.rep_id(rep), search)
    rows = list_visits(run.store, chosen, limit)
    show_rows(with_estimate(VISITS, run.settings.visit_minutes), rows, form, output)
    hint_if_cut(rows, limit, "no visits fit; `salesctl visit add` records one")
