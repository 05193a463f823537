"""The progress grids as rows."""

from dataclasses import replace
from functools import partial

from salesctl.domain.progress import GridBy, MetricsBy
from salesctl.render.columns import Column, ColumnType, View, bar, grade_style, strip

_PLAN_KEPT: View = (
    Column("planned", "Planned", ColumnType.INTEGER, drop=4),
    Column("done", "Done", ColumnType.INTEGER, drop=5),
    Column("extra", "Extra", ColumnType.INTEGER, drop=9),
    Column("missed", "Missed", ColumnType.INTEGER, drop=10),
    Column("attainment", "Attainment", ColumnType.FRACTION, drop=8),
    Column("adherence", "Adherence", ColumnType.FRACTION),
)


def visit_grid(by: GridBy) -> View:
    """Return the view of the visit grid, whose first column is named for its lines."""
    return (Column(by, by.capitalize(), style=grade_style), Column("week", "Week"), *_PLAN_KEPT)


def _decimal(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _short(week: str) -> str:
    """Leave out the year, which the title says."""
    return week.partition("-")[2] or week


_VISITS = Column("visits", "Visits", ColumnType.INTEGER)
_CALL_RATE = Column("call_rate", "Call rate", ColumnType.NUMBER, human=_decimal, drop=7)
_HIT_RATE = Column("hit_rate", "Hit rate", ColumnType.FRACTION, drop=6)
_ORDERS = Column("orders", "Orders", ColumnType.INTEGER, drop=1)
_AMOUNT = Column("amount", "Amount", ColumnType.AMOUNT, drop=3)


def metrics(by: MetricsBy) -> View:
    """Return the view of the metrics, whose first column is named for its groups."""
    return (
        Column(by, by.capitalize(), human=_short if by is MetricsBy.WEEK else None),
        Column("accounts", "Accounts", ColumnType.INTEGER),
        *_PLAN_KEPT,
        Column("reach", "Reach", ColumnType.FRACTION),
        Column("coverage", "Coverage", ColumnType.FRACTION),
        _VISITS,
        Column("in_person", "In person", ColumnType.INTEGER),
        Column("field_days", "Field days", ColumnType.INTEGER),
        _CALL_RATE,
        _HIT_RATE,
        Column("key_person_rate", "Key person met", ColumnType.FRACTION),
        Column("minutes", "Minutes", ColumnType.INTEGER),
        Column("customer_time", "Customer time", ColumnType.FRACTION),
        Column("estimated_share", "  estimated", ColumnType.FRACTION),
        Column("satisfaction", "Satisfaction", ColumnType.NUMBER, human=_decimal),
        _ORDERS,
        _AMOUNT,
        Column("repeat_order_rate", "Repeat orders", ColumnType.FRACTION),
    )


TREND: View = (Column("week", "Week"), _VISITS, *_PLAN_KEPT, _CALL_RATE, _HIT_RATE, _ORDERS, _AMOUNT)

_DRAWN = {
    "visits": (_VISITS, Column("share", "", ColumnType.FRACTION, drop=2, human=strip)),
    "adherence": (replace(_PLAN_KEPT[-1], human=bar),),
}
TREND_BARS: View = tuple(drawn for column in TREND for drawn in _DRAWN.get(column.key, (column,)))

PROSPECT_GRID: View = (
    Column("grade", "Grade", style=grade_style),
    Column("hot", "Hot", ColumnType.INTEGER, style=lambda _: "red"),
    Column("hot_amount", "Amount", ColumnType.AMOUNT, drop=2),
    Column("warm", "Warm", ColumnType.INTEGER, style=lambda _: "yellow"),
    Column("warm_amount", "Amount", ColumnType.AMOUNT, drop=2),
    Column("cold", "Cold", ColumnType.INTEGER, style=lambda _: "blue"),
    Column("cold_amount", "Amount", ColumnType.AMOUNT, drop=2),
    Column("total", "Total", ColumnType.INTEGER),
    Column("total_amount", "Amount", ColumnType.AMOUNT),
)

PROSPECT_BARS: View = (*PROSPECT_GRID, Column("share", "", ColumnType.FRACTION, drop=1, human=bar))

FUNNEL: View = (
    Column("step", "Step"),
    Column("count", "Count", ColumnType.INTEGER),
    Column("conversion", "Of the step before", ColumnType.FRACTION, drop=1),
    Column("of_targets", "Of all targets", ColumnType.FRACTION, human=bar),
)

SEGMENTS: View = (
    Column("segment", "Segment", human=lambda name: name or "(none)"),
    Column("targets", "Targets", ColumnType.INTEGER),
    Column("visited", "Visited", ColumnType.INTEGER, drop=3),
    Column("visits", "Visits", ColumnType.INTEGER, drop=6),
    Column("prospects", "Prospects", ColumnType.INTEGER, drop=4),
    _ORDERS,
    Column("hit_rate", "Hit rate", ColumnType.FRACTION),
    Column("amount", "Amount", ColumnType.AMOUNT),
    Column("share", "Of all sales", ColumnType.FRACTION, drop=5),
)

SEGMENT_BARS: View = (*SEGMENTS[:-1], replace(SEGMENTS[-1], human=partial(bar, width=6)))
