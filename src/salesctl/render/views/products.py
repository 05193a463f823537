"""Products as they are listed and shown."""

from salesctl.render.columns import Column, Kind, View

PRODUCTS: View = (
    Column("id", "Id", Kind.INTEGER),
    Column("name", "Name"),
    Column("price_level", "Price level", drop=2),
    Column("feature_level", "Features", drop=3),
    Column("list_price", "List price", Kind.AMOUNT, drop=1),
    Column("margin", "Margin", Kind.FRACTION, drop=4),
    Column("external_id", "External id", drop=5),
)

PRODUCT_CARD: View = (
    *PRODUCTS,
    Column("open_prospects", "Open prospects", Kind.INTEGER),
    Column("sales", "Sales", Kind.INTEGER),
    Column("sold", "Sold", Kind.AMOUNT),
    Column("last_sale", "Last sale"),
)

SOLD: View = (Column("orders", "Orders", Kind.INTEGER), Column("amount", "Amount", Kind.AMOUNT))

PRODUCT_MATRIX: View = (
    Column("id", "Id", Kind.INTEGER),
    Column("name", "Name"),
    Column("feature_level", "Features"),
    Column("price_level", "Price level"),
    Column("segment", "Segment"),
    Column("list_price", "List price", Kind.AMOUNT),
    Column("margin", "Margin", Kind.FRACTION),
    *SOLD,
    Column("missing", "Missing", Kind.LIST),
)
