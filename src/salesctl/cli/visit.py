"""`salesctl visit`: what was done, recorded in one line right after the call."""

from typing import Annotated

import typer

from salesctl import clock
from salesctl.cli import complete, dates, lookup, visit_input, visit_prep, visit_words
from salesctl.cli import visit_options as opt
from salesctl.cli.group import examples, noun
from salesctl.cli.options import FormatOption, FromOption, LimitOption, OutputOption, RepOption, ToOption
from salesctl.cli.run import current as this_run
from salesctl.cli.run import hint, hint_if_cut, say
from salesctl.errors import InvalidInput
from salesctl.render.show import Format, show_card, show_rows
from salesctl.render.views.visits import VISIT_CARD, VISITS, with_estimate
from salesctl.rules.calendar import Week
from salesctl.services import targets, visit_changes, visits
from salesctl.services.places import Places
from salesctl.store.queries.visits import VisitFilter, get_visit, list_visits

app = noun("Visits made: recorded in one line, and never entered twice.")
app.add_typer(visit_prep.app)


@app.command(
    epilog=examples(
        'salesctl visit add "Acme Ltd" --outcome advance --step survey --interest strong --next tue --next-at 10:00',
        'salesctl visit add "Acme Ltd" --met "Ann Lee" --order "GTX Pro=1200.50" --on yesterday',
        'salesctl visit add "Acme Ltd" --outcome no-sale --objection "price/unclear:two years of costs are missing"',
    )
)
def add(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME...", autocompletion=complete.targets, help="The target, or several in one building."
        ),
    ] = None,
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
    orders: opt.Orders = None,
    keep_open: opt.KeepOpen = False,
    next_on: opt.Next = None,
    next_at: opt.NextAt = None,
    next_with: opt.NextWith = None,
    next_purpose: opt.NextPurpose = None,
    note: opt.Note = None,
    rep: RepOption = None,
    new: Annotated[bool, typer.Option("--new", help="Make the target if there is none of that name.")] = False,
    quiet: Annotated[
        bool,
        typer.Option("--quiet", "-q", help="Ask no coach's questions; `config set coaching false` stops them all."),
    ] = False,
) -> None:
    """Record a visit; on a terminal it asks for the name and the outcome when they are missing.

    Only these two are needed: the daily report, the plan, the customer's history and the forecast follow from them.
    """
    values = visit_input.values(locals(), but=("names", "new", "quiet"))
    run = this_run()
    values.setdefault("visited_on", clock.today())
    values["orders"] = [visit_input.order(order) for order in values.get("orders", [])]
    there = visit_input.complete([visit_input.whom(name, new=new) for name in names or []], values, new=new)
    visit_input.refuse_contradictions(there, values)
    places = Places(run.store)
    done = visits.add_visits(run.store, places, there, values, run.settings.rep)
    made = [places.words()]
    for named, recorded in zip(there, done, strict=True):
        said = ["new target", *made] if isinstance(named, str) else made
        say(visit_words.recorded(recorded), visit_words.changes(recorded, *said))
        made = []
        _warn(recorded, is_new=isinstance(named, str))
        if run.settings.coaching and not quiet:
            _coach(recorded)


def _coach(recorded: visits.Recorded) -> None:
    """Print what a good manager would ask about a visit just recorded."""
    from salesctl.services import coaching  # not for those who want to hear nothing

    run = this_run()
    for question in coaching.hints(run.store, run.settings, recorded.visit, recorded.promised):
        hint(f"Hint: {recorded.target['name']}: {question}")


def _warn(recorded: visits.Recorded, *, is_new: bool = False) -> None:
    """Print what the sales method doubts about a visit, and what a new target may be confused with."""
    run = this_run()
    for warning in visit_words.warnings(recorded, visits.doubts(run.store, recorded.visit)):
        hint(warning)
    if is_new:
        for warning in targets.near_targets(run.store, recorded.target, run.settings.thresholds.near_name):
            hint(f"Warning: {warning}.")


@app.command(
    "list",
    epilog=examples("salesctl visit list --week this", 'salesctl visit list --target "Acme Ltd" --format json'),
)
def list_(
    target: Annotated[
        str | None, typer.Option(metavar="NAME", autocompletion=complete.targets, help="Visits at this target.")
    ] = None,
    first: FromOption = None,
    last: ToOption = None,
    week: Annotated[
        Week | None, typer.Option(parser=dates.week, metavar="WEEK", help="2026-W48, this, last, or a date in it.")
    ] = None,
    outcome: opt.Result = None,
    rep: RepOption = None,
    search: Annotated[str | None, typer.Option(metavar="TEXT", help="Text in what was noted.")] = None,
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
    target_id = lookup.target(target)["id"] if target is not None else None
    chosen = VisitFilter(target_id, first, last, outcome or None, lookup.rep_id(rep), search)
    rows = list_visits(run.store, chosen, limit)
    show_rows(with_estimate(VISITS, run.settings.visit_minutes), rows, form, output)
    hint_if_cut(rows, limit, "no visits fit; `salesctl visit add` records one")


@app.command(epilog=examples("salesctl visit show 17"))
def show(visit_id: opt.VisitId, form: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Show everything about a visit."""
    run = this_run()
    view = with_estimate(VISIT_CARD, run.settings.visit_minutes)
    show_card(view, get_visit(run.store, visit_id), form, output)


@app.command(
    epilog=examples(
        'salesctl visit edit 17 --on yesterday --note "rang back"', 'salesctl visit edit 17 --step "" --next 2026-12-01'
    )
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
    places = Places(run.store)
    done = visit_changes.edit_visit(run.store, places, visit_id, values)
    say(f"Visit {visit_id} {done.target['name']} changed.", visit_words.changes(done, places.words()))
    _warn(done)


@app.command(epilog=examples("salesctl visit drop 17"))
def drop(visit_id: opt.VisitId) -> None:
    """Delete a visit and its orders; prospects it won are open again, and `salesctl undo` brings all back."""
    run = this_run()
    visit = get_visit(run.store, visit_id)
    changes = visit_changes.drop_visit(run.store, visit_id)
    say(f"Visit {visit_id} {visit['name']}, {visit['visited_on']}, dropped.", "; ".join(changes))
