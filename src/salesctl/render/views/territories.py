"""Territories and their blocks as they are listed and shown."""

from salesctl.render.columns import Column, Kind, View

OF_TERRITORY = Column("territory", "Territory")
"""The territory of a target that a row is about: in files it tells apart targets of the same name."""

_COUNTS: View = (
    Column("targets", "Targets", Kind.INTEGER),
    Column("open", "Open", Kind.INTEGER, drop=3),
    Column("prospects", "Prospects", Kind.INTEGER, drop=2),
    Column("customers", "Customers", Kind.INTEGER, drop=1),
    Column("dropped", "Dropped", Kind.INTEGER, drop=8),
    Column("visited", "Visited", Kind.INTEGER),
    Column("last_visit", "Last visit", drop=4),
)

TERRITORIES: View = (
    Column("id", "Id", Kind.INTEGER),
    Column("name", "Name"),
    Column("parent", "Part of", drop=5),
    Column("approach", "Approach", drop=6),
    Column("focus", "Focus", drop=7),
    Column("blocks", "Blocks", Kind.LIST, drop=9),
    *_COUNTS,
    Column("note", "Note", drop=10),
)

TERRITORY_CARD: View = tuple(column for column in TERRITORIES if column.key != "blocks")

BLOCKS: View = (
    Column("id", "Id", Kind.INTEGER, hidden=True),
    Column("position", "No.", Kind.INTEGER),
    Column("block", "Block", human=lambda name: name or "(no block)"),
    *_COUNTS,
)
