"""Hits of a search as they are listed."""

from salesctl.render.columns import Column, Kind, View

_HIT: View = (
    Column("kind", "Kind"),
    Column("id", "Id", Kind.INTEGER),
    Column("name", "Target"),
    Column("date", "Date", Kind.DATE, drop=1),
)

HITS: View = (*_HIT, Column("text", "Text"), Column("score", "Score", Kind.NUMBER, hidden=True))
MARKED_HITS: View = (*_HIT, Column("marked", "Text"))
