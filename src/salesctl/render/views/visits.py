"""Visits as they are listed and shown."""

from dataclasses import replace

from salesctl.render.columns import Column, Kind, View
from salesctl.render.views.territories import OF_TERRITORY


def _percent(fraction: float | None) -> str:
    return "" if fraction is None else f"{fraction * 100:g}%"


VISITS: View = (
    Column("id", "Id", Kind.INTEGER),
    Column("target_id", "Target id", Kind.INTEGER, hidden=True),
    Column("name", "Name"),
    Column("rep", "Rep", drop=14, varied=True),
    Column("visited_on", "Date", Kind.DATE),
    Column("at", "At", Kind.TIME, drop=9),
    Column("minutes", "Min", Kind.INTEGER, drop=15),
    Column("mode", "Mode", drop=8, varied=True),
    Column("met", "Met", Kind.LIST, drop=6),
    Column("key_person", "Key person", Kind.FLAG, drop=16, varied=True),
    Column("purpose", "Purpose", drop=17),
    Column("step", "Step", drop=4),
    Column("impression", "Impression", drop=18),
    Column("interest", "Interest", drop=3),
    Column("outcome", "Outcome"),
    Column("current", "Current", drop=24),
    Column("desired", "Desired", drop=23),
    Column("benefits", "Benefits", Kind.LIST, drop=25),
    Column("objections", "Objections", Kind.LIST, drop=10),
    Column("competitor", "Competitor", drop=19),
    Column("terms", "Terms", drop=20),
    Column("discount", "Discount", Kind.FRACTION, drop=21, human=_percent),
    Column("signal", "Signal", drop=22),
    Column("satisfaction", "Satisf.", Kind.INTEGER, drop=13),
    Column("pair", "Pair call", drop=12),
    Column("order_amount", "Order", Kind.AMOUNT, drop=1),
    Column("next_on", "Next", Kind.DATE, drop=2),
    Column("next_purpose", "Next purpose", drop=11),
    Column("note", "Note", drop=5),
    Column("recorded_at", "Recorded", Kind.MOMENT, hidden=True),
)

_FOUND: View = (
    Column("consequence", "Consequence"),
    Column("gain", "Gain"),
    Column("reaction", "Reaction"),
)

_ORDERS = Column("orders", "Orders", Kind.LIST)
_EXTERNAL_ID = Column("external_id", "External id")

VISIT_EXPORT: View = (
    *VISITS,
    _EXTERNAL_ID,
    *_FOUND,
    Column("next_at", "Next at", Kind.TIME),
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
