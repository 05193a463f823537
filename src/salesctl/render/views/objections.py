"""Objections by kind."""

from dataclasses import replace

from salesctl.render.columns import Column, ColumnType, View, bar

OBJECTIONS: View = (
    Column("kind", "Objection"),
    Column("count", "Heard", ColumnType.INTEGER),
    Column("resolved", "Resolved", ColumnType.INTEGER),
    Column("unresolved", "Not", ColumnType.INTEGER, drop=2),
    Column("resolution_rate", "Rate", ColumnType.FRACTION, drop=3),
    Column("resolved_ordered", "Then ordered", ColumnType.INTEGER, hidden=True),
    Column("resolved_order_rate", "Ordered if resolved", ColumnType.FRACTION, drop=5),
    Column("unresolved_ordered", "Ordered all the same", ColumnType.INTEGER, hidden=True),
    Column("unresolved_order_rate", "If not", ColumnType.FRACTION, drop=6),
    Column("orders", "Orders", ColumnType.INTEGER),
    Column("amount", "Amount", ColumnType.AMOUNT, drop=1),
    Column("causes", "Causes", ColumnType.LIST, drop=4),
)

OBJECTION_BARS: View = tuple(
    replace(column, human=bar) if column.key == "resolution_rate" else column for column in OBJECTIONS
)
