"""The journal as it is listed: commands, the fields they changed, and what an undo would do."""

from salesctl.render.columns import Column, ColumnType, View

_WHEN = Column("recorded_at", "When", ColumnType.MOMENT, drop=1)
_WHO = Column("rep", "Rep", drop=3, varied=True)
_COMMAND = Column("command", "Command", fold=24)

COMMANDS: View = (
    Column("id", "Id", ColumnType.INTEGER),
    _WHEN,
    _WHO,
    Column("kind", "Kind", drop=2, varied=True),
    _COMMAND,
    Column("rows", "Rows", ColumnType.INTEGER),
    Column("undone", "Undone", ColumnType.FLAG, drop=4, human=lambda undone: "yes" if undone else ""),
    Column("undoes", "Undoes", ColumnType.INTEGER, hidden=True),
)

FIELDS: View = (
    Column("id", "Id", ColumnType.INTEGER),
    _WHEN,
    _WHO,
    Column("command", "Command", hidden=True),
    Column("table", "Table"),
    Column("row_id", "Row", ColumnType.INTEGER),
    Column("effect", "Effect"),
    Column("field", "Field"),
    Column("old", "Old"),
    Column("new", "New"),
)

CHANGES: View = (
    Column("id", "Id", ColumnType.INTEGER),
    Column("recorded_at", "When", ColumnType.MOMENT),
    Column("rep", "Rep", varied=True),
    Column("row", "Row"),
    Column("changes", "Change", ColumnType.LINES),
)
"""The same as `FIELDS` for a person: the fields of a row together."""

TAKEN_BACK: View = (
    Column("id", "Id", ColumnType.INTEGER, drop=1),
    _COMMAND,
    Column("table", "Table"),
    Column("effect", "Effect"),
    Column("rows", "Rows", ColumnType.INTEGER),
    Column("names", "Names", ColumnType.LIST, drop=2),
)
