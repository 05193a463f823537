"""Complaints and receivables as they are listed and shown, and receivables by age."""

from salesctl.domain.figures import items
from salesctl.render.columns import Column, ColumnType, View, bar
from salesctl.render.views.accounts import status_style


def _last(steps: str | None) -> str:
    return items(steps)[-1] if steps else ""


CASES: View = (
    Column("id", "Id", ColumnType.INTEGER),
    Column("target_id", "Target id", ColumnType.INTEGER, hidden=True),
    Column("name", "Name", fold=16),
    Column("kind", "Kind"),
    Column("text", "What", fold=20),
    Column("amount", "Amount", ColumnType.AMOUNT, drop=1),
    Column("rep", "Rep", drop=6, varied=True),
    Column("opened_on", "Opened", ColumnType.DATE, drop=5),
    Column("due_on", "Due", ColumnType.DATE),
    Column("days_overdue", "Days over", ColumnType.INTEGER, drop=3),
    Column("age", "Age", drop=4),
    Column("status", "Status", style=status_style),
    Column("steps", "Steps", ColumnType.LIST, hidden=True),
    Column("closed_on", "Closed", ColumnType.DATE, drop=7),
    Column("resolution", "Resolution", drop=8),
)

_ON_CARD = {"steps": Column("steps", "Steps", ColumnType.LIST, human=lambda value: "\n".join(items(value)))}

CASE_CARD: View = tuple(_ON_CARD.get(column.key, column) for column in CASES)

OPEN_CASES: View = (
    Column("id", "Id", ColumnType.INTEGER),
    Column("kind", "Kind"),
    Column("text", "What", fold=24),
    Column("amount", "Amount", ColumnType.AMOUNT, drop=1),
    Column("due_on", "Due", ColumnType.DATE),
    Column("status", "Status", style=status_style),
    Column("steps", "Last step", ColumnType.LIST, drop=2, human=_last, fold=24),
)

AGEING: View = (
    Column("age", "Days"),
    Column("cases", "Cases", ColumnType.INTEGER),
    Column("amount", "Amount", ColumnType.AMOUNT),
    Column("share", "Share", ColumnType.FRACTION, human=bar),
)
