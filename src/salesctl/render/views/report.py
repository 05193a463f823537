"""The visits of a daily report as data, and the tables of the report itself."""

from salesctl.render.columns import Column, Kind, View, grade_style, temperature_style

REPORT: View = (
    Column("id", "Id", Kind.INTEGER),
    Column("date", "Date", Kind.DATE),
    Column("at", "At", Kind.TIME),
    Column("minutes", "Min", Kind.INTEGER),
    Column("target_id", "Target id", Kind.INTEGER),
    Column("name", "Name"),
    Column("rep", "Rep"),
    Column("mode", "Mode"),
    Column("met", "Met", Kind.LIST),
    Column("key_person", "Key person", Kind.FLAG),
    Column("step", "Step"),
    Column("interest", "Interest"),
    Column("impression", "Impression"),
    Column("outcome", "Outcome"),
    Column("planned", "Planned", Kind.FLAG),
    Column("order_amount", "Order", Kind.AMOUNT),
    Column("orders", "Orders", Kind.LIST),
    Column("next_on", "Next", Kind.DATE),
    Column("next_at", "Next at", Kind.TIME),
    Column("next_with", "Next with"),
    Column("next_purpose", "Next purpose"),
    Column("note", "Note"),
)

MADE: View = (
    Column("at", "At", Kind.TIME),
    Column("name", "Name"),
    Column("mode", "Mode", drop=4),
    Column("met", "Met", Kind.LIST, drop=2),
    Column("step", "Step", drop=3),
    Column("interest", "Interest", drop=5),
    Column("outcome", "Outcome"),
    Column("planned", "Plan", human=lambda value: "" if value else "extra", style=lambda _: "yellow"),
    Column("next_on", "Next", Kind.DATE, drop=1),
)

ORDERS: View = (
    Column("name", "Name"),
    Column("product", "Product", drop=1),
    Column("amount", "Amount", Kind.AMOUNT),
)

UNDONE: View = (
    Column("at", "At", Kind.TIME, drop=1),
    Column("name", "Name"),
    Column("grade", "Grade", drop=2, style=grade_style),
    Column("status", "Status", human=lambda value: "still open" if value == "planned" else value),
    Column("miss_reason", "Why", drop=3),
)

NEXT_STEPS: View = (
    Column("next_on", "Date", Kind.DATE),
    Column("next_at", "At", Kind.TIME, drop=2),
    Column("name", "Name"),
    Column("next_with", "With", drop=3),
    Column("next_purpose", "Purpose", drop=1),
)

COMING: View = (
    Column("at", "At", Kind.TIME, drop=2),
    Column("name", "Name"),
    Column("grade", "Grade", drop=3, style=grade_style),
    Column("temperature", "Temp", drop=4, style=temperature_style),
    Column("person", "Person", drop=5),
    Column("purpose", "Purpose", drop=1),
)

DAYS: View = (
    Column("date", "Date", Kind.DATE),
    Column("weekday", "Day", drop=4),
    Column("first", "First", Kind.TIME, drop=2),
    Column("last", "Last", Kind.TIME, drop=3),
    Column("visits", "Visits", Kind.INTEGER),
    Column("extra", "Extra", Kind.INTEGER),
    Column("missed", "Missed", Kind.INTEGER),
    Column("orders", "Orders", Kind.INTEGER),
    Column("amount", "Amount", Kind.AMOUNT, drop=1),
)
