"""Intel as it is listed and shown, and the timeline of competitors."""

from salesctl.render.columns import Column, Kind, View

INTEL: View = (
    Column("id", "Id", Kind.INTEGER),
    Column("date", "Date", Kind.DATE),
    Column("kind", "Kind", drop=1),
    Column("nature", "Nature", drop=6),
    Column("source", "Source", drop=4),
    Column("competitor", "Competitor", drop=2),
    Column("target_id", "Target id", Kind.INTEGER, hidden=True),
    Column("target", "Target", drop=3),
    Column("territory", "Territory", drop=5),
    Column("rep", "Rep", drop=7, varied=True),
    Column("text", "Note"),
)

TIMELINE: View = (
    Column("date", "Date", Kind.DATE),
    Column("source", "Source", drop=1),
    Column("id", "Id", Kind.INTEGER, drop=3),
    Column("target", "Target", drop=2),
    Column("competitor", "Competitor", drop=4),
    Column("what", "What"),
    Column("reaction", "Reaction", drop=5),
)
