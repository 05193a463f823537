"""`salesctl product`: what is sold."""

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from salesctl.cli.completion import offers
from salesctl.cli.core import lookup
from salesctl.cli.core.group import EditCommand, examples, noun
from salesctl.cli.core.options import (
    ExternalIdOption,
    FormatOption,
    FromOption,
    LimitOption,
    OutputOption,
    ToOption,
    amount,
    choice,
    clearable,
    fraction,
    given,
)
from salesctl.cli.core.run import hint_if_cut, say, this_run
from salesctl.cli.core.takes import takes
from salesctl.domain.enums.product import Level
from salesctl.render.show import Format, show_card, show_matrix, show_rows
from salesctl.render.views.matrices import not_placed, product_matrix
from salesctl.render.views.products import PRODUCT_CARD, PRODUCT_MATRIX, PRODUCTS, SOLD
from salesctl.services import products
from salesctl.store.queries.products import get_product, list_products, product_sales

if TYPE_CHECKING:
    from salesctl.store.rows import ProductValues

app = noun("What is sold: price level and features say where a product stands.")

ProductName = Annotated[
    str,
    typer.Argument(
        metavar="NAME", autocompletion=offers.products, help="A product: its name, a unique part of it, or its id."
    ),
]
PriceLevel = Annotated[
    Level | None, typer.Option(parser=choice(Level), metavar="high|low", help="How its price stands in the market.")
]
Features = Annotated[
    Level | None,
    typer.Option("--features", parser=choice(Level), metavar="high|low", help="How rich its features are."),
]
Price = Annotated[int | None, typer.Option("--price", parser=clearable(amount), metavar="N", help="The list price.")]
Margin = Annotated[
    float | None,
    typer.Option(parser=clearable(fraction), metavar="SHARE", help="Profit as a share of the price: 0.35 or 35%."),
]


class ProductOptions(NamedTuple):
    """What is told of a product."""

    price_level: PriceLevel = None
    feature_level: Features = None
    list_price: Price = None
    margin: Margin = None
    external_id: ExternalIdOption = None


@app.command(epilog=examples('salesctl product add "GTX Pro" --price-level high --features high --price 4821'))
@takes(ProductOptions)
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of the new product.")], options: ProductOptions
) -> None:
    """Add a product."""
    product = products.add_product(this_run().store, given(options, name=name))
    say(f"Product {product['id']} {product['name']} added.")


@app.command("list", epilog=examples("salesctl product list"))
def list_(limit: LimitOption = 1000, form: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """List products by name."""
    rows = list_products(this_run().store, limit)
    show_rows(PRODUCTS, rows, form, output)
    hint_if_cut(rows, limit, "no products yet; `salesctl product add` makes one")


@app.command(epilog=examples('salesctl product show "GTX Pro"'))
def show(name: ProductName, form: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Show a product, with its open prospects and what was sold of it."""
    product = get_product(this_run().store, lookup.product(name)["id"])
    show_card(PRODUCT_CARD, product, form, output)


@app.command("matrix", epilog=examples("salesctl product matrix", "salesctl product matrix --from 2026-01-01 -f csv"))
def matrix_(
    since: FromOption = None,
    until: ToOption = None,
    limit: LimitOption = 1000,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show products by features against price, each field the market it is meant for, with the sales of each product.

    The four markets are named by `positions` in the settings. --from and --to say which sales count.
    """
    run = this_run()
    rows = products.positioned(product_sales(run.store, since, until, limit), run.settings.positions)
    matrix = product_matrix(rows, run.settings.positions.by_position())
    show_matrix(matrix, not_placed(rows, *SOLD), PRODUCT_MATRIX, rows, form, output)
    hint_if_cut(rows, limit, "no products yet; `salesctl product add` makes one")


@app.command(cls=EditCommand, epilog=examples('salesctl product edit "GTX Pro" --price 5000 --margin 35%'))
@takes(ProductOptions)
def edit(
    product: ProductName,
    *,
    name: Annotated[str | None, typer.Option("--rename", help="The new name.")] = None,
    options: ProductOptions,
) -> None:
    """Change a product; an empty text ("") clears a field."""
    values: ProductValues = given(options, name=name)
    changed = products.edit_product(this_run().store, lookup.product(product)["id"], values)
    say(f"Product {changed['id']} {changed['name']} changed.")


@app.command(epilog=examples('salesctl product drop "GTX Pro"'))
def drop(name: ProductName) -> None:
    """Delete a product that no prospect, sale or quota is of."""
    product = lookup.product(name)
    products.drop_product(this_run().store, product["id"])
    say(f"Product {product['id']} {product['name']} dropped.")
