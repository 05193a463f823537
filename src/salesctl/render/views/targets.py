"""Targets as they are listed and shown."""

from salesctl.render.columns import Column, ColumnType, View, grade_style

TARGETS: View = (
    Column("id", "Id", ColumnType.INTEGER),
    Column("name", "Name"),
    Column("territory", "Territory", drop=2),
    Column("block", "Block", drop=3),
    Column("site", "Site", drop=8),
    Column("industry", "Industry", drop=4),
    Column("size", "Size", drop=7),
    Column("class", "Class", drop=5, style=grade_style),
    Column("method", "Method", drop=9),
    Column("status", "Status"),
    Column("rep", "Rep", drop=10, varied=True),
    Column("address", "Address", drop=12),
    Column("phone", "Phone", drop=6),
    Column("lat", "Lat", ColumnType.NUMBER, hidden=True),
    Column("lon", "Lon", ColumnType.NUMBER, hidden=True),
    Column("tags", "Tags", ColumnType.LIST, drop=11),
    Column("last_visit", "Last visit", ColumnType.DATE, drop=1),
)

TARGET_CARD: View = (
    *TARGETS,
    Column("kind", "Kind"),
    Column("parent", "Part of"),
    Column("form", "Form"),
    Column("use", "Use"),
    Column("source", "Source"),
    Column("external_id", "External id"),
    Column("added_on", "Added", ColumnType.DATE),
    Column("dropped_on", "Dropped", ColumnType.DATE),
    Column("drop_reason", "Reason"),
)

TARGET_EXPORT: View = (*TARGET_CARD, Column("parent_territory", "Territory of the whole"))
