"""Key accounts as they are listed, and the tables of an account plan."""

from typing import Any

from salesctl.domain.enums.account import Factor, Point
from salesctl.domain.figures import items
from salesctl.render.columns import Column, ColumnType, View, strip
from salesctl.rules.account import BEST

FACTORS = {
    Factor.SIZE: "size and scope",
    Factor.RELATIONSHIP: "relationship base",
    Factor.TIMING: "decision timing",
    Factor.CUSTOMER_RESOURCES: "customer's resources",
    Factor.OUR_RESOURCES: "our resources",
}
"""What an opportunity is assessed by, as the form names it."""

POINTS = {
    Point.SUCCESS: "What helps them succeed",
    Point.DUTY: "What we must do for it",
    Point.SHORT_TERM: "Objective, short term",
    Point.LONG_TERM: "Objective, long term",
    Point.TACTIC: "Tactic",
    Point.STRATEGY: "Strategy",
}
"""The lines of the three steps, in the order of the form."""

_STATUS_STYLES = {"overdue": "red", "done": "green", "closed": "green"}


def status_style(value: Any) -> str:
    """Return the colour of how an action or a case stands."""
    return _STATUS_STYLES.get(value, "")


def _score(value: int | None) -> str:
    return "–" if value is None else f"{value} {strip(value / BEST)}"


def weakest_points(weakest: str | None) -> str:
    """Name the factors of an assessment with the lowest score, in the order of the form."""
    lowest = items(weakest)
    return ", ".join(name for factor, name in FACTORS.items() if factor in lowest)


ACCOUNTS: View = (
    Column("id", "Id", ColumnType.INTEGER, hidden=True),
    Column("target_id", "Target id", ColumnType.INTEGER, hidden=True),
    Column("name", "Name", fold=12),
    Column("rep", "Rep", drop=8, varied=True),
    Column("stage", "Stage"),
    Column("since", "Since", ColumnType.DATE, hidden=True),
    Column("relationship", "Relationship", hidden=True),
    Column("total", "Total", ColumnType.INTEGER),
    Column("assessed", "Assessed", ColumnType.INTEGER, hidden=True),
    Column("weakest", "Weakest", ColumnType.LIST, drop=2, human=weakest_points, fold=12),
    Column("next_action", "Next action", drop=1, fold=12),
    Column("next_on", "By", ColumnType.DATE, drop=5),
    Column("overdue", "Late", ColumnType.INTEGER, drop=6, human=lambda value: str(value or ""), style=lambda _: "red"),
    Column("last_high_level", "High level", ColumnType.DATE, drop=3, human=lambda day: day or "never"),
    Column("last_visit", "Last visit", ColumnType.DATE, hidden=True),
    Column("days_silent", "Silent", ColumnType.INTEGER, drop=7),
    Column("sales", "Sales", ColumnType.AMOUNT, drop=4),
    Column("open_cases", "Cases", ColumnType.INTEGER, hidden=True),
    Column("opened_on", "Opened", ColumnType.DATE, hidden=True),
    Column("closed_on", "Closed", ColumnType.DATE, hidden=True),
    Column("close_reason", "Why closed", hidden=True),
    Column("note", "Note", hidden=True),
)


def score_key(factor: str) -> str:
    """Return the key of a factor's score; the bare factor `relationship` would be taken for the relationship."""
    return f"score_{factor.replace('-', '_')}"


ACCOUNT_CARD: View = (
    *ACCOUNTS,
    *(Column(score_key(factor), label.capitalize(), ColumnType.INTEGER) for factor, label in FACTORS.items()),
    *(Column(point.replace("-", "_"), label, ColumnType.LIST) for point, label in POINTS.items()),
)

STAGES: View = (Column("since", "Since", ColumnType.DATE), Column("stage", "Stage"), Column("note", "Note"))

ASSESSMENT: View = (
    Column("factor", "Factor", human=FACTORS.__getitem__),
    Column("score", "Score", human=_score),
    Column("before", "Before", ColumnType.INTEGER, drop=1),
    Column("note", "Note"),
    Column("assessed_on", "Assessed", ColumnType.DATE, drop=2),
)

STEPS: View = (
    Column("id", "Id", ColumnType.INTEGER),
    Column("point", "Step", human=POINTS.__getitem__),
    Column("text", "What"),
)

_WHEN: View = (
    Column("owner", "Owner", drop=2),
    Column("starts_on", "Start", ColumnType.DATE, drop=4),
    Column("ends_on", "End", ColumnType.DATE),
    Column("visit", "Visit", ColumnType.FLAG, drop=3),
    Column("status", "Status", style=status_style),
    Column("done_on", "Done", ColumnType.DATE, drop=5),
)

ACTION_PLAN: View = (
    Column("id", "Id", ColumnType.INTEGER),
    Column("in_full", "Action", ColumnType.LINES, fold=24),
    *_WHEN,
)

ACTIONS: View = (
    Column("id", "Id", ColumnType.INTEGER),
    Column("account_id", "Account id", ColumnType.INTEGER, hidden=True),
    Column("target_id", "Target id", ColumnType.INTEGER, hidden=True),
    Column("name", "Name"),
    Column("rep", "Rep", drop=9, varied=True),
    Column("action", "Action", fold=24),
    Column("reason", "Reason", drop=6),
    Column("steps", "Steps", drop=7),
    *_WHEN,
    Column("remark", "Remark", drop=8),
)

PEOPLE: View = (
    Column("name", "Name"),
    Column("title", "Title", drop=1),
    Column("roles", "Roles", ColumnType.LIST),
    Column("last_met", "Last met", ColumnType.DATE),
    Column("phone", "Phone", drop=2),
)

MONTHS: View = (
    Column("month", "Month"),
    Column("visits", "Visits", ColumnType.INTEGER),
    Column("share", "", drop=1, human=strip),
    Column("successful", "Successful", ColumnType.INTEGER),
    Column("ordinary", "Ordinary", ColumnType.INTEGER),
    Column("high_level", "High level", ColumnType.INTEGER),
)
