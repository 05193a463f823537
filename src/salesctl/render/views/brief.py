"""The brief of a visit as data, and its tables."""

from salesctl.render.columns import Column, Kind, View

BRIEF: View = (
    Column("target_id", "Target id", Kind.INTEGER),
    Column("name", "Name"),
    Column("prospect_id", "Prospect id", Kind.INTEGER),
    Column("product", "Product"),
    Column("grade", "Grade"),
    Column("temperature", "Temp"),
    Column("amount", "Amount", Kind.AMOUNT),
    Column("decide_by", "Decision", Kind.DATE),
    Column("planned_id", "Planned visit", Kind.INTEGER),
    Column("planned_on", "Planned on", Kind.DATE),
    Column("planned_at", "At", Kind.TIME),
    Column("purpose", "Purpose"),
    Column("expected", "Expected"),
    Column("person", "See"),
    Column("person_why", "Why"),
    Column("money", "Money", Kind.LIST),
    Column("authority", "Authority", Kind.LIST),
    Column("need", "Need", Kind.LIST),
    Column("gaps", "Gaps", Kind.LIST),
    Column("step", "Step reached"),
    Column("visits", "Visits", Kind.INTEGER),
    Column("last_visit", "Last visit", Kind.DATE),
    Column("impression", "Impression"),
    Column("interests", "Interest", Kind.LIST),
    Column("current", "Current"),
    Column("desired", "Desired"),
    Column("gap", "Gap"),
    Column("consequence", "If it stays"),
    Column("gain", "Gain"),
    Column("objections", "Objections", Kind.LIST),
    Column("competitor", "Competitor"),
    Column("terms", "Terms", Kind.LIST),
    Column("materials", "Materials", Kind.LIST),
    Column("cases", "Cases", Kind.LIST),
    Column("account", "Account plan"),
    Column("references", "References", Kind.LIST),
    Column("prepared", "Prepared questions", Kind.LIST),
    Column("open", "Open questions", Kind.LIST),
    Column("closed", "Closed questions", Kind.LIST),
    Column("provoking", "Provoking questions", Kind.LIST),
    Column("closing", "Closing questions", Kind.LIST),
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
    Column("last_met", "Last met", Kind.DATE, drop=3),
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
    Column("last_sale", "Last order", Kind.DATE, drop=4),
)
