"""Products as they are listed and shown."""

from salesctl.render.columns import Column, ColumnType, View

PRODUCTS: View = (
    Column("id", "Id", ColumnType.INTEGER),
    Column("name", "Name"),
    Column("price_level", "Price level", drop=2),
    Column("feature_level", "Features", drop=3),
    Column("list_price", "List price", ColumnType.AMOUNT, drop=1),
    Column("margin", "Margin", ColumnType.FRACTION, drop=4),
    Column("external_id", "External id", drop=5),
)

PRODUCT_CARD: View = (
    *PRODUCTS,
    Column("open_prospects", "Open prospects", ColumnType.INTEGER),
    Column("sales", "Sales", ColumnType.INTEGER),
    Column("sold", "Sold", ColumnType.AMOUNT),
    Column("last_sale", "Last sale"),
)

SOLD: View = (Column("orders", "Orders", ColumnType.INTEGER), Column("amount", "Amount", ColumnType.AMOUNT))

PRODUCT_MATRIX: View = (
    Column("id", "Id", ColumnType.INTEGER),
    Column("name", "Name"),
    Column("feature_level", "Features"),
    Column("price_level", "Price level"),
    Column("segment", "Segment"),
    Column("list_price", "List price", ColumnType.AMOUNT),
    Column("margin", "Margin", ColumnType.FRACTION),
    *SOLD,
    Column("missing", "Missing", ColumnType.LIST),
)
