"""Settings and places as they are listed."""

from salesctl.render.columns import Column, ColumnType, View

SETTINGS: View = (
    Column("key", "Setting"),
    Column("value", "Value"),
    Column("source", "From"),
    Column("meaning", "What it means", drop=1),
)

PLACES: View = (
    Column("what", "What"),
    Column("path", "Path"),
    Column("exists", "Exists", ColumnType.FLAG),
)
