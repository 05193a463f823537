"""Goals as they are listed."""

from salesctl.render.columns import Column, Kind, View

GOALS: View = (
    Column("id", "Id", Kind.INTEGER),
    Column("year", "Year", Kind.INTEGER, drop=2),
    Column("rep", "Rep", varied=True),
    Column("target", "Target", drop=1),
    Column("text", "Goal"),
    Column("due_on", "Due", Kind.DATE, drop=3),
    Column("status", "Status"),
    Column("judged_on", "Judged", Kind.DATE, drop=4),
)
