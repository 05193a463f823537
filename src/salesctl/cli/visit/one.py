"""`salesctl visit show|edit|drop`: one visit, by its id."""

from typing import TYPE_CHECKING

from salesctl.cli.core.group import EditCommand, examples, verb
from salesctl.cli.core.options import FormatOption, OutputOption
from salesctl.cli.core.run import say, this_run
from salesctl.cli.core.takes import takes
from salesctl.cli.visit import input as visit_input
from salesctl.cli.visit import options as opt
from salesctl.cli.visit import words
from salesctl.messages.visits import dropped
from salesctl.render.show import Format, show_card
from salesctl.render.views.visits import VISIT_CARD, with_estimate
from salesctl.services import visit_changes
from salesctl.services.names import Names
from salesctl.store.queries.visits import get_visit

if TYPE_CHECKING:
    from salesctl.services.values import GivenVisit

app = verb()


@app.command(epilog=examples("salesctl visit show 17"))
def show(visit_id: opt.VisitId, form: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Show everything about a visit."""
    run = this_run()
    view = with_estimate(VISIT_CARD, run.settings.visit_minutes)
    show_card(view, get_visit(run.store, visit_id), form, output)


@app.command(
    cls=EditCommand,
    epilog=examples(
        'salesctl visit edit 17 --on yesterday --note "rang back"', 'salesctl visit edit 17 --step "" --next 2026-12-01'
    ),
)
@takes(opt.VisitOptions, but=["orders", "keep_open"])
def edit(visit_id: opt.VisitId, options: opt.VisitOptions) -> None:
    """Change a visit; an empty text ("") clears a field, and what may be repeated is replaced as a whole.

    Its orders are changed with `salesctl sale`, its planned visit with `salesctl plan`.
    """
    values: GivenVisit = visit_input.to_change(options)
    run = this_run()
    visit_input.refuse_details_of_no_next(values)
    places = Names(run.store)
    done = visit_changes.edit_visit(run.store, places, visit_id, values)
    say(f"Visit {visit_id} {done.target['name']} changed.", words.changes(done, places.words()))
    words.warn(done)


@app.command(epilog=examples("salesctl visit drop 17"))
def drop(visit_id: opt.VisitId) -> None:
    """Delete a visit and its orders; prospects it won are open again, and `salesctl undo` brings all back."""
    run = this_run()
    visit = get_visit(run.store, visit_id)
    gone = visit_changes.drop_visit(run.store, visit_id)
    say(f"Visit {visit_id} {visit['name']}, {visit['visited_on']}, dropped.", dropped(gone))
