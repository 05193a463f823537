"""The weekly plan and the day as they are listed."""

from salesctl.messages import reasons
from salesctl.render.columns import Column, ColumnType, View, bar, grade_style, temperature_style

_STATUS_STYLES = {"done": "green", "missed": "red", "deferred": "dim"}

PLAN: View = (
    Column("id", "Id", ColumnType.INTEGER, drop=11),
    Column("date", "Date", ColumnType.DATE),
    Column("weekday", "Day", drop=4),
    Column("at", "At", ColumnType.TIME, drop=1),
    Column("target_id", "Target id", ColumnType.INTEGER, hidden=True),
    Column("name", "Name"),
    Column("rep", "Rep", drop=12, varied=True),
    Column("block", "Block", drop=5),
    Column("grade", "Grade", drop=3, style=grade_style),
    Column("temperature", "Temp", drop=3, style=temperature_style),
    Column("claim", "Claim", drop=9),
    Column("reason", "Reason", words=reasons.worded),
    Column("purpose", "Purpose", drop=7),
    Column("person", "Person", drop=8),
    Column("instruction", "Instruction", drop=6),
    Column("status", "Status", style=lambda value: _STATUS_STYLES.get(value, "")),
)

DAY: View = (
    *PLAN,
    Column("phone", "Phone"),
    Column("last_visit", "Last visit", ColumnType.DATE),
    Column("last_said", "Last said"),
    Column("distance_km", "Km", ColumnType.NUMBER),
    Column("address", "Address"),
    Column("materials", "Materials", ColumnType.LIST),
    Column("questions", "Questions", ColumnType.LIST),
)

WHAT_IF: View = (
    Column("case", "Case"),
    Column("needed", "Needed", ColumnType.INTEGER),
    Column("capacity", "Capacity", ColumnType.INTEGER),
    Column("utilisation", "Utilisation", ColumnType.FRACTION),
    Column("placed", "Placed", ColumnType.INTEGER),
    Column("deferred", "Deferred", ColumnType.INTEGER),
    Column("reach", "Reach", ColumnType.FRACTION, human=bar),
)
