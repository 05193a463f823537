"""Prospects as they are listed and shown."""

from salesctl.render.columns import Column, Kind, View, grade_style, temperature_style

PROSPECTS: View = (
    Column("id", "Id", Kind.INTEGER),
    Column("target_id", "Target id", Kind.INTEGER, hidden=True),
    Column("name", "Name"),
    Column("product", "Product", drop=6),
    Column("grade", "Grade", style=grade_style),
    Column("temperature", "Temp", style=temperature_style),
    Column("type", "Type", drop=11),
    Column("amount", "Amount", Kind.AMOUNT, drop=1),
    Column("decide_by", "Decision", drop=3),
    Column("horizon", "Horizon", drop=9),
    Column("interest", "Interest", drop=4),
    Column("status", "Status", varied=True),
    Column("rep", "Rep", drop=12, varied=True),
    Column("last_visit", "Last visit", drop=7),
    Column("due_on", "Due", drop=2),
    Column("next_on", "Next", drop=5),
    Column("next_purpose", "Purpose", drop=10),
)

PROSPECT_CARD: View = (
    *PROSPECTS,
    Column("gaps", "Gaps", Kind.LIST),
    Column("money", "Money"),
    Column("need", "Need"),
    Column("authority", "Authority"),
    Column("competitor", "Competitor"),
    Column("current", "Current"),
    Column("desired", "Desired"),
    Column("consequence", "Consequence"),
    Column("gain", "Gain"),
    Column("step", "Step"),
    Column("aidmas", "AIDMAS"),
    Column("cadence", "Visits per 4 weeks", Kind.INTEGER),
    Column("forced_reason", "Promoted by force"),
    Column("opened_on", "Opened"),
    Column("closed_on", "Closed"),
    Column("loss_reason", "Lost for"),
    Column("lost_to", "Lost to"),
    Column("retry_on", "Retry"),
    Column("note", "Note"),
    Column("external_id", "External id"),
)
