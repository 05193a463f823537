"""`salesctl prospect`: targets that qualified."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from salesctl import clock
from salesctl.cli.core import lookup
from salesctl.cli.core.group import EditCommand, examples, noun
from salesctl.cli.core.options import (
    FormatOption,
    LimitOption,
    OutputOption,
    ProductOption,
    RepOption,
    TargetName,
    TerritoryOption,
    given,
)
from salesctl.cli.core.run import hint, hint_if_cut, say, this_run
from salesctl.cli.core.takes import takes
from salesctl.cli.prospect import options as opt
from salesctl.domain.enums.prospect import Horizon, LossReason, ProspectStatus, Temperature
from salesctl.errors import InvalidInput
from salesctl.messages.situations import AUTHORITY_UNKNOWN, still_missing
from salesctl.render.show import Format, show_rows
from salesctl.render.views.prospects import PROSPECT_CARD, PROSPECTS
from salesctl.services import prospect_list, prospects
from salesctl.services.names import Names
from salesctl.store.queries.prospects import ProspectFilter

if TYPE_CHECKING:
    from salesctl.services.values import GivenProspect
    from salesctl.store.rows import ProspectValues

app = noun("The prospect list (潛在客戶名單): targets that qualified, graded and dated.")


def _which(product: str | None) -> int | None:
    """Return the id of the product that says which prospects are meant; an empty text means those without one."""
    return prospects.NO_PRODUCT if product == "" else lookup.product_id(product)


@app.command(
    epilog=examples(
        'salesctl prospect promote "Acme Ltd" --grade A --money "in the 2027 budget" --need "two more lines"'
        ' --interest strong --authority "Ann Lee" --amount 96000 --decide-by 2026-12-15'
    )
)
@takes(opt.ProspectOptions, but=["new_product"])
def promote(
    name: TargetName,
    grade: opt.NewGrade,
    options: opt.ProspectOptions,
    force: Annotated[bool, typer.Option("--force", help="Promote although something is lacking.")] = False,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="Why by force; the review shows it.")] = None,
) -> None:
    """Open a prospect for a target with buying power, a need, and interest of at least slight."""
    if force != bool(reason):
        raise InvalidInput("--force and --reason TEXT go together: say why the target is promoted all the same")
    run = this_run()
    target = lookup.target(name)
    values: GivenProspect = given(options, grade=grade, but=["product"])
    values["product_id"] = lookup.product_id(options.product or None)
    places = Names(run.store)
    prospect = prospects.promote(run.store, places, target, values, forced_reason=reason or None)
    card = prospect_list.card(run.store, prospect["id"], run.settings)
    say(f"Prospect {_called(card)} {card['grade']}/{card['temperature']} opened.", places.words())
    _warn(card, values)
    for gap in still_missing(card["gaps"]):
        hint(f"Gap: {gap}.")


def _called(card: Mapping[str, Any]) -> str:
    return f"{card['id']} {card['name']}{' (' + card['product'] + ')' if card['product'] else ''}"


def _warn(card: Mapping[str, Any], values: "GivenProspect") -> None:
    """Say what looks wrong in the values just stored."""
    if values.get("decide_by") and str(values["decide_by"]) < clock.today().isoformat():
        hint(f"Warning: the decision date {card['decide_by']} has passed.")
    if values.get("interest") and values["interest"] != card["interest"]:
        hint(f"Warning: the visits since {card['opened_on']} tell another interest, which counts: {card['interest']}.")


@app.command(
    "list",
    epilog=examples("salesctl prospect list --temp hot --stale 14", "salesctl prospect list --horizon this-month"),
)
def list_(
    grade: opt.OtherGrade = None,
    temp: Annotated[Temperature | None, typer.Option(help="How far the purchase is (購買進度).")] = None,
    horizon: Annotated[Horizon | None, typer.Option(help="In which months the decision is expected.")] = None,
    status: Annotated[ProspectStatus, typer.Option(help="How they stand.")] = ProspectStatus.OPEN,
    closed_too: Annotated[bool, typer.Option("--all", help="Open and closed ones.")] = False,
    stale: Annotated[
        int | None, typer.Option(min=0, max=36500, metavar="DAYS", help="Those without a visit for so many days.")
    ] = None,
    product: ProductOption = None,
    territory: TerritoryOption = None,
    rep: RepOption = None,
    search: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Text in the target's name or in what was noted.")
    ] = None,
    limit: LimitOption = 1000,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """List prospects by grade, temperature and decision date."""
    run = this_run()
    chosen = ProspectFilter(
        grade=grade,
        temperature=temp,
        horizon=horizon,
        status=None if closed_too else status,
        silent_since=clock.today() - timedelta(stale) if stale is not None else None,
        product_id=_which(product),
        territory_id=lookup.territory_id(territory),
        rep_id=lookup.rep_id(rep),
        search=search,
    )
    rows = prospect_list.listed(run.store, chosen, run.settings, limit)
    show_rows(PROSPECTS, rows, form, output)
    hint_if_cut(rows, limit, "no prospects fit; `salesctl prospect promote` makes one of a target")
    undecided = (row for row in rows if row["status"] == ProspectStatus.OPEN and not row["authority"])
    if unknown := list(dict.fromkeys(row["name"] for row in undecided)):  # a name may have several prospects
        more = f" and {len(unknown) - 3} more" if len(unknown) > 3 else ""
        hint(f"Gap: {AUTHORITY_UNKNOWN}: {', '.join(unknown[:3])}{more}.")


@app.command(epilog=examples('salesctl prospect show "Acme Ltd"'))
def show(
    name: TargetName, product: ProductOption = None, form: FormatOption = Format.TABLE, output: OutputOption = None
) -> None:
    """Show everything about a prospect, what is missing in it, and its target's history, on a page.

    It is the open one, else the one closed last. JSON and CSV give its own fields alone.
    """
    from salesctl.render.target_page import show_dossier
    from salesctl.services.target_page import gather

    run = this_run()
    prospect = prospects.the_prospect(run.store, lookup.target(name), _which(product))
    card = prospect_list.card(run.store, prospect["id"], run.settings)
    dossier = gather(run.store, prospect["target_id"])
    show_dossier(PROSPECT_CARD, card, dossier, run.settings.currency, form, output)


@app.command(
    cls=EditCommand,
    epilog=examples(
        'salesctl prospect edit "Acme Ltd" --grade B --decide-by +2w', 'salesctl prospect edit 12 --temp ""'
    ),
)
@takes(opt.ProspectOptions, but=["product"])
def edit(
    name: TargetName,
    *,
    product: ProductOption = None,
    grade: opt.OtherGrade = None,
    options: opt.ProspectOptions,
    loss_reason: Annotated[LossReason | None, typer.Option("--reason", help="Why it was lost.")] = None,
    lost_to: opt.LostTo = None,
    retry_on: opt.Retry = None,
    reopen: Annotated[bool, typer.Option("--reopen", help="Take back a wrong close.")] = False,
) -> None:
    """Change a prospect; an empty text ("") clears a field."""
    run = this_run()
    target = lookup.target(name)
    closed = {"loss_reason": loss_reason, "lost_to": lost_to, "retry_on": retry_on}
    values: GivenProspect = given(options, grade=grade, **closed, but=["new_product"])
    if options.new_product is not None:
        values["product_id"] = lookup.product_id(options.new_product or None)
    places = Names(run.store)
    prospect = prospects.edit_prospect(run.store, places, target, _which(product), values, reopen=reopen)
    card = prospect_list.card(run.store, prospect["id"], run.settings)
    done = "reopened" if reopen else "changed"
    say(f"Prospect {_called(card)} {card['grade']}/{card['temperature']} {done}.", places.words())
    _warn(card, values)


@app.command(epilog=examples('salesctl prospect lose "Acme Ltd" --reason price --to Contoso --retry +3m'))
def lose(
    name: TargetName,
    reason: opt.Why,
    product: ProductOption = None,
    lost_to: opt.LostTo = None,
    retry_on: opt.Retry = None,
    note: opt.Note = None,
) -> None:
    """Close a prospect as lost; with a retry date its target is canvassed again from then on."""
    _close(name, product, ProspectStatus.LOST, reason, given(lost_to=lost_to, retry_on=retry_on, note=note))


@app.command(epilog=examples('salesctl prospect disqualify "Acme Ltd" --reason no-budget'))
def disqualify(name: TargetName, reason: opt.Why, product: ProductOption = None, note: opt.Note = None) -> None:
    """Close a prospect that was none: it lacks what a prospect needs."""
    _close(name, product, ProspectStatus.DISQUALIFIED, reason, {"note": note})


def _close(
    name: str, product: str | None, status: ProspectStatus, reason: LossReason, details: "ProspectValues"
) -> None:
    run = this_run()
    target = lookup.target(name)
    prospect = prospects.close_prospect(run.store, target, _which(product), status, reason, details)
    card = prospect_list.card(run.store, prospect["id"], run.settings)
    to = f" to {card['lost_to']}" if card["lost_to"] else ""
    also = {"retry from": card["retry_on"], "still planned:": card["next_on"]}
    said = "; ".join(f"{what} {day}" for what, day in also.items() if day)
    say(f"Prospect {_called(card)} {card['grade']} {status}{to}: {reason}.", said)
