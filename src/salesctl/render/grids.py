"""The visit grid: a row per grade, a column per week, shaded by how well the plan was kept."""

from collections.abc import Sequence
from typing import TextIO

from rich import box
from rich.table import Table
from rich.text import Text

from salesctl.render.columns import GRADE_STYLES, Row, bar
from salesctl.render.table import console, show

LEGEND = "done/planned  +extra  -missed; the bar is attainment, the colour adherence"
_GOOD, _FAIR = 0.8, 0.5


def draw_visit_grid(rows: Sequence[Row], stream: TextIO | None = None) -> None:
    """Draw the rows of the visit grid, the totals last in both directions."""
    weeks = list(dict.fromkeys(row["week"] for row in rows))
    grades = [grade for grade in dict.fromkeys(row["grade"] for row in rows) if _worth_a_line(grade, rows)]
    cells = {(row["grade"], row["week"]): row for row in rows}
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("Grade")
    for week in weeks:
        table.add_column(week.partition("-")[2] or week, justify="left")
    table.add_column("")
    for grade in grades:
        line = [cells[grade, week] for week in weeks]
        table.add_row(
            Text(grade, style="bold" if grade == "total" else GRADE_STYLES.get(grade, "")),
            *(_cell(row) for row in line),
            Text(bar(line[-1]["attainment"])),
            end_section=grade == grades[-2],
        )
    show(console(stream), table)


def _worth_a_line(grade: str, rows: Sequence[Row]) -> bool:
    """Leave out what never happened, but not the grades themselves."""
    return grade in (*GRADE_STYLES, "total") or any(
        row["planned"] or row["extra"] for row in rows if row["grade"] == grade
    )


def _cell(row: Row) -> Text:
    if not (row["planned"] or row["extra"]):
        return Text("–", style="dim")
    text = f"{row['done']}/{row['planned']}"
    if row["extra"]:
        text += f" +{row['extra']}"
    if row["missed"]:
        text += f" -{row['missed']}"
    return Text(text, style=_shade(row["adherence"]))


def _shade(adherence: float | None) -> str:
    if adherence is None:
        return ""
    return "green" if adherence >= _GOOD else "yellow" if adherence >= _FAIR else "red"
