"""Hits of a search as they are listed."""

from salesctl.render.columns import Column, ColumnType, View

_HIT: View = (
    Column("kind", "Kind"),
    Column("id", "Id", ColumnType.INTEGER),
    Column("name", "Target"),
    Column("date", "Date", ColumnType.DATE, drop=1),
)

HITS: View = (*_HIT, Column("text", "Text"), Column("score", "Score", ColumnType.NUMBER, hidden=True))
MARKED_HITS: View = (*_HIT, Column("marked", "Text"))
