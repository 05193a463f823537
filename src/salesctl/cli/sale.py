"""`salesctl sale`: orders, from visits, imported or entered by hand."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from salesctl import clock
from salesctl.cli.completion import offers
from salesctl.cli.core import dates, lookup
from salesctl.cli.core.group import EditCommand, FigureCommand, examples, noun
from salesctl.cli.core.options import (
    ExternalIdOption,
    FormatOption,
    FromOption,
    LimitOption,
    OutputOption,
    ProductOption,
    RepOption,
    TargetName,
    TerritoryOption,
    ToOption,
    amount,
    given,
)
from salesctl.cli.core.run import hint, hint_if_cut, say, this_run
from salesctl.cli.core.takes import takes
from salesctl.domain.figures import money
from salesctl.domain.text import plural
from salesctl.render.show import Format, show_card, show_rows
from salesctl.render.views.sales import SALE_CARD, SALES
from salesctl.services import sales
from salesctl.services.names import Names
from salesctl.store.queries.sales import SaleFilter, get_sale, list_sales, total_of_sales

if TYPE_CHECKING:
    from salesctl.services.values import GivenSale

app = noun("Orders, from visits, imported or entered by hand.")

SaleId = Annotated[int, typer.Argument(metavar="ID", min=1, max=2**63 - 1, help="The sale's id.")]
On = Annotated[date | None, typer.Option("--on", parser=dates.past, metavar="DATE", help="The day of the order.")]


class SaleOptions(NamedTuple):
    """What is told of a sale besides its amount."""

    on: On = None
    product: ProductOption = None
    territory: TerritoryOption = None
    rep: RepOption = None
    external_id: ExternalIdOption = None


@app.command(
    cls=FigureCommand,
    epilog=examples(
        'salesctl sale add "Acme Ltd" 1200 --product "GTX Pro"',
        'salesctl sale add "Acme Ltd" 350.50 --on 2026-11-02 --rep Lin --keep-open',
    ),
)
@takes(SaleOptions)
def add(
    target: TargetName,
    value: Annotated[int, typer.Argument(parser=amount, metavar="AMOUNT", help="What was ordered, such as 1200.50.")],
    options: SaleOptions,
    keep_open: Annotated[bool, typer.Option("--keep-open", help="It closes no prospect.")] = False,
) -> None:
    """Record an order that came without a visit, of today or --on a day before; it wins the target's open prospect.

    The credit goes to the target's territory and its owner, unless others are named. An order taken at a visit is
    recorded with `visit add --order`, and only there.
    """
    row, run = lookup.target(target), this_run()
    places, sold_on = Names(run.store), options.on or clock.today()
    values = _values(options, value)
    values["sold_on"] = sold_on
    placed = sales.add_sale(run.store, places, row, values, keep_open=keep_open)
    what = ", ".join(part for part in (str(sold_on), row["name"], placed.product, money(value)) if part)
    also = [part for part in (placed.won and "its prospect is won", places.words()) if part]
    say(f"Sale {placed.sale_id} added: {what}.", "; ".join(also))
    if placed.unclear:
        hint(
            f"Warning: {row['name']}: {placed.unclear} prospects are open and none was closed; `salesctl undo`, and say"
            " which with --product."
        )
    if placed.twin:
        hint(
            f"Warning: {row['name']}: sale {placed.twin} is alike, of that day too; `salesctl undo` if it is the same."
        )


@app.command(
    "list",
    epilog=examples(
        "salesctl sale list --from 2026-11-01 --product GTX", "salesctl sale list --format csv -o sales.csv"
    ),
)
def list_(
    since: FromOption = None,
    until: ToOption = None,
    target: Annotated[str | None, typer.Option(autocompletion=offers.targets, help="Only sales to this one.")] = None,
    product: ProductOption = None,
    territory: TerritoryOption = None,
    rep: RepOption = None,
    limit: LimitOption = 1000,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """List sales, the newest first, and the total of all that fit."""
    chosen = SaleFilter(
        since,
        until,
        lookup.target_id(target),
        lookup.product_id(product),
        lookup.territory_id(territory),
        lookup.rep_id(rep),
    )
    run = this_run()
    rows = list_sales(run.store, chosen, limit)
    show_rows(SALES, rows, form, output)
    hint_if_cut(rows, limit, "no sales fit; `salesctl visit add --order` and `salesctl import sales` record them")
    if rows and form is Format.TABLE:
        count, total = total_of_sales(run.store, chosen)
        hint(f"{count:,} {plural('sale', count)}, total {money(total)}.")


@app.command(epilog=examples("salesctl sale show 3"))
def show(sale: SaleId, form: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Show a sale, with the visit it came from and the prospect it closed."""
    show_card(SALE_CARD, get_sale(this_run().store, sale), form, output)


@app.command(
    cls=EditCommand,
    epilog=examples("salesctl sale edit 3 --amount 1250", 'salesctl sale edit 3 --on 2026-11-02 --product ""'),
)
@takes(SaleOptions)
def edit(
    sale: SaleId,
    *,
    value: Annotated[
        int | None, typer.Option("--amount", parser=amount, metavar="N", help="What was ordered, such as 1200.50.")
    ] = None,
    options: SaleOptions,
) -> None:
    """Change a sale; an empty text ("") clears a field. One from a visit keeps the visit's day."""
    run = this_run()
    places = Names(run.store)
    changed = sales.edit_sale(run.store, places, sale, _values(options, value))
    say(f"Sale {sale} changed: {changed['date']}, {changed['target']}, {money(changed['amount'])}.", places.words())


def _values(options: SaleOptions, amount: int | None) -> "GivenSale":
    """Return the columns of a sale that were given; an empty name of a product or a territory clears it."""
    values: GivenSale = given(amount=amount, sold_on=options.on, rep=options.rep, external_id=options.external_id)
    if options.product is not None:
        values["product_id"] = lookup.product_id(options.product or None)
    if options.territory is not None:
        values["territory_id"] = lookup.territory_id(options.territory or None)
    return values


@app.command(epilog=examples("salesctl sale drop 3"))
def drop(sale: SaleId) -> None:
    """Delete a sale; its visit and prospect stay as they are, and `salesctl undo` brings it back."""
    dropped = get_sale(this_run().store, sale)
    sales.drop_sale(this_run().store, sale)
    say(f"Sale {sale} dropped: {dropped['date']}, {dropped['target']}, {money(dropped['amount'])}.")
