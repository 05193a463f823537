"""`salesctl visit show|edit|drop`: one visit, by its id."""

from salesctl.cli.core.group import EditCommand, examples, verb
from salesctl.cli.core.options import FormatOption, OutputOption, RepOption
from salesctl.cli.core.run import say
from salesctl.cli.core.run import this_run as this_run
from salesctl.cli.visit import input as visit_input
from salesctl.cli.visit import options as opt
from salesctl.cli.visit import words
from salesctl.messages.visits import dropped
from salesctl.render.show import Format, show_card
from salesctl.render.views.visits import VISIT_CARD, with_estimate
from salesctl.services import visit_changes
from salesctl.services.names import Names
from salesctl.store.queries.visits import get_visit

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
def edit(
    visit_id: opt.VisitId,
    outcome: opt.Result = None,
    visited_on: opt.On = None,
    at: opt.At = None,
    minutes: opt.Minutes = None,
    mode: opt.How = None,
    met: opt.People = None,
    key_person: opt.KeyPerson = None,
    purpose: opt.Purpose = None,
    step: opt.StepReached = None,
    impression: opt.Impression = None,
    interest: opt.InterestAfter = None,
    current: opt.Current = None,
    desired: opt.Desired = None,
    consequence: opt.Consequence = None,
    gain: opt.Gain = None,
    benefits: opt.Benefits = None,
    objections: opt.Objections = None,
    resolved: opt.Resolved = None,
    competitor: opt.Competitor = None,
    reaction: opt.Reaction = None,
    terms: opt.Terms = None,
    discount: opt.Discount = None,
    signal: opt.Signal = None,
    satisfaction: opt.Satisfaction = None,
    pair: opt.Pair = None,
    next_on: opt.Next = None,
    next_at: opt.NextAt = None,
    next_with: opt.NextWith = None,
    next_purpose: opt.NextPurpose = None,
    note: opt.Note = None,
    rep: RepOption = None,
) -> None:
    """Change a visit; an empty text ("") clears a field, and what may be repeated is replaced as a whole.

    Its orders are changed with `salesctl sale`, its planned visit with `salesctl plan`.
    """
    values = visit_input.changes(locals(), but=("visit_id",))
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
