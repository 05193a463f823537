"""The visits of a daily report as data, and the tables of the report itself."""

from salesctl.render.columns import Column, ColumnType, View, grade_style, temperature_style

REPORT: View = (
    Column("id", "Id", ColumnType.INTEGER),
    Column("date", "Date", ColumnType.DATE),
    Column("at", "At", ColumnType.TIME),
    Column("minutes", "Min", ColumnType.INTEGER),
    Column("target_id", "Target id", ColumnType.INTEGER),
    Column("name", "Name"),
    Column("rep", "Rep"),
    Column("mode", "Mode"),
    Column("met", "Met", ColumnType.LIST),
    Column("key_person", "Key person", ColumnType.FLAG),
    Column("step", "Step"),
    Column("interest", "Interest"),
    Column("impression", "Impression"),
    Column("outcome", "Outcome"),
    Column("planned", "Planned", ColumnType.FLAG),
    Column("order_amount", "Order", ColumnType.AMOUNT),
    Column("orders", "Orders", ColumnType.LIST),
    Column("next_on", "Next", ColumnType.DATE),
    Column("next_at", "Next at", ColumnType.TIME),
    Column("next_with", "Next with"),
    Column("next_purpose", "Next purpose"),
    Column("note", "Note"),
)

MADE: View = (
    Column("at", "At", ColumnType.TIME),
    Column("name", "Name"),
    Column("mode", "Mode", drop=4),
    Column("met", "Met", ColumnType.LIST, drop=2),
    Column("step", "Step", drop=3),
    Column("interest", "Interest", drop=5),
    Column("outcome", "Outcome"),
    Column("planned", "Plan", human=lambda value: "" if value else "extra", style=lambda _: "yellow"),
    Column("next_on", "Next", ColumnType.DATE, drop=1),
)

ORDERS: View = (
    Column("name", "Name"),
    Column("product", "Product", drop=1),
    Column("amount", "Amount", ColumnType.AMOUNT),
)

UNDONE: View = (
    Column("at", "At", ColumnType.TIME, drop=1),
    Column("name", "Name"),
    Column("grade", "Grade", drop=2, style=grade_style),
    Column("status", "Status", human=lambda value: "still open" if value == "planned" else value),
    Column("miss_reason", "Why", drop=3),
)

NEXT_STEPS: View = (
    Column("next_on", "Date", ColumnType.DATE),
    Column("next_at", "At", ColumnType.TIME, drop=2),
    Column("name", "Name"),
    Column("next_with", "With", drop=3),
    Column("next_purpose", "Purpose", drop=1),
)

COMING: View = (
    Column("at", "At", ColumnType.TIME, drop=2),
    Column("name", "Name"),
    Column("grade", "Grade", drop=3, style=grade_style),
    Column("temperature", "Temp", drop=4, style=temperature_style),
    Column("person", "Person", drop=5),
    Column("purpose", "Purpose", drop=1),
)

DAYS: View = (
    Column("date", "Date", ColumnType.DATE),
    Column("weekday", "Day", drop=4),
    Column("first", "First", ColumnType.TIME, drop=2),
    Column("last", "Last", ColumnType.TIME, drop=3),
    Column("visits", "Visits", ColumnType.INTEGER),
    Column("extra", "Extra", ColumnType.INTEGER),
    Column("missed", "Missed", ColumnType.INTEGER),
    Column("orders", "Orders", ColumnType.INTEGER),
    Column("amount", "Amount", ColumnType.AMOUNT, drop=1),
)
