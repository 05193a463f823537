"""Prospects as they are listed and shown."""

from salesctl.messages.situations import still_missing
from salesctl.render.columns import Column, ColumnType, View, grade_style, temperature_style
from salesctl.render.views.territories import OF_TERRITORY

PROSPECTS: View = (
    Column("id", "Id", ColumnType.INTEGER),
    Column("target_id", "Target id", ColumnType.INTEGER, hidden=True),
    Column("name", "Name"),
    Column("product", "Product", drop=6),
    Column("grade", "Grade", style=grade_style),
    Column("temperature", "Temp", style=temperature_style),
    Column("type", "Type", drop=11),
    Column("amount", "Amount", ColumnType.AMOUNT, drop=1),
    Column("decide_by", "Decision", ColumnType.DATE, drop=3),
    Column("horizon", "Horizon", drop=9),
    Column("interest", "Interest", drop=4),
    Column("status", "Status", varied=True),
    Column("rep", "Rep", drop=12, varied=True),
    Column("last_visit", "Last visit", ColumnType.DATE, drop=7),
    Column("due_on", "Due", ColumnType.DATE, drop=2),
    Column("next_on", "Next", ColumnType.DATE, drop=5),
    Column("next_purpose", "Purpose", drop=10),
)

_QUALIFICATION: View = (
    Column("money", "Money"),
    Column("need", "Need"),
    Column("authority", "Authority"),
    Column("competitor", "Competitor"),
)

_EXTERNAL_ID = Column("external_id", "External id")

PROSPECT_EXPORT: View = (*PROSPECTS, *_QUALIFICATION, _EXTERNAL_ID, OF_TERRITORY)

PROSPECT_CARD: View = (
    *PROSPECTS,
    Column("gaps", "Gaps", ColumnType.LIST, words=still_missing),
    *_QUALIFICATION,
    Column("current", "Current"),
    Column("desired", "Desired"),
    Column("gap", "Gap"),
    Column("consequence", "Consequence"),
    Column("gain", "Gain"),
    Column("step", "Step"),
    Column("aidmas", "AIDMAS"),
    Column("cadence", "Visits per 4 weeks", ColumnType.INTEGER),
    Column("forced_reason", "Promoted by force"),
    Column("opened_on", "Opened", ColumnType.DATE),
    Column("closed_on", "Closed", ColumnType.DATE),
    Column("loss_reason", "Lost for"),
    Column("lost_to", "Lost to"),
    Column("retry_on", "Retry", ColumnType.DATE),
    Column("note", "Note"),
    _EXTERNAL_ID,
)
