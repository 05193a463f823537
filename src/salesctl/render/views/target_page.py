"""The tables of the page about a target and of the brief of a visit."""

from typing import Any

from salesctl.render.columns import Column, ColumnType, View, grade_style, temperature_style

INTEREST_BLOCKS = {"none": "▁", "slight": "▂", "strong": "▄", "convinced": "▆", "committed": "█"}
"""How high each interest stands in a small line."""


POINTS = {
    "need": "Need",
    "current": "Current",
    "desired": "Desired",
    "gap": "Gap",
    "consequence": "If it stays",
    "gain": "Gain",
}
"""What makes up a need, in the order it is found out, as it is called."""


def _interest(value: Any) -> str:
    return f"{INTEREST_BLOCKS[value]} {value}" if value else ""


PEOPLE: View = (
    Column("name", "Name"),
    Column("title", "Title", drop=3),
    Column("roles", "Roles", ColumnType.LIST),
    Column("phone", "Phone", drop=1),
    Column("email", "E-mail", drop=4),
    Column("last_met", "Last met", ColumnType.DATE, drop=2),
    Column("note", "Note", drop=5),
)

OPEN_PROSPECTS: View = (
    Column("product", "Product", drop=1),
    Column("grade", "Grade", style=grade_style),
    Column("temperature", "Temp", style=temperature_style),
    Column("amount", "Amount", ColumnType.AMOUNT, drop=2),
    Column("decide_by", "Decision", ColumnType.DATE),
    Column("interest", "Interest", drop=3),
    Column("competitor", "Competitor", drop=4),
)

NEEDS: View = (
    Column("product", "Product", varied=True),
    Column("point", "Point"),
    Column("told", "What is known"),
)

OBJECTIONS: View = (
    Column("date", "Date", ColumnType.DATE),
    Column("kind", "Kind"),
    Column("cause", "Cause", drop=2),
    Column("text", "What was said", drop=1),
)

PLANNED: View = (
    Column("date", "Date", ColumnType.DATE),
    Column("weekday", "Day", drop=4),
    Column("at", "At", ColumnType.TIME, drop=1),
    Column("person", "Person", drop=3),
    Column("purpose", "Purpose", drop=2),
    Column("claim", "Claim", drop=5),
)

TIMELINE: View = (
    Column("visited_on", "Date", ColumnType.DATE),
    Column("mode", "Mode", drop=6, varied=True),
    Column("met", "Met", ColumnType.LIST, drop=4, fold=16),
    Column("pair", "Pair call", drop=7),
    Column("step", "Step", drop=3),
    Column("interest", "Interest", drop=1, human=_interest),
    Column("outcome", "Outcome"),
    Column("order_amount", "Order", ColumnType.AMOUNT, drop=5),
    Column("satisfaction", "Satisfied", ColumnType.INTEGER, drop=8),
    Column("said", "Impression or note", drop=2, fold=24),
)

_SUMMED_UP = ("mode", "pair", "order_amount", "satisfaction")
BRIEF_TIMELINE: View = tuple(column for column in TIMELINE if column.key not in _SUMMED_UP)
"""The timeline on a brief, which says in a line each what the orders came to and how satisfied they are."""

INTEL: View = (
    Column("date", "Date", ColumnType.DATE),
    Column("kind", "Kind", drop=1),
    Column("competitor", "Competitor", drop=2),
    Column("text", "Note"),
)
