"""The weekly plan and the day as they are listed."""

from salesctl.render.columns import Column, Kind, View, bar, grade_style, temperature_style

_STATUS_STYLES = {"done": "green", "missed": "red", "deferred": "dim"}

PLAN: View = (
    Column("id", "Id", Kind.INTEGER, drop=11),
    Column("date", "Date", Kind.DATE),
    Column("weekday", "Day", drop=4),
    Column("at", "At", Kind.TIME, drop=1),
    Column("target_id", "Target id", Kind.INTEGER, hidden=True),
    Column("name", "Name"),
    Column("rep", "Rep", drop=12, varied=True),
    Column("block", "Block", drop=5),
    Column("grade", "Grade", drop=3, style=grade_style),
    Column("temperature", "Temp", drop=3, style=temperature_style),
    Column("claim", "Claim", drop=9),
    Column("reason", "Reason"),
    Column("purpose", "Purpose", drop=7),
    Column("person", "Person", drop=8),
    Column("instruction", "Instruction", drop=6),
    Column("status", "Status", style=lambda value: _STATUS_STYLES.get(value, "")),
)

DAY: View = (
    *PLAN,
    Column("phone", "Phone"),
    Column("last_visit", "Last visit", Kind.DATE),
    Column("last_said", "Last said"),
    Column("distance_km", "Km", Kind.NUMBER),
    Column("address", "Address"),
    Column("materials", "Materials", Kind.LIST),
    Column("questions", "Questions", Kind.LIST),
)

WHAT_IF: View = (
    Column("case", "Case"),
    Column("needed", "Needed", Kind.INTEGER),
    Column("capacity", "Capacity", Kind.INTEGER),
    Column("utilisation", "Utilisation", Kind.FRACTION),
    Column("placed", "Placed", Kind.INTEGER),
    Column("deferred", "Deferred", Kind.INTEGER),
    Column("reach", "Reach", Kind.FRACTION, human=bar),
)
