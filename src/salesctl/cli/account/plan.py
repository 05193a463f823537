"""`salesctl account`: key accounts and their plans; more verbs are in the modules beside this one."""

from typing import Annotated, NamedTuple

import typer

from salesctl.cli.account import action, parts
from salesctl.cli.core import lookup
from salesctl.cli.core.group import EditCommand, examples, noun
from salesctl.cli.core.options import (
    FormatOption,
    HtmlOption,
    LimitOption,
    OutputOption,
    RepOption,
    TargetName,
    given_with_rep,
    refuse_two_forms,
)
from salesctl.cli.core.run import hint, hint_if_cut, say, this_run
from salesctl.cli.core.takes import takes
from salesctl.domain.enums.account import Relationship, Stage
from salesctl.render.account import as_document, show_account
from salesctl.render.show import Format, show_rows
from salesctl.render.views.accounts import ACCOUNTS
from salesctl.services.account import plans
from salesctl.services.account.page import account_page, as_of_today
from salesctl.services.names import Names
from salesctl.store.queries.accounts import AccountFilter, account_of, list_accounts

app = noun("Key accounts (重點客戶): their plans, assessments and actions.")


class AccountOptions(NamedTuple):
    """What is told of an account plan; `opened_on` only when it is opened."""

    relationship: Annotated[Relationship | None, typer.Option(help="What binds them to us.")] = None
    note: Annotated[str | None, typer.Option(help="A note.")] = None
    opened_on: parts.OnDay = None
    rep: RepOption = None


@app.command("open", epilog=examples('salesctl account open "Acme Ltd" --relationship partnership'))
@takes(AccountOptions)
def open_(
    name: TargetName,
    *,
    stage: Annotated[
        Stage, typer.Option(help="Where the work with them stands (調查, 需求, 擴大, 維護).")
    ] = Stage.SURVEY,
    options: AccountOptions,
) -> None:
    """Make a target a key account, with a plan; its rep is the account manager unless --rep names another."""
    store, target = this_run().store, lookup.target(name)
    places = Names(store)
    account = plans.open_account(store, places, target, stage, given_with_rep(options))
    say(f"Account plan {account['id']} {target['name']} opened, stage {stage}.", places.words())
    hint("Next: `salesctl account assess`, and `salesctl account action add` for what is to be done.")


@app.command("list", epilog=examples("salesctl account list", "salesctl account list --stage expand --format json"))
def list_(
    stage: Annotated[Stage | None, typer.Option(help="Only those in this stage.")] = None,
    closed: Annotated[bool, typer.Option("--closed", help="The closed plans instead.")] = False,
    rep: RepOption = None,
    limit: LimitOption = 1000,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """List key accounts: stage, assessment and its weakest point, next action, last high-level visit, sales this year.

    A high-level visit is one at which a key person was met; the year is the fiscal one.
    """
    run = this_run()
    chosen = AccountFilter(open=not closed, stage=stage, rep_id=lookup.rep_id(rep))
    rows = list_accounts(run.store, chosen, as_of_today(run.settings), limit)
    show_rows(ACCOUNTS, rows, form, output)
    hint_if_cut(rows, limit, "no account plans fit; `salesctl account open NAME` makes one")


@app.command(
    epilog=examples(
        'salesctl account show "Acme Ltd"',
        'salesctl account show "Acme Ltd" --html plan.html',
        'salesctl account show "Acme Ltd" --format md -o plan.md',
    )
)
def show(
    name: TargetName, form: FormatOption = Format.TABLE, output: OutputOption = None, html: HtmlOption = None
) -> None:
    """Show an account plan, the last one there was where none is open; JSON and CSV give one row that sums it up."""
    refuse_two_forms(html, form, output)
    run = this_run()
    page = account_page(run.store, run.settings, account_of(run.store, lookup.target(name), closed_too=True)["id"])
    if html:
        from salesctl.render.html import save_page  # most plans are read on the terminal

        save_page(as_document(page, run.settings.currency), html)
        say(f"Account plan written to {html}.")
    else:
        show_account(page, run.settings.currency, form, output)


@app.command(cls=EditCommand, epilog=examples('salesctl account edit "Acme Ltd" --relationship partnership --rep Lin'))
@takes(AccountOptions, but=["opened_on"])
def edit(name: TargetName, options: AccountOptions) -> None:
    """Change an account plan; an empty text ("") clears the note."""
    store, target = this_run().store, lookup.target(name)
    places = Names(store)
    account = plans.edit_account(store, places, account_of(store, target)["id"], given_with_rep(options))
    say(f"Account plan {account['id']} {target['name']} changed.", places.words())


@app.command(epilog=examples('salesctl account close "Acme Ltd" --reason "sold to a group that buys centrally"'))
def close(name: TargetName, reason: Annotated[str, typer.Option(help="Why they are no key account any more.")]) -> None:
    """Close an account plan with a reason; its history stays."""
    target = lookup.target(name)
    account = plans.close_account(this_run().store, account_of(this_run().store, target)["id"], reason)
    say(f"Account plan {account['id']} {target['name']} closed: {account['close_reason']}.")


app.add_typer(parts.app)
app.add_typer(action.app, name="action")
