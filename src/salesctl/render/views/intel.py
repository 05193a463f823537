"""Intel as it is listed and shown, and the timeline of competitors."""

from salesctl.render.columns import Column, ColumnType, View

INTEL: View = (
    Column("id", "Id", ColumnType.INTEGER),
    Column("date", "Date", ColumnType.DATE),
    Column("kind", "Kind", drop=4),
    Column("nature", "Nature", drop=6),
    Column("source", "Source", drop=5),
    Column("competitor", "Competitor", drop=1),
    Column("target_id", "Target id", ColumnType.INTEGER, hidden=True),
    Column("target", "Target", drop=2, fold=16),
    Column("territory", "Territory", drop=3, fold=16),
    Column("rep", "Rep", drop=7, varied=True),
    Column("text", "Note", fold=24),
)

TIMELINE: View = (
    Column("date", "Date", ColumnType.DATE),
    Column("source", "Source", drop=4),
    Column("id", "Id", ColumnType.INTEGER, drop=5),
    Column("target", "Target", drop=3, varied=True),
    Column("competitor", "Competitor", drop=2),
    Column("what", "What", fold=32),
    Column("reaction", "Reaction", drop=1, fold=16),
)
