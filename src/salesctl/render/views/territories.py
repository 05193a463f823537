"""Territories, their blocks and their markets as they are listed and shown."""

from dataclasses import replace

from salesctl.domain.figures import percent
from salesctl.messages import market
from salesctl.render.columns import Column, ColumnType, View

OF_TERRITORY = Column("territory", "Territory")
"""The territory of a target that a row is about: in files it tells apart targets of the same name."""

_COUNTS: View = (
    Column("targets", "Targets", ColumnType.INTEGER),
    Column("open", "Open", ColumnType.INTEGER, drop=3),
    Column("prospects", "Prospects", ColumnType.INTEGER, drop=2),
    Column("customers", "Customers", ColumnType.INTEGER, drop=1),
    Column("dropped", "Dropped", ColumnType.INTEGER, drop=8),
    Column("visited", "Visited", ColumnType.INTEGER),
    Column("last_visit", "Last visit", drop=4),
)

_WORKED: View = (
    Column("visits", "Visits", ColumnType.INTEGER, drop=9),
    Column("orders", "Orders", ColumnType.INTEGER, drop=10),
    Column("amount", "Sales", ColumnType.AMOUNT, drop=5),
    Column("penetration", "Penetration", ColumnType.FRACTION, drop=6),
)

_GROWTH = Column("growth", "Market growth", ColumnType.FRACTION, human=percent)
_SHARE = Column("share", "Own share", ColumnType.FRACTION, human=percent)
_COMPETITOR_SHARE = Column("competitor_share", "Largest competitor's", ColumnType.FRACTION, human=percent)

_STRATEGY: View = (
    Column("zone", "Zone"),
    Column("attack_order", "Attack order", ColumnType.INTEGER),
    Column("ease", "Ease"),
    Column("direction", "Direction", words=market.direction),
)

_MARKET: View = (
    Column("market_customers", "Size 大小", ColumnType.INTEGER),
    Column("area", "Breadth 廣度, km²", ColumnType.NUMBER),
    Column("purchasing_power", "Strength 強度", ColumnType.NUMBER),
    Column("fixed_share", "Hardness 硬度", ColumnType.FRACTION, human=percent),
    Column("value", "Market value", ColumnType.FRACTION),
    Column("value_sum", "  of which", words=market.value_sum),
    Column("suggested", "Suggested approach", human=lambda approach: approach or "–"),
    Column("suggested_why", "  because", words=market.grounds),
    _GROWTH,
    _SHARE,
    _COMPETITOR_SHARE,
    Column("market_size", "Market size", ColumnType.AMOUNT),
    Column("income", "Income", ColumnType.FRACTION, human=percent),
    Column("retail", "Retail", ColumnType.FRACTION, human=percent),
    Column("population", "Population", ColumnType.FRACTION, human=percent),
    *_STRATEGY,
    Column("competition_note", "Competition"),
    Column("customer_note", "Customers, in words"),
)

_LISTED = {
    "value": Column(
        "value", "Value", ColumnType.FRACTION, drop=11, human=lambda value: percent(value and round(value, 2))
    ),
    "zone": Column("zone", "Zone", drop=12),
}
"""What a list shows of the market."""

TERRITORIES: View = (
    Column("id", "Id", ColumnType.INTEGER),
    Column("name", "Name"),
    Column("parent", "Part of", drop=5),
    Column("approach", "Approach", drop=6),
    Column("focus", "Focus", drop=7),
    Column("blocks", "Blocks", ColumnType.LIST, drop=9),
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
    Column("id", "Id", ColumnType.INTEGER, hidden=True),
    Column("position", "No.", ColumnType.INTEGER),
    Column("block", "Block", human=lambda name: name or "(no block)"),
    *_COUNTS,
    *_WORKED,
    Column("next", "Canvass", ColumnType.FLAG, drop=7, human=lambda value: "next" if value else ""),
)

TERRITORY_MATRIX: View = (
    Column("id", "Id", ColumnType.INTEGER),
    Column("name", "Name"),
    _GROWTH,
    _SHARE,
    _COMPETITOR_SHARE,
    *_STRATEGY,
    Column("missing", "Missing", ColumnType.LIST),
)
