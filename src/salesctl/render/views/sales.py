"""Sales as they are listed and shown."""

from salesctl.render.columns import Column, ColumnType, View

SALES: View = (
    Column("id", "Id", ColumnType.INTEGER),
    Column("date", "Date", ColumnType.DATE),
    Column("target", "Target"),
    Column("product", "Product", drop=1),
    Column("territory", "Territory", drop=2),
    Column("rep", "Rep", drop=3, varied=True),
    Column("amount", "Amount", ColumnType.AMOUNT),
    Column("external_id", "External id", drop=4),
)

OF_TARGET: View = tuple(column for column in SALES if column.key in ("date", "product", "amount"))
"""The sales of a target, on the page about it."""

SALE_EXPORT: View = (
    *SALES,
    Column("target_territory", "Territory of the target"),
    Column("from_visit", "From a visit", ColumnType.FLAG),
    Column("prospect_opened_on", "Closed the prospect of", ColumnType.DATE),
)

SALE_CARD: View = (
    *SALES,
    Column("visit_id", "From visit", ColumnType.INTEGER),
    Column("prospect_id", "Closed prospect", ColumnType.INTEGER),
)
