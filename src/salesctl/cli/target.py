"""`salesctl target`: the target list."""

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from salesctl.cli.completion import offers
from salesctl.cli.core import lookup
from salesctl.cli.core.group import EditCommand, examples, noun
from salesctl.cli.core.options import (
    ExternalIdOption,
    FormatOption,
    LimitOption,
    OutputOption,
    RepOption,
    TargetName,
    TerritoryOption,
    choice,
    given,
    not_blank,
)
from salesctl.cli.core.run import hint, hint_if_cut, say, this_run
from salesctl.cli.core.takes import takes
from salesctl.domain.enums.target import CustomerClass, Method, TargetKind, TargetStatus
from salesctl.domain.text import plural
from salesctl.messages.visits import lookalike
from salesctl.render.show import Format, show_rows
from salesctl.render.views.targets import TARGET_CARD, TARGETS
from salesctl.services import merge, targets
from salesctl.services.names import Names
from salesctl.store.queries.cases import count_open
from salesctl.store.queries.targets import TargetFilter, list_targets

if TYPE_CHECKING:
    from salesctl.services.values import GivenTarget

app = noun("The target list (目標名單): every company or unit worth calling on.")

Kind = Annotated[TargetKind | None, typer.Option(help="A company, or a unit of one.")]
Parent = Annotated[str | None, typer.Option(autocompletion=offers.targets, help="The target it is a unit of.")]
Block = Annotated[str | None, typer.Option(help="The block (分塊) of the territory, walked in one go.")]
Site = Annotated[str | None, typer.Option(help="The building.")]
Industry = Annotated[str | None, typer.Option(help="The industry.")]
Form = Annotated[str | None, typer.Option(help="The form of the organisation.")]
Size = Annotated[str | None, typer.Option(help="The size of the company.")]
Use = Annotated[str | None, typer.Option(help="What they use the product for.")]
Class = Annotated[
    CustomerClass | None,
    typer.Option("--class", parser=choice(CustomerClass), metavar="A|B|C", help="The customer class."),
]
HowFound = Annotated[
    Method | None,
    typer.Option(parser=choice(Method), metavar="|".join(Method), help="The prospecting method (開發方法)."),
]
Address = Annotated[str | None, typer.Option(help="The address.")]
Phone = Annotated[str | None, typer.Option(help="The phone number.")]
Lat = Annotated[float | None, typer.Option(min=-90, max=90, help="Latitude in degrees.")]
Lon = Annotated[float | None, typer.Option(min=-180, max=180, help="Longitude in degrees.")]
Source = Annotated[str | None, typer.Option(help="Where the name came from.")]
Tags = Annotated[list[str] | None, typer.Option("--tag", help="A tag, also KEY:VALUE; may be repeated.")]
Status = Annotated[TargetStatus | None, typer.Option(help="Where the target stands.")]
Search = Annotated[
    str | None, typer.Option(metavar="TEXT", help="Text in the name, the address, the tags or anything noted.")
]
Tag = Annotated[str | None, typer.Option(help="A tag.")]


class TargetOptions(NamedTuple):
    """What is told of a target; `untag` only when it is known."""

    territory: TerritoryOption = None
    block: Block = None
    site: Site = None
    industry: Industry = None
    size: Size = None
    customer_class: Class = None
    method: HowFound = None
    address: Address = None
    phone: Phone = None
    lat: Lat = None
    lon: Lon = None
    rep: RepOption = None
    tag: Tags = None
    untag: Annotated[list[str] | None, typer.Option(help="Take a tag away; may be repeated.")] = None
    kind: Kind = None
    parent: Parent = None
    form: Form = None
    use: Use = None
    source: Source = None
    external_id: ExternalIdOption = None


class TargetChoice(NamedTuple):
    """Which targets are meant."""

    territory: TerritoryOption = None
    block: Block = None
    industry: Industry = None
    status: Status = None
    rep: RepOption = None
    search: Search = None
    tag: Tag = None

    def filter(self) -> TargetFilter:
        """Return the filter that the options name.

        Raises:
            NotFound: There is no such territory or rep, or several.
        """
        return TargetFilter(
            lookup.territory_id(self.territory),
            self.block,
            self.industry,
            self.status,
            lookup.rep_id(self.rep),
            self.search,
            self.tag,
        )


