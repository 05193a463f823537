"""`salesctl quota goal`: what a rep is to reach beside the figures, in words."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from salesctl import clock
from salesctl.cli.completion import offers
from salesctl.cli.core import dates, lookup
from salesctl.cli.core.group import EditCommand, examples, noun
from salesctl.cli.core.options import FormatOption, LimitOption, OutputOption, RepOption, clearable, given
from salesctl.cli.core.run import hint_if_cut, say, this_run
from salesctl.cli.core.takes import takes
from salesctl.domain.enums.quota import GoalStatus
from salesctl.render.show import Format, show_rows
from salesctl.render.views.goals import GOALS
from salesctl.rules.fiscal import FiscalCalendar
from salesctl.services.names import Names
from salesctl.services.quota import goals
from salesctl.store.queries.goals import GoalFilter, list_goals

if TYPE_CHECKING:
    from salesctl.services.values import GivenGoal

app = noun("Goals in words, of a rep or with a customer, beside the year's figures.")

GoalId = Annotated[int, typer.Argument(metavar="ID", min=1, max=2**63 - 1, help="The goal's id.")]
Customer = Annotated[
    str | None, typer.Option("--target", autocompletion=offers.targets, help="The customer it is about.")
]
Year = Annotated[int | None, typer.Option(min=1990, max=2200, help="The fiscal year; this one for a new goal.")]
Due = Annotated[date | None, typer.Option("--due", parser=clearable(dates.future), metavar="DATE", help="Until when.")]


class GoalOptions(NamedTuple):
    """What is told of a goal."""

    rep: RepOption = None
    target: Customer = None
    year: Year = None
    due_on: Due = None


@app.command(
    epilog=examples(
        'salesctl quota goal add "Win back the hotels" --rep Lin',
        'salesctl quota goal add "Meet the new CFO" --target "Acme Ltd" --due 2026-12-15',
    )
)
@takes(GoalOptions)
def add(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What is to be reached.")], options: GoalOptions
) -> None:
    """Add a goal for a rep, or for yourself."""
    run = this_run()
    values: GivenGoal = given(due_on=options.due_on)
    values |= {"text": text, "rep": options.rep or run.settings.rep}
    values["year"] = options.year or FiscalCalendar(run.settings.fiscal_year_start).year_of(clock.today())
    if options.target:
        values["target_id"] = lookup.target(options.target)["id"]
    places = Names(run.store)
    goal = goals.add_goal(run.store, places, values)
    say(f"Goal {goal['id']} of {values['rep']} for {goal['year']} added: {goal['text']}.", places.words())


@app.command(
    "list", epilog=examples("salesctl quota goal list 2026", "salesctl quota goal list --rep Lin --status open")
)
def list_(
    year: Annotated[
        int | None, typer.Argument(min=1990, max=2200, metavar="YEAR", help="The fiscal year; all if none.")
    ] = None,
    rep: RepOption = None,
    target: Customer = None,
    status: Annotated[GoalStatus | None, typer.Option(help="Only those that stand so.")] = None,
    limit: LimitOption = 1000,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """List goals by year and rep, and how they stand."""
    target_id = lookup.target_id(target)
    rows = list_goals(this_run().store, GoalFilter(year, lookup.rep_id(rep), target_id, status), limit)
    show_rows(GOALS, rows, form, output)
    hint_if_cut(rows, limit, "no goals fit; `salesctl quota goal add` makes one")


@app.command(
    cls=EditCommand,
    epilog=examples("salesctl quota goal edit 3 --due 2027-01-31", 'salesctl quota goal edit 3 --text "Win back two"'),
)
@takes(GoalOptions)
def edit(
    goal: GoalId,
    *,
    text: Annotated[str | None, typer.Option(help="What is to be reached.")] = None,
    options: GoalOptions,
) -> None:
    """Change a goal; an empty text ("") clears its day or its customer."""
    values: GivenGoal = given(options, text=text, but=["target"])
    if options.target is not None:
        values["target_id"] = lookup.target_id(options.target or None)
    run = this_run()
    places = Names(run.store)
    changed = goals.edit_goal(run.store, places, goal, values)
    say(f"Goal {goal} for {changed['year']} changed: {changed['text']}.", places.words())


@app.command(epilog=examples("salesctl quota goal reach 3"))
def reach(goal: GoalId) -> None:
    """Say that a goal was reached."""
    _judge(goal, GoalStatus.REACHED)


@app.command(epilog=examples("salesctl quota goal miss 3"))
def miss(goal: GoalId) -> None:
    """Say that a goal was missed."""
    _judge(goal, GoalStatus.MISSED)


def _judge(goal_id: int, status: GoalStatus) -> None:
    goal = goals.judge_goal(this_run().store, goal_id, status)
    say(f"Goal {goal_id} {status}: {goal['text']}.")


@app.command(epilog=examples("salesctl quota goal drop 3"))
def drop(goal: GoalId) -> None:
    """Delete a goal; `salesctl undo` brings it back."""
    goals.drop_goal(this_run().store, goal)
    say(f"Goal {goal} dropped.")
