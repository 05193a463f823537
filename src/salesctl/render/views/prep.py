"""The brief of a visit as data, and its tables."""

from salesctl.render.columns import Column, ColumnType, View

BRIEF: View = (
    Column("target_id", "Target id", ColumnType.INTEGER),
    Column("name", "Name"),
    Column("prospect_id", "Prospect id", ColumnType.INTEGER),
    Column("product", "Product"),
    Column("grade", "Grade"),
    Column("temperature", "Temp"),
    Column("amount", "Amount", ColumnType.AMOUNT),
    Column("decide_by", "Decision", ColumnType.DATE),
    Column("planned_id", "Planned visit", ColumnType.INTEGER),
    Column("planned_on", "Planned on", ColumnType.DATE),
    Column("planned_at", "At", ColumnType.TIME),
    Column("purpose", "Purpose"),
    Column("expected", "Expected"),
    Column("person", "See"),
    Column("person_why", "Why"),
    Column("money", "Money", ColumnType.LIST),
    Column("authority", "Authority", ColumnType.LIST),
    Column("need", "Need", ColumnType.LIST),
    Column("gaps", "Gaps", ColumnType.LIST),
    Column("step", "Step reached"),
    Column("visits", "Visits", ColumnType.INTEGER),
    Column("last_visit", "Last visit", ColumnType.DATE),
    Column("impression", "Impression"),
    Column("interests", "Interest", ColumnType.LIST),
    Column("current", "Current"),
    Column("desired", "Desired"),
    Column("gap", "Gap"),
    Column("consequence", "If it stays"),
    Column("gain", "Gain"),
    Column("objections", "Objections", ColumnType.LIST),
    Column("competitor", "Competitor"),
    Column("terms", "Terms", ColumnType.LIST),
    Column("materials", "Materials", ColumnType.LIST),
    Column("cases", "Cases", ColumnType.LIST),
    Column("account", "Account plan"),
    Column("references", "References", ColumnType.LIST),
    Column("prepared", "Prepared questions", ColumnType.LIST),
    Column("open", "Open questions", ColumnType.LIST),
    Column("closed", "Closed questions", ColumnType.LIST),
    Column("provoking", "Provoking questions", ColumnType.LIST),
    Column("closing", "Closing questions", ColumnType.LIST),
    Column("best_person", "Best person"),
    Column("gatekeeper", "Gatekeeper"),
    Column("risk", "Risk for them"),
    Column("benefit", "Benefit for them"),
)

PARTS: View = (
    Column("role", "Part"),
    Column("person", "Who"),
    Column("title", "Title", drop=2),
    Column("phone", "Phone", drop=1),
    Column("last_met", "Last met", ColumnType.DATE, drop=3),
    Column("why", "Why"),
)

QUESTIONS: View = (
    Column("kind", "Kind"),
    Column("text", "Question"),
)

REFERENCES: View = (
    Column("name", "Name"),
    Column("industry", "Industry", drop=1),
    Column("block", "Block", drop=2),
    Column("why", "Why", drop=3),
    Column("last_sale", "Last order", ColumnType.DATE, drop=4),
)