@app.command(epilog=examples('salesctl target add "Acme Ltd" --territory North --block Harbour --phone "02 2345 6789"'))
@takes(TargetOptions, but=["untag"])
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of the new target.")], options: TargetOptions
) -> None:
    """Add a target; a territory, block, site or rep named for the first time is made."""
    run = this_run()
    values: GivenTarget = given(options, name=name, but=["tag", "parent"])
    values["rep"] = options.rep or run.settings.rep
    if options.parent:
        values["parent_id"] = lookup.target(options.parent)["id"]
    places = Names(run.store)
    target = targets.add_target(run.store, places, values, options.tag or [])
    say(f"Target {target['id']} {target['name']} added.", places.words())
    for found in targets.near_targets(run.store, target, run.settings.thresholds.near_name):
        hint(f"Warning: {lookalike(found)}.")


@app.command(
    "list", epilog=examples("salesctl target list --territory North --status open", "salesctl target list --search 路")
)
@takes(TargetChoice)
def list_(
    choice: TargetChoice,
    limit: LimitOption = 1000,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """List targets by name."""
    rows = list_targets(this_run().store, choice.filter(), limit)
    show_rows(TARGETS, rows, form, output)
    hint_if_cut(rows, limit, "no targets fit; `salesctl target add` or `salesctl import targets` makes the list")


@app.command(epilog=examples('salesctl target show "Acme Ltd"'))
def show(name: TargetName, form: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Show everything about a target on a page to read before dialling; JSON and CSV give its own fields alone."""
    from salesctl.render.target_page import show_dossier
    from salesctl.services.target_page import gather

    run = this_run()
    dossier = gather(run.store, lookup.target(name)["id"])
    show_dossier(TARGET_CARD, dossier.target, dossier, run.settings.currency, form, output)


@app.command(
    cls=EditCommand,
    epilog=examples('salesctl target edit "Acme Ltd" --class A --tag vip', 'salesctl target edit 12 --phone ""'),
)
@takes(TargetOptions)
def edit(
    name: TargetName,
    *,
    rename: Annotated[str | None, typer.Option(help="The new name.")] = None,
    options: TargetOptions,
    reopen: Annotated[bool, typer.Option("--reopen", help="Take a dropped target back.")] = False,
) -> None:
    """Change a target; an empty text ("") clears a field."""
    run = this_run()
    target_id = lookup.target(name)["id"]
    values: GivenTarget = given(options, but=["tag", "untag", "parent"])
    if rename is not None:
        values["name"] = rename
    if options.parent is not None:
        values["parent_id"] = lookup.target_id(options.parent or None)
    if reopen:
        values |= {"dropped_on": None, "drop_reason": None}
    places = Names(run.store)
    target = targets.edit_target(run.store, places, target_id, values, options.tag or [], options.untag or [])
    say(f"Target {target['id']} {target['name']} changed.", places.words())


@app.command(epilog=examples('salesctl target drop "Acme Ltd" --reason "closed down"'))
def drop(
    name: TargetName,
    reason: Annotated[str, typer.Option(callback=not_blank, help="Why it is no longer worth calling on.")],
) -> None:
    """Close a target with a reason; its history stays."""
    target = targets.drop_target(this_run().store, lookup.target(name)["id"], reason)
    say(f"Target {target['id']} {target['name']} dropped: {target['drop_reason']}.")
    if cases := count_open(this_run().store, target["id"]):
        hint(f"Still open there: {cases} {plural('case', cases)}; `salesctl case list {target['id']}` shows them.")


@app.command("merge", epilog=examples('salesctl target merge "Acme Limited" "Acme Ltd"'))
def merge_(
    name: TargetName,
    into: Annotated[str, typer.Argument(metavar="INTO", autocompletion=offers.targets, help="The one that stays.")],
) -> None:
    """Move everything of one target to another and delete the first."""
    source = lookup.target(name)
    kept = merge.merge_targets(this_run().store, source["id"], lookup.target(into)["id"])
    say(f"Target {source['id']} {source['name']} merged into {kept['id']} {kept['name']}.")


@app.command(epilog=examples("salesctl target assign --to Lin --territory North"))
@takes(TargetChoice)
def assign(
    to: Annotated[
        str, typer.Option(callback=lookup.rep_name, autocompletion=offers.reps, help="The rep who takes them over.")
    ],
    choice: TargetChoice,
) -> None:
    """Hand targets to another rep, with their open prospects, account plans and cases, and planned visits."""
    run = this_run()
    places = Names(run.store)
    count = targets.assign_targets(run.store, places, to, choice.filter(), backups_keep=run.settings.backups_keep)
    say(f"{count:,} {plural('target', count)} assigned to {to}.", places.words())
