"""Key accounts as they are listed, and the tables of an account plan."""

from typing import Any

from salesctl.domain.words.account import Factor, Point
from salesctl.render.columns import Column, Kind, View, items, strip
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
    Column("id", "Id", Kind.INTEGER, hidden=True),
    Column("target_id", "Target id", Kind.INTEGER, hidden=True),
    Column("name", "Name", fold=12),
    Column("rep", "Rep", drop=8, varied=True),
    Column("stage", "Stage"),
    Column("since", "Since", Kind.DATE, hidden=True),
    Column("relationship", "Relationship", hidden=True),
    Column("total", "Total", Kind.INTEGER),
    Column("assessed", "Assessed", Kind.INTEGER, hidden=True),
    Column("weakest", "Weakest", Kind.LIST, drop=2, human=weakest_points, fold=12),
    Column("next_action", "Next action", drop=1, fold=12),
    Column("next_on", "By", Kind.DATE, drop=5),
    Column("overdue", "Late", Kind.INTEGER, drop=6, human=lambda value: str(value or ""), style=lambda _: "red"),
    Column("last_high_level", "High level", Kind.DATE, drop=3, human=lambda day: day or "never"),
    Column("last_visit", "Last visit", Kind.DATE, hidden=True),
    Column("days_silent", "Silent", Kind.INTEGER, drop=7),
    Column("sales", "Sales", Kind.AMOUNT, drop=4),
    Column("open_cases", "Cases", Kind.INTEGER, hidden=True),
    Column("opened_on", "Opened", Kind.DATE, hidden=True),
    Column("closed_on", "Closed", Kind.DATE, hidden=True),
    Column("close_reason", "Why closed", hidden=True),
    Column("note", "Note", hidden=True),
)


def score_key(factor: str) -> str:
    """Return the key of a factor's score; the bare factor `relationship` would be taken for the relationship."""
    return f"score_{factor.replace('-', '_')}"


ACCOUNT_CARD: View = (
    *ACCOUNTS,
    *(Column(score_key(factor), label.capitalize(), Kind.INTEGER) for factor, label in FACTORS.items()),
    *(Column(point.replace("-", "_"), label, Kind.LIST) for point, label in POINTS.items()),
)

STAGES: View = (Column("since", "Since", Kind.DATE), Column("stage", "Stage"), Column("note", "Note"))

ASSESSMENT: View = (
    Column("factor", "Factor", human=FACTORS.__getitem__),
    Column("score", "Score", human=_score),
    Column("before", "Before", Kind.INTEGER, drop=1),
    Column("note", "Note"),
    Column("assessed_on", "Assessed", Kind.DATE, drop=2),
)

STEPS: View = (
    Column("id", "Id", Kind.INTEGER),
    Column("point", "Step", human=POINTS.__getitem__),
    Column("text", "What"),
)

_WHEN: View = (
    Column("owner", "Owner", drop=2),
    Column("starts_on", "Start", Kind.DATE, drop=4),
    Column("ends_on", "End", Kind.DATE),
    Column("visit", "Visit", Kind.FLAG, drop=3),
    Column("status", "Status", style=status_style),
    Column("done_on", "Done", Kind.DATE, drop=5),
)

ACTION_PLAN: View = (
    Column("id", "Id", Kind.INTEGER),
    Column("in_full", "Action", Kind.LINES, fold=24),
    *_WHEN,
)

ACTIONS: View = (
    Column("id", "Id", Kind.INTEGER),
    Column("account_id", "Account id", Kind.INTEGER, hidden=True),
    Column("target_id", "Target id", Kind.INTEGER, hidden=True),
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
    Column("roles", "Roles", Kind.LIST),
    Column("last_met", "Last met", Kind.DATE),
    Column("phone", "Phone", drop=2),
)

MONTHS: View = (
    Column("month", "Month"),
    Column("visits", "Visits", Kind.INTEGER),
    Column("share", "", drop=1, human=strip),
    Column("successful", "Successful", Kind.INTEGER),
    Column("ordinary", "Ordinary", Kind.INTEGER),
    Column("high_level", "High level", Kind.INTEGER),
)
