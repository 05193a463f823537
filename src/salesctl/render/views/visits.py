"""Visits as they are listed and shown."""

from dataclasses import replace

from salesctl.render.columns import Column, ColumnType, View
from salesctl.render.views.territories import OF_TERRITORY


def _percent(fraction: float | None) -> str:
    return "" if fraction is None else f"{fraction * 100:g}%"


VISITS: View = (
    Column("id", "Id", ColumnType.INTEGER),
    Column("target_id", "Target id", ColumnType.INTEGER, hidden=True),
    Column("name", "Name"),
    Column("rep", "Rep", drop=14, varied=True),
    Column("visited_on", "Date", ColumnType.DATE),
    Column("at", "At", ColumnType.TIME, drop=9),
    Column("minutes", "Min", ColumnType.INTEGER, drop=15),
    Column("mode", "Mode", drop=8, varied=True),
    Column("met", "Met", ColumnType.LIST, drop=6),
    Column("key_person", "Key person", ColumnType.FLAG, drop=16, varied=True),
    Column("purpose", "Purpose", drop=17),
    Column("step", "Step", drop=4),
    Column("impression", "Impression", drop=18),
    Column("interest", "Interest", drop=3),
    Column("outcome", "Outcome"),
    Column("current", "Current", drop=24),
    Column("desired", "Desired", drop=23),
    Column("benefits", "Benefits", ColumnType.LIST, drop=25),
    Column("objections", "Objections", ColumnType.LIST, drop=10),
    Column("competitor", "Competitor", drop=19),
    Column("terms", "Terms", drop=20),
    Column("discount", "Discount", ColumnType.FRACTION, drop=21, human=_percent),
    Column("signal", "Signal", drop=22),
    Column("satisfaction", "Satisf.", ColumnType.INTEGER, drop=13),
    Column("pair", "Pair call", drop=12),
    Column("order_amount", "Order", ColumnType.AMOUNT, drop=1),
    Column("next_on", "Next", ColumnType.DATE, drop=2),
    Column("next_purpose", "Next purpose", drop=11),
    Column("note", "Note", drop=5),
    Column("recorded_at", "Recorded", ColumnType.MOMENT, hidden=True),
)

_FOUND: View = (
    Column("consequence", "Consequence"),
    Column("gain", "Gain"),
    Column("reaction", "Reaction"),
)

_ORDERS = Column("orders", "Orders", ColumnType.LIST)
_EXTERNAL_ID = Column("external_id", "External id")

VISIT_EXPORT: View = (
    *VISITS,
    _EXTERNAL_ID,
    *_FOUND,
    Column("next_at", "Next at", ColumnType.TIME),
    Column("next_with", "Next with"),
    _ORDERS,
    OF_TERRITORY,
)

VISIT_CARD: View = (*VISITS, *_FOUND, _ORDERS, Column("planned", "Planned"), _EXTERNAL_ID)


def with_estimate(view: View, minutes: int) -> View:
    """Return the view with the assumed length, marked `30e`, where people would see no length."""
    return tuple(
        replace(column, human=lambda value: str(value or f"{minutes}e")) if column.key == "minutes" else column
        for column in view
    )
