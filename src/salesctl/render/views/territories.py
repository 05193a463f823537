"""Territories, their blocks and their markets as they are listed and shown."""

from dataclasses import replace

from salesctl.render.columns import Column, Kind, View, percent

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

_WORKED: View = (
    Column("visits", "Visits", Kind.INTEGER, drop=9),
    Column("orders", "Orders", Kind.INTEGER, drop=10),
    Column("amount", "Sales", Kind.AMOUNT, drop=5),
    Column("penetration", "Penetration", Kind.FRACTION, drop=6),
)

_GROWTH = Column("growth", "Market growth", Kind.FRACTION, human=percent)
_SHARE = Column("share", "Own share", Kind.FRACTION, human=percent)
_COMPETITOR_SHARE = Column("competitor_share", "Largest competitor's", Kind.FRACTION, human=percent)

_STRATEGY: View = (
    Column("zone", "Zone"),
    Column("attack_order", "Attack order", Kind.INTEGER),
    Column("ease", "Ease"),
    Column("direction", "Direction"),
)

_MARKET: View = (
    Column("market_customers", "Size 大小", Kind.INTEGER),
    Column("area", "Breadth 廣度, km²", Kind.NUMBER),
    Column("purchasing_power", "Strength 強度", Kind.NUMBER),
    Column("fixed_share", "Hardness 硬度", Kind.FRACTION, human=percent),
    Column("value", "Market value", Kind.FRACTION),
    Column("value_sum", "  of which"),
    Column("suggested", "Suggested approach", human=lambda approach: approach or "–"),
    Column("suggested_why", "  because"),
    _GROWTH,
    _SHARE,
    _COMPETITOR_SHARE,
    Column("market_size", "Market size", Kind.AMOUNT),
    Column("income", "Income", Kind.FRACTION, human=percent),
    Column("retail", "Retail", Kind.FRACTION, human=percent),
    Column("population", "Population", Kind.FRACTION, human=percent),
    *_STRATEGY,
    Column("competition_note", "Competition"),
    Column("customer_note", "Customers, in words"),
)

_LISTED = {
    "value": Column("value", "Value", Kind.FRACTION, drop=11, human=lambda value: percent(value and round(value, 2))),
    "zone": Column("zone", "Zone", drop=12),
}
"""What a list shows of the market."""

TERRITORIES: View = (
    Column("id", "Id", Kind.INTEGER),
    Column("name", "Name"),
    Column("parent", "Part of", drop=5),
    Column("approach", "Approach", drop=6),
    Column("focus", "Focus", drop=7),
    Column("blocks", "Blocks", Kind.LIST, drop=9),
    *_COUNTS,
    Column("note", "Note", drop=10),
    *(replace(column, drop=column.drop + 10) for column in _WORKED),
    *(_LISTED.get(column.key, replace(column, hidden=True)) for column in _MARKET),
)

TERRITORY_CARD: View = (
    *(column for column in TERRITORIES[:14] if column.key != "blocks"),
    *_WORKED,
    Column("next_block", "Next to canvass"),
    *_MARKET,
)

BLOCKS: View = (
    Column("id", "Id", Kind.INTEGER, hidden=True),
    Column("position", "No.", Kind.INTEGER),
    Column("block", "Block", human=lambda name: name or "(no block)"),
    *_COUNTS,
    *_WORKED,
    Column("next", "Canvass", Kind.FLAG, drop=7, human=lambda value: "next" if value else ""),
)

TERRITORY_MATRIX: View = (
    Column("id", "Id", Kind.INTEGER),
    Column("name", "Name"),
    _GROWTH,
    _SHARE,
    _COMPETITOR_SHARE,
    *_STRATEGY,
    Column("missing", "Missing", Kind.LIST),
)
