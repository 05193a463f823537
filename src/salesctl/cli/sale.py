"""`salesctl sale`: orders, from visits or imported."""

from typing import Annotated

import typer

from salesctl.cli import complete, lookup
from salesctl.cli.group import examples, noun
from salesctl.cli.options import (
    FormatOption,
    FromOption,
    LimitOption,
    OutputOption,
    ProductOption,
    RepOption,
    TerritoryOption,
    ToOption,
)
from salesctl.cli.run import current, hint, hint_if_cut, say
from salesctl.domain.text import plural
from salesctl.render.columns import money
from salesctl.render.show import Format, show_card, show_rows
from salesctl.render.views.sales import SALE_CARD, SALES
from salesctl.services import sales
from salesctl.store.queries.sales import SaleFilter, get_sale, list_sales

app = noun("Orders, from visits or imported.")

SaleId = Annotated[int, typer.Argument(metavar="ID", min=1, max=2**63 - 1, help="The sale's id.")]


@app.command(
    "list",
    epilog=examples(
        "salesctl sale list --from 2026-11-01 --product GTX", "salesctl sale list --format csv -o sales.csv"
    ),
)
def list_(
    since: FromOption = None,
    until: ToOption = None,
    target: Annotated[str | None, typer.Option(autocompletion=complete.targets, help="Only sales to this one.")] = None,
    product: ProductOption = None,
    territory: TerritoryOption = None,
    rep: RepOption = None,
    limit: LimitOption = 1000,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """List sales, the newest first, and their total."""
    chosen = SaleFilter(
        since,
        until,
        lookup.target(target)["id"] if target is not None else None,
        lookup.product_id(product),
        lookup.territory_id(territory),
        lookup.rep_id(rep),
    )
    rows = list_sales(current().store, chosen, limit)
    show_rows(SALES, rows, form, output)
    hint_if_cut(rows, limit, "no sales fit; `salesctl visit add --order` and `salesctl import sales` record them")
    if rows and form is Format.TABLE:
        hint(f"{len(rows)} {plural('sale', len(rows))}, total {money(sum(row['amount'] for row in rows))}.")


@app.command(epilog=examples("salesctl sale show 3"))
def show(sale: SaleId, form: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Show a sale, with the visit it came from and the prospect it closed."""
    show_card(SALE_CARD, get_sale(current().store, sale), form, output)


@app.command(epilog=examples("salesctl sale drop 3"))
def drop(sale: SaleId) -> None:
    """Delete a sale; its visit and prospect stay as they are, and `salesctl undo` brings it back."""
    dropped = get_sale(current().store, sale)
    sales.drop_sale(current().store, sale)
    say(f"Sale {sale} dropped: {dropped['date']}, {dropped['target']}, {money(dropped['amount'])}.")
