"""Complaints and receivables as they are listed and shown, and receivables by age."""

from salesctl.render.columns import Column, Kind, View, bar, items
from salesctl.render.views.accounts import status_style


def _last(steps: str | None) -> str:
    return items(steps)[-1] if steps else ""


CASES: View = (
    Column("id", "Id", Kind.INTEGER),
    Column("target_id", "Target id", Kind.INTEGER, hidden=True),
    Column("name", "Name", fold=16),
    Column("kind", "Kind"),
    Column("text", "What", fold=20),
    Column("amount", "Amount", Kind.AMOUNT, drop=1),
    Column("rep", "Rep", drop=6, varied=True),
    Column("opened_on", "Opened", Kind.DATE, drop=5),
    Column("due_on", "Due", Kind.DATE),
    Column("days_overdue", "Days over", Kind.INTEGER, drop=3),
    Column("age", "Age", drop=4),
    Column("status", "Status", style=status_style),
    Column("steps", "Steps", Kind.LIST, hidden=True),
    Column("closed_on", "Closed", Kind.DATE, drop=7),
    Column("resolution", "Resolution", drop=8),
)

_ON_CARD = {"steps": Column("steps", "Steps", Kind.LIST, human=lambda value: "\n".join(items(value)))}

CASE_CARD: View = tuple(_ON_CARD.get(column.key, column) for column in CASES)

OPEN_CASES: View = (
    Column("id", "Id", Kind.INTEGER),
    Column("kind", "Kind"),
    Column("text", "What", fold=24),
    Column("amount", "Amount", Kind.AMOUNT, drop=1),
    Column("due_on", "Due", Kind.DATE),
    Column("status", "Status", style=status_style),
    Column("steps", "Last step", Kind.LIST, drop=2, human=_last, fold=24),
)

AGEING: View = (
    Column("age", "Days"),
    Column("cases", "Cases", Kind.INTEGER),
    Column("amount", "Amount", Kind.AMOUNT),
    Column("share", "Share", Kind.FRACTION, human=bar),
)
