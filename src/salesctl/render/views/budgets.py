"""Budgets as they are listed."""

from salesctl.render.columns import Column, Kind, View

BUDGETS: View = (
    Column("id", "Id", Kind.INTEGER, hidden=True),
    Column("territory", "Territory"),
    Column("month", "Month"),
    Column("amount", "Budget", Kind.AMOUNT),
    Column("quota", "Quota", Kind.AMOUNT),
    Column("actual", "Sales", Kind.AMOUNT),
    Column("note", "Note", drop=1),
)
