"""Reviews as rows: the findings, a row per name, and the decisions."""

from salesctl.render.columns import Column, ColumnType, View, grade_style

FINDINGS: View = (
    Column("finding", "Finding"),
    Column("question", "Question", drop=1),
    Column("name", "Name"),
    Column("grade", "Grade", style=grade_style),
    Column("detail", "Detail"),
)

_VERDICTS = {"kept": "green", "broken": "red"}

DECISIONS: View = (
    Column("id", "Id", ColumnType.INTEGER),
    Column("week", "Week"),
    Column("text", "Decision"),
    Column("decided_on", "Decided", drop=2),
    Column("verdict", "Verdict", style=lambda value: _VERDICTS.get(value, "bold")),
    Column("judged_on", "Judged", drop=1),
    Column("rep", "Rep", drop=3, varied=True),
)
