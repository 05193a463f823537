"""`salesctl plan week`: the week as planned."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from salesctl import clock
from salesctl.cli.completion import offers
from salesctl.cli.core import dates, lookup
from salesctl.cli.core.group import examples, verb
from salesctl.cli.core.options import FormatOption, OutputOption, RepOption, WhatIf, free_to_write
from salesctl.cli.core.run import hint, say, this_run
from salesctl.cli.plan.duties import hint_unplanned
from salesctl.domain.enums.plan import PlanStatus
from salesctl.domain.enums.prospect import Grade
from salesctl.domain.text import plural
from salesctl.errors import InvalidInput
from salesctl.messages.actions import action_line
from salesctl.messages.overloads import overload
from salesctl.render.difference import difference_lines
from salesctl.render.show import Format, Load, show_load, show_rows, show_week
from salesctl.render.views.plan import PLAN, WHAT_IF
from salesctl.rules.calendar import Week
from salesctl.services.plan.week import MOST_NAMED, WeekView, open_week
from salesctl.services.plan.workdays import free_days
from salesctl.store.queries.duties import DueAction, actions_until
from salesctl.store.queries.reps import has_prospects, has_targets, others_with_prospects
from salesctl.store.queries.review import decisions

app = verb()

_NAMED = 5
_EXPLAINED = 500
"""Of the deferred visits that many are named in the grid, and as many explained; programs get all of them."""
_ACTIONS_NAMED = 5
_LOOKS = {"--what-if": "compares loads", "--why": "explains one name", "--facts": "writes a file of facts"}

Explain = Annotated[bool, typer.Option("--explain", help="List every visit with the reason it is in, or deferred.")]

Why = Annotated[
    str | None,
    typer.Option(
        "--why",
        metavar="NAME",
        autocompletion=offers.targets,
        help="Say why a target is in the week, or is not; store nothing.",
    ),
]
Facts = Annotated[
    Path | None,
    typer.Option(
        "--facts",
        metavar="FILE",
        callback=free_to_write,
        help="Write what the week is planned from, names replaced, as a Python test of the planner; store nothing.",
    ),
]


@app.command(
    epilog=examples(
        "salesctl plan week",
        "salesctl plan week next --dry-run",
        "salesctl plan week --replan",
        "salesctl plan week --what-if A=2,C=8 --capacity 12",
        'salesctl plan week --why "Acme Ltd"',
        "salesctl plan week --facts test_wrong_plan.py",
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
    why: Why = None,
    facts: Facts = None,
    rep: RepOption = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show the week's plan; a week without one is planned first.

    Promises stay, overdue promises come first, then cadences, maintenance and canvassing fill the week.

    Planning a week again keeps what is done, promised or moved by hand, and shows only what it changed.
    """
    run = this_run()
    chosen = which or Week.of(clock.today())
    rep_id = lookup.own_rep_id(rep)
    looks = [name for name, given in (("--what-if", what_if), ("--why", why), ("--facts", facts)) if given is not None]
    if looks:
        _refuse_beside(looks, replanned=replan or explain, shown=form is not Format.TABLE or output is not None)
    if what_if is not None:
        _compare(chosen, rep_id, what_if, capacity, form, output)
        return
    if why is not None or facts is not None:
        from salesctl.cli.plan import looks_at_week  # most runs show the week

        if why is not None:
            looks_at_week.tell_why(chosen, rep_id, why, capacity, form, output)
        elif facts is not None:
            looks_at_week.write_facts(chosen, rep_id, facts, capacity)
        return
    view = open_week(
        run.store,
        run.settings,
        chosen,
        rep_id,
        capacity=capacity,
        replan=replan,
        dry_run=dry_run,
        deferred=(_EXPLAINED if explain else _NAMED) if form is Format.TABLE else None,
    )
    if chosen >= Week.of(clock.today()):
        _tell_beforehand(chosen, rep_id, rehearsed=dry_run)
    load = Load(view.needed, view.capacity, view.deferred)
    if form is not Format.TABLE or explain:
        show_rows(PLAN, view.rows, form, output)
    elif view.difference is not None and output is None:
        show_load(chosen, load)
    else:
        show_week(chosen, view.rows, free_days(run.store, chosen, run.settings, rep_id), load, output)
    _tell(view, form, explain=explain)
    if not view.planned:
        _tell_what_replanning_would(chosen, view, replan=replan, capacity=capacity)
    if view.deferred and chosen == Week.of(clock.today()):
        _point_to_next(chosen, rep_id)
    if not view.rows and chosen >= Week.of(clock.today()):
        hint(nothing_to_plan(rep_id))


def _refuse_beside(looks: Sequence[str], *, replanned: bool, shown: bool) -> None:
    """Refuse what a look at the week cannot be given together with.

    Raises:
        InvalidInput: There are several looks, or an option beside it would have no effect.
    """
    look, *others = looks
    if others:
        raise InvalidInput(f"{look} and {others[0]} each look at the week in their own way: give one of them")
    if replanned:
        raise InvalidInput(f"{look} {_LOOKS[look]} and stores nothing: leave out --replan and --explain")
    if shown and look == "--facts":
        raise InvalidInput("--facts writes a file of its own: leave out --format and --output")


