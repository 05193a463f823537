"""`salesctl plan week`: the week as planned."""

from typing import Annotated

import typer

from salesctl import clock
from salesctl.cli import dates, lookup
from salesctl.cli.group import examples, verb
from salesctl.cli.options import FormatOption, OutputOption, RepOption, WhatIf
from salesctl.cli.run import current, hint
from salesctl.render.show import Format, show_rows, show_week
from salesctl.render.views.plan import PLAN, WHAT_IF
from salesctl.rules.calendar import Week
from salesctl.services import planning
from salesctl.services.what_if import compare
from salesctl.services.workdays import free_days
from salesctl.store.queries.reps import others_with_prospects
from salesctl.store.queries.review import decisions

app = verb()

Explain = Annotated[bool, typer.Option("--explain", help="List every visit with the reason it is in, or deferred.")]


@app.command(
    epilog=examples(
        "salesctl plan week",
        "salesctl plan week next --dry-run",
        "salesctl plan week --replan",
        "salesctl plan week --what-if A=2,C=8 --capacity 12",
    )
)
def week(
    which: Annotated[
        Week | None,
        typer.Argument(metavar="WEEK", parser=dates.week, help="2026-W48, this, next, last, or a date in the week."),
    ] = None,
    replan: Annotated[bool, typer.Option("--replan", help="Plan what is still undone again.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be planned; store nothing.")] = False,
    explain: Explain = False,
    capacity: Annotated[int | None, typer.Option(min=1, max=100, help="Visits a day, for this plan.")] = None,
    what_if: WhatIf = None,
    rep: RepOption = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show the week's plan; a week without one is planned first.

    Promises stay, overdue promises come first, then cadences, maintenance and canvassing fill the week.
    """
    run = current()
    chosen = which or Week.of(clock.today())
    rep_id = lookup.own_rep_id(rep)
    if what_if is not None:
        cases = compare(run.store, run.settings, chosen, rep_id, what_if, capacity)
        show_rows(WHAT_IF, cases, form, output)
        if not any(case["needed"] for case in cases):
            hint(nothing_to_plan(rep_id))
        return
    view = planning.show_week(
        run.store, run.settings, chosen, rep_id, capacity=capacity, replan=replan, dry_run=dry_run
    )
    if chosen == Week.of(clock.today()):
        _open_with_decisions(rep_id)
    if form is Format.TABLE and not explain:
        show_week(
            chosen, view.rows, free_days(run.store, chosen, run.settings, rep_id), (view.needed, view.capacity), output
        )
    else:
        show_rows(PLAN, view.rows, form, output)
    for warning in view.warnings:
        hint(f"Warning: {warning}.")
    if replan and view.difference is not None:
        hint(view.difference.in_words())
    if not view.rows:
        hint(nothing_to_plan(rep_id))


def _open_with_decisions(rep_id: int) -> None:
    """Say what was decided in the last reviews, and ask whether it was kept."""
    for decision in reversed(decisions(current().store, rep_id, open_only=True, limit=5)):
        hint(
            f"Decided for {decision['week']}: {decision['text']} – was it kept?"
            f" `salesctl review judge {decision['id']} --kept` or `--not-kept`."
        )


def nothing_to_plan(rep_id: int) -> str:
    """Say what comes first when there is nothing to plan for a rep."""
    if others := others_with_prospects(current().store, rep_id):
        return f"Nothing to plan for this rep; --rep plans for {', '.join(others)}."
    return "Nothing to plan yet: `salesctl target add` and `salesctl prospect promote` come first."
