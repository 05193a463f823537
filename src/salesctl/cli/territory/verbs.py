"""`salesctl territory`: territories, and their blocks in sequence."""

import csv
from typing import TYPE_CHECKING, Annotated

import typer

from salesctl.cli.core import lookup
from salesctl.cli.core.group import EditCommand, examples, noun
from salesctl.cli.core.options import FormatOption, LimitOption, OutputOption, given
from salesctl.cli.core.run import hint_if_cut, say, this_run
from salesctl.cli.core.takes import takes
from salesctl.cli.territory import options as opt
from salesctl.render.show import Format, show_matrix, show_parts, show_rows
from salesctl.render.views.matrices import not_placed, territory_matrix
from salesctl.render.views.territories import BLOCKS, TERRITORIES, TERRITORY_CARD, TERRITORY_MATRIX
from salesctl.services import territories, territory_market

if TYPE_CHECKING:
    from salesctl.store.rows import TerritoryValues

app = noun("Territories, their blocks (分塊) walked in sequence, and their markets.")

_BESIDE = ("parent", "block", "order", "rename_block")
"""Options that are no columns of a territory."""


@app.command(
    epilog=examples(
        'salesctl territory add North --block Harbour --block "Old Town"',
        'salesctl territory add Keelung --parent North --approach focused --focus "industry=Retail"',
        "salesctl territory add South --growth 12% --share 30% --customers 1200 --area 40 --fixed-share 25%",
    )
)
@takes(opt.TerritoryOptions, but=["order", "rename_block"])
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of the new territory.")],
    options: opt.TerritoryOptions,
) -> None:
    """Add a territory, with its blocks in the order they are walked."""
    values: TerritoryValues = given(options, name=name, but=_BESIDE)
    values["parent_id"] = lookup.territory_id(options.parent or None)
    territory = territories.add_territory(this_run().store, values, options.block or [])
    say(f"Territory {territory['id']} {territory['name']} added.")


@app.command("list", epilog=examples("salesctl territory list"))
def list_(limit: LimitOption = 1000, form: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """List territories by name, with how many of their targets stand where, and their market value and zone."""
    run = this_run()
    rows = territory_market.list_markets(run.store, run.settings, limit)
    show_rows(TERRITORIES, rows, form, output)
    hint_if_cut(rows, limit, "no territories yet; `salesctl territory add` makes one")


@app.command(epilog=examples("salesctl territory show North", "salesctl territory show North --format csv"))
def show(name: opt.TerritoryName, form: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Show a territory, its market and its blocks in sequence; the formats for programs hold a row per block.

    The market value weighs four factors, each in the largest of the territories beside it: size, breadth, strength,
    and hardness, which counts the customers who are not fixed. `salesctl config show` has the weights and limits.
    """
    run = this_run()
    territory, blocks = territory_market.get_market(run.store, run.settings, lookup.territory(name)["id"])
    show_parts(TERRITORY_CARD, territory, BLOCKS, blocks, form, output)


@app.command("matrix", epilog=examples("salesctl territory matrix", "salesctl territory matrix --format csv"))
def matrix_(limit: LimitOption = 1000, form: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Show the area strategy: market growth against own share, with the order of attack and what to do in each zone.

    Where growth and share are high begins at `matrix.growth` and `matrix.share` of the settings.
    """
    run = this_run()
    rows = territory_market.matrix(run.store, run.settings, limit)
    matrix = territory_matrix(rows, run.settings.matrix)
    show_matrix(matrix, not_placed(rows), TERRITORY_MATRIX, rows, form, output)
    hint_if_cut(rows, limit, "no territories yet; `salesctl territory add` makes one")


@app.command(
    cls=EditCommand,
    epilog=examples(
        "salesctl territory edit North --approach extensive --block Station",
        'salesctl territory edit North --order "Station, Old Town, Harbour"',
        'salesctl territory edit North --rename-block "Harbour=Port"',
        "salesctl territory edit North --growth -3% --share 0.2",
    ),
)
@takes(opt.TerritoryOptions)
def edit(
    territory: opt.TerritoryName,
    *,
    name: Annotated[str | None, typer.Option("--rename", help="The new name.")] = None,
    options: opt.TerritoryOptions,
) -> None:
    """Change a territory and its blocks; an empty text ("") clears a field."""
    values: TerritoryValues = given(options, name=name, but=_BESIDE)
    if options.parent is not None:
        values["parent_id"] = lookup.territory_id(options.parent or None)
    renamed = [_pair(text) for text in options.rename_block or []]
    blocks = territories.BlockChanges(renamed, options.block or [], _listed(options.order))
    changed = territories.edit_territory(this_run().store, lookup.territory(territory)["id"], values, blocks)
    say(f"Territory {changed['id']} {changed['name']} changed.")


@app.command(epilog=examples("salesctl territory drop North"))
def drop(name: opt.TerritoryName) -> None:
    """Delete a territory and its blocks; refused while it has targets, sales, intel, quotas, budgets or parts."""
    territory = lookup.territory(name)
    territories.drop_territory(this_run().store, territory["id"])
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
    try:
        return [name for line in lines for name in line if name.strip()]
    except csv.Error as error:
        raise typer.BadParameter(f"cannot read the names: {error}", param_hint="--order") from None
