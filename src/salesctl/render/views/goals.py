"""Goals as they are listed."""

from salesctl.render.columns import Column, ColumnType, View

GOALS: View = (
    Column("id", "Id", ColumnType.INTEGER),
    Column("year", "Year", ColumnType.INTEGER, drop=2),
    Column("rep", "Rep", varied=True),
    Column("target", "Target", drop=1),
    Column("text", "Goal"),
    Column("due_on", "Due", ColumnType.DATE, drop=3),
    Column("status", "Status"),
    Column("judged_on", "Judged", ColumnType.DATE, drop=4),
)