def _compare(
    chosen: Week, rep_id: int, cadences: Mapping[Grade, int], capacity: int | None, form: Format, output: Path | None
) -> None:
    """Show the week's load as it is and as it would be."""
    from salesctl.services.plan.what_if import compare

    cases = compare(this_run().store, this_run().settings, chosen, rep_id, cadences, capacity)
    show_rows(WHAT_IF, cases, form, output)
    if not any(case["needed"] for case in cases):
        hint(nothing_to_plan(rep_id))


def _tell(view: WeekView, form: Format, *, explain: bool) -> None:
    """Say what the rows alone do not: what was left out of them, what is too much, and what planning again changed."""
    listed = form is Format.TABLE
    if listed and explain and view.deferred > _EXPLAINED:
        hint(f"And {view.deferred - _EXPLAINED:,} more are deferred; -f csv shows all.")
    for found in view.overloads:
        hint(f"Warning: {overload(found)}.")
    if view.difference is not None:
        for line in difference_lines(view.difference, view.names, MOST_NAMED):
            (say if listed else hint)(line)


def _tell_what_replanning_would(chosen: Week, view: WeekView, *, replan: bool, capacity: int | None) -> None:
    """Say of a week that was only shown which options had no effect, and what its days have left undone."""
    if chosen < Week.of(clock.today()):
        if replan:
            hint(f"{chosen} has passed: nothing is planned again.")
        return
    if capacity and view.needed is not None:
        hint(f"{chosen} is planned already; --replan plans it again with {capacity} a day, --dry-run shows it.")
    today = clock.today().isoformat()
    ahead = {row["target_id"] for row in view.rows if row["date"] and row["date"] >= today}
    undone = [row for row in view.rows if row["status"] == PlanStatus.PLANNED and row["target_id"] not in ahead]
    if late := sum(row["date"] < today for row in undone if row["date"]):
        made = f"{late} {plural('visit', late)} of the days before {'was' if late == 1 else 'were'} not made"
        hint(f"{made}; --replan finds {'it a new day' if late == 1 else 'them new days'} where there is room.")


def _point_to_next(this_week: Week, rep_id: int) -> None:
    """Say it when this week has no working day left: on its last evening the next one is meant."""
    free = free_days(this_run().store, this_week, this_run().settings, rep_id)
    if all(day in free for day in this_week.days if day >= clock.today()):
        hint(f"No working day is left in {this_week}; `salesctl plan week next` plans the next week.")


def _tell_beforehand(chosen: Week, rep_id: int, *, rehearsed: bool) -> None:
    """Say of this week, or a later one, what there is to know before its plan is read."""
    actions = actions_until(this_run().store, rep_id, chosen.sunday)
    if chosen == Week.of(clock.today()):
        _open_with_decisions(rep_id)
        _count_overdue(actions)
        if not rehearsed:
            hint_unplanned(rep_id)
    _name_actions([action for action in actions if not action["is_visit"]])


def _open_with_decisions(rep_id: int) -> None:
    """Say what was decided in the last reviews, and ask whether it was kept."""
    for decision in reversed(decisions(this_run().store, rep_id, open_only=True, limit=5)):
        hint(
            f"Decided for {decision['week']}: {decision['text']} – was it kept?"
            f" `salesctl review judge {decision['id']} --kept` or `--not-kept`."
        )


def _count_overdue(actions: Sequence[DueAction]) -> None:
    """Say how many actions of account plans are overdue, visits among them that were made and not marked as done."""
    if late := sum(action["ends_on"] < clock.today().isoformat() for action in actions):
        hint(f"{late} {plural('account action', late)} overdue; `salesctl account action list --overdue` lists them.")


def _name_actions(due: Sequence[DueAction]) -> None:
    """Name the actions of account plans due by the week's end that are no visits: they have no place in its days."""
    for action in due[:_ACTIONS_NAMED]:
        late = action["ends_on"] < clock.today().isoformat()
        what = action_line(action["action"], action["owner"], action["ends_on"], late=late)
        hint(f"Account action: {action['name']}: {what}.")
    if len(due) > _ACTIONS_NAMED:
        hint(f"And {len(due) - _ACTIONS_NAMED} more; `salesctl account action list` lists them.")


def nothing_to_plan(rep_id: int) -> str:
    """Say why there is nothing to plan for a rep, and what comes first."""
    store = this_run().store
    if has_prospects(store, rep_id):
        return "Nobody falls due."
    if others := others_with_prospects(store, rep_id):
        return f"No prospect of this rep is open; --rep plans for {', '.join(others)}."
    if has_targets(store, rep_id):
        return "No prospect is open: `salesctl prospect promote` makes one of a target that qualifies."
    return "Nothing to plan yet: `salesctl target add` and `salesctl prospect promote` come first."
