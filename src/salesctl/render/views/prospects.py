"""Prospects as they are listed and shown."""

from salesctl.messages.situations import still_missing
from salesctl.render.columns import Column, ColumnType, View, grade_style, temperature_style
from salesctl.render.views.territories import OF_TERRITORY

_LISTED: View = (
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

_CLOSED_ON = Column("closed_on", "Closed", ColumnType.DATE, drop=4)
_LOSS: View = (
    Column("loss_reason", "Lost for", drop=1),
    Column("lost_to", "Lost to", drop=2),
    Column("retry_on", "Retry", ColumnType.DATE, drop=3),
)

PROSPECTS: View = (*_LISTED, _CLOSED_ON, *_LOSS)
"""A list of open ones alone has nothing in the last columns, and a table then leaves them out."""

_QUALIFICATION: View = (
    Column("money", "Money"),
    Column("need", "Need"),
    Column("authority", "Authority"),
    Column("competitor", "Competitor"),
)

_CURRENT = Column("current", "Current")
_DESIRED = Column("desired", "Desired")
_CONSEQUENCE: View = (Column("consequence", "Consequence"), Column("gain", "Gain"))
_CADENCE = Column("cadence", "Visits per 4 weeks", ColumnType.INTEGER)
_FORCED = Column("forced_reason", "Promoted by force")
_OPENED_ON = Column("opened_on", "Opened", ColumnType.DATE)
_NOTE = Column("note", "Note")
_EXTERNAL_ID = Column("external_id", "External id")

PROSPECT_EXPORT: View = (
    *_LISTED,
    *_QUALIFICATION,
    _EXTERNAL_ID,
    OF_TERRITORY,
    _CURRENT,
    _DESIRED,
    *_CONSEQUENCE,
    _CADENCE,
    _NOTE,
    _OPENED_ON,
    _CLOSED_ON,
    _FORCED,
    *_LOSS,
    Column("by_hand", "Set by hand", ColumnType.LIST),
)

PROSPECT_CARD: View = (
    *_LISTED,
    Column("gaps", "Gaps", ColumnType.LIST, words=still_missing),
    *_QUALIFICATION,
    _CURRENT,
    _DESIRED,
    Column("gap", "Gap"),
    *_CONSEQUENCE,
    Column("step", "Step"),
    Column("aidmas", "AIDMAS"),
    _CADENCE,
    _FORCED,
    _OPENED_ON,
    _CLOSED_ON,
    *_LOSS,
    _NOTE,
    _EXTERNAL_ID,
)
