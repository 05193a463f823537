"""`salesctl account action`: the action plan of a key account."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from salesctl import clock
from salesctl.cli.completion import offers
from salesctl.cli.core import dates, lookup
from salesctl.cli.core.group import EditCommand, examples, noun
from salesctl.cli.core.options import FormatOption, LimitOption, OutputOption, RepOption, TargetName, clearable, given
from salesctl.cli.core.run import hint_if_cut, say, this_run
from salesctl.cli.core.takes import takes
from salesctl.cli.plan.duties import hint_unplanned
from salesctl.errors import InvalidInput
from salesctl.render.show import Format, show_rows
from salesctl.render.views.accounts import ACTIONS
from salesctl.services.account import actions
from salesctl.store.queries.accounts import account_of
from salesctl.store.queries.actions import ActionFilter, find_action, list_actions

if TYPE_CHECKING:
    from salesctl.store.rows import AccountActionValues

app = noun("The action plan (行動計劃書): who does what until when.")

Which = Annotated[
    str,
    typer.Argument(metavar="ACTION", help="An action: its id, or a unique part of its words while it is to be done."),
]
Remark = Annotated[str | None, typer.Option(help="A remark.")]


class ActionOptions(NamedTuple):
    """What is told of an action besides its text and its end."""

    starts_on: Annotated[
        date | None, typer.Option("--start", parser=clearable(dates.future), metavar="DATE", help="When it starts.")
    ] = None
    owner: Annotated[str | None, typer.Option(help="Who does it: a rep, a colleague or the customer.")] = None
    reason: Annotated[str | None, typer.Option(help="Why.")] = None
    steps: Annotated[str | None, typer.Option(help="How, step by step.")] = None


@app.command(
    epilog=examples(
        'salesctl account action add "Acme Ltd" "show the cost sheet to the CFO" --by 2026-12-04 --visit',
        'salesctl account action add "Acme Ltd" "train their operators" --start mon --end +4w --owner "Ben Wu"',
    )
)
@takes(ActionOptions)
def add(
    name: TargetName,
    action: Annotated[str, typer.Argument(metavar="TEXT", help="What is done.")],
    ends_on: Annotated[
        date, typer.Option("--by", "--end", parser=dates.future, metavar="DATE", help="When it is to be done.")
    ],
    options: ActionOptions,
    is_visit: Annotated[bool, typer.Option("--visit", help="It is a visit: the week it is due plans one.")] = False,
    remark: Remark = None,
) -> None:
    """Add an action to the plan of a key account."""
    values: AccountActionValues = given(options, action=action, ends_on=ends_on, is_visit=is_visit, remark=remark)
    store, target = this_run().store, lookup.target(name)
    account = account_of(store, target)
    row = actions.add_action(store, account["id"], values)
    say(f"Action {row['id']} {target['name']}: {row['action']}, by {row['ends_on']}.")
    hint_unplanned(account["rep_id"], target["id"])


@app.command(
    "list", epilog=examples("salesctl account action list --overdue", 'salesctl account action list "Acme Ltd"')
)
def list_(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", autocompletion=offers.targets, help="Only those of this key account."),
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only those whose end has passed.")] = False,
    done: Annotated[bool, typer.Option("--done", help="Those done instead of those to be done.")] = False,
    owner: Annotated[str | None, typer.Option(metavar="NAME", help="Only what this one does; a part will do.")] = None,
    rep: RepOption = None,
    limit: LimitOption = 1000,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """List the actions still to be done at all key accounts, the most urgent first."""
    if overdue and done:
        raise InvalidInput("what is done is not overdue; give --overdue or --done, not both")
    store, today = this_run().store, clock.today()
    account_id = account_of(store, lookup.target(name))["id"] if name is not None else None
    before = today if overdue else None
    chosen = ActionFilter(account_id, lookup.rep_id(rep), done, before, open_plans=True, owner=owner)
    rows = list_actions(store, chosen, today, limit)
    show_rows(ACTIONS, rows, form, output)
    hint_if_cut(rows, limit, "no actions fit; `salesctl account action add` makes one")


@app.command(epilog=examples("salesctl account action done 3", 'salesctl account action done "cost sheet" --on fri'))
def done(
    which: Which,
    on: Annotated[
        date | None, typer.Option("--on", parser=dates.happened, metavar="DATE", help="When; today when not given.")
    ] = None,
    remark: Remark = None,
) -> None:
    """Mark an action as done."""
    store = this_run().store
    row = actions.finish_action(store, find_action(store, which), on or clock.today(), remark)
    say(f"Action {row['id']} done on {row['done_on']}: {row['action']}.")


@app.command(
    cls=EditCommand,
    epilog=examples("salesctl account action edit 3 --by +2w", 'salesctl account action edit 3 --owner "" --no-visit'),
)
@takes(ActionOptions)
def edit(
    which: Which,
    *,
    action: Annotated[str | None, typer.Option("--text", help="What is done.")] = None,
    ends_on: Annotated[
        date | None,
        typer.Option("--by", "--end", parser=dates.future, metavar="DATE", help="When it is to be done."),
    ] = None,
    options: ActionOptions,
    is_visit: Annotated[bool | None, typer.Option("--visit/--no-visit", help="Whether it is a visit.")] = None,
    remark: Remark = None,
    reopen: Annotated[bool, typer.Option("--reopen", help="It is not done after all.")] = False,
) -> None:
    """Change an action; an empty text ("") clears a field."""
    values: AccountActionValues = given(options, action=action, ends_on=ends_on, is_visit=is_visit, remark=remark)
    if reopen:
        values["done_on"] = None
    store = this_run().store
    row = actions.edit_action(store, find_action(store, which), values)
    say(f"Action {row['id']} changed: {row['action']}, by {row['ends_on']}.")


@app.command(epilog=examples("salesctl account action drop 3"))
def drop(which: Which) -> None:
    """Delete an action; `salesctl undo` brings it back."""
    store = this_run().store
    action = find_action(store, which)
    actions.drop_action(store, action)
    say(f"Action {action['id']} dropped: {action['action']}.")
