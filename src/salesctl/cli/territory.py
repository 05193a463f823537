"""`salesctl territory`: territories, and their blocks in sequence."""

import csv
from typing import Annotated

import typer

from salesctl.cli import complete, lookup
from salesctl.cli.group import examples, noun
from salesctl.cli.options import FormatOption, LimitOption, OutputOption, given
from salesctl.cli.run import current, hint_if_cut, say
from salesctl.domain.territory import Approach
from salesctl.render.show import Format, show_parts, show_rows
from salesctl.render.views.territories import BLOCKS, TERRITORIES, TERRITORY_CARD
from salesctl.services import territories
from salesctl.store.queries.territories import blocks_of, get_territory, list_territories

app = noun("Territories and their blocks (分塊), walked in sequence.")

TerritoryName = Annotated[
    str,
    typer.Argument(
        metavar="NAME",
        autocompletion=complete.territories,
        help="A territory: its name, a unique part of it, or its id.",
    ),
]
Parent = Annotated[
    str | None, typer.Option(metavar="TERRITORY", autocompletion=complete.territories, help="What it is a part of.")
]
How = Annotated[Approach | None, typer.Option(help="How it is canvassed (集中, 重點, 粗放).")]
Focus = Annotated[
    str | None,
    typer.Option(
        metavar="FIELD=VALUE", help="What the focused approach takes first: industry, size, class, form, use."
    ),
]
Blocks = Annotated[
    list[str] | None,
    typer.Option(help="A block, after those there are; may be repeated, in the order they are walked."),
]
Note = Annotated[str | None, typer.Option(help="A note.")]


@app.command(
    epilog=examples(
        'salesctl territory add North --block Harbour --block "Old Town"',
        'salesctl territory add Keelung --parent North --approach focused --focus "industry=Retail"',
    )
)
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of the new territory.")],
    parent: Parent = None,
    approach: How = None,
    focus: Focus = None,
    block: Blocks = None,
    note: Note = None,
) -> None:
    """Add a territory, with its blocks in the order they are walked."""
    values = given(locals(), but=("parent", "block"))
    values["parent_id"] = lookup.territory_id(parent or None)
    territory = territories.add_territory(current().store, values, block or [])
    say(f"Territory {territory['id']} {territory['name']} added.")


@app.command("list", epilog=examples("salesctl territory list"))
def list_(limit: LimitOption = 1000, form: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """List territories by name, with how many of their targets stand where."""
    rows = list_territories(current().store, limit)
    show_rows(TERRITORIES, rows, form, output)
    hint_if_cut(rows, limit, "no territories yet; `salesctl territory add` makes one")


@app.command(epilog=examples("salesctl territory show North", "salesctl territory show North --format csv"))
def show(name: TerritoryName, form: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Show a territory and its blocks in sequence; the formats for programs hold a row per block."""
    store = current().store
    territory_id = lookup.territory(name)["id"]
    territory, blocks = get_territory(store, territory_id), blocks_of(store, territory_id)
    show_parts(TERRITORY_CARD, territory, BLOCKS, blocks, form, output)


@app.command(
    epilog=examples(
        "salesctl territory edit North --approach extensive --block Station",
        'salesctl territory edit North --order "Station, Old Town, Harbour"',
        'salesctl territory edit North --rename-block "Harbour=Port"',
    )
)
def edit(
    territory: TerritoryName,
    name: Annotated[str | None, typer.Option("--rename", help="The new name.")] = None,
    parent: Parent = None,
    approach: How = None,
    focus: Focus = None,
    block: Blocks = None,
    order: Annotated[
        str | None, typer.Option(metavar="B2,B1,B3", help="The new sequence of the blocks; those not named follow.")
    ] = None,
    rename_block: Annotated[
        list[str] | None, typer.Option(metavar="OLD=NEW", help="A new name for a block; may be repeated.")
    ] = None,
    note: Note = None,
) -> None:
    """Change a territory and its blocks; an empty text ("") clears a field."""
    values = given(locals(), but=("territory", "parent", "block", "order", "rename_block"))
    if parent is not None:
        values["parent_id"] = lookup.territory_id(parent or None)
    renamed = [_pair(text) for text in rename_block or []]
    blocks = territories.BlockChanges(renamed, block or [], _listed(order))
    changed = territories.edit_territory(current().store, lookup.territory(territory)["id"], values, blocks)
    say(f"Territory {changed['id']} {changed['name']} changed.")


@app.command(epilog=examples("salesctl territory drop North"))
def drop(name: TerritoryName) -> None:
    """Delete a territory and its blocks; refused while a target, a sale or another territory belongs to it."""
    territory = lookup.territory(name)
    territories.drop_territory(current().store, territory["id"])
    say(f"Territory {territory['id']} {territory['name']} dropped.")


def _pair(text: str) -> tuple[str, str]:
    """Read `OLD=NEW`."""
    old, sign, new = text.partition("=")
    if not sign:
        raise typer.BadParameter(f"give OLD=NEW, not '{text}'", param_hint="--rename-block")
    return old, new


def _listed(text: str | None) -> list[str]:
    """Read names parted by commas; one that contains a comma stands in double quotes."""
    lines = csv.reader((text or "").splitlines(), skipinitialspace=True)
    return [name for line in lines for name in line if name.strip()]
