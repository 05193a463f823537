"""Objections by kind."""

from dataclasses import replace

from salesctl.render.columns import Column, Kind, View, bar

OBJECTIONS: View = (
    Column("kind", "Objection"),
    Column("count", "Heard", Kind.INTEGER),
    Column("resolved", "Resolved", Kind.INTEGER),
    Column("unresolved", "Not", Kind.INTEGER, drop=2),
    Column("resolution_rate", "Rate", Kind.FRACTION, drop=3),
    Column("resolved_ordered", "Then ordered", Kind.INTEGER, hidden=True),
    Column("resolved_order_rate", "Ordered if resolved", Kind.FRACTION, drop=5),
    Column("unresolved_ordered", "Ordered all the same", Kind.INTEGER, hidden=True),
    Column("unresolved_order_rate", "If not", Kind.FRACTION, drop=6),
    Column("orders", "Orders", Kind.INTEGER),
    Column("amount", "Amount", Kind.AMOUNT, drop=1),
    Column("causes", "Causes", Kind.LIST, drop=4),
)

OBJECTION_BARS: View = tuple(
    replace(column, human=bar) if column.key == "resolution_rate" else column for column in OBJECTIONS
)
