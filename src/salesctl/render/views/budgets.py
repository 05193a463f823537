"""Budgets as they are listed."""

from salesctl.render.columns import Column, ColumnType, View

BUDGETS: View = (
    Column("id", "Id", ColumnType.INTEGER, hidden=True),
    Column("territory", "Territory"),
    Column("month", "Month"),
    Column("amount", "Budget", ColumnType.AMOUNT),
    Column("quota", "Quota", ColumnType.AMOUNT),
    Column("actual", "Sales", ColumnType.AMOUNT),
    Column("note", "Note", drop=1),
)
