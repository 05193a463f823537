"""A day's visits as blocks: what a rep reads in the car park, on whatever screen there is."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TextIO

from rich.console import Group
from rich.table import Table
from rich.text import Text

from salesctl.domain.figures import items
from salesctl.domain.text import plural, printable, with_weekday
from salesctl.render.columns import Row, grade_style, temperature_style
from salesctl.render.table import console, show

_STATUS_STYLES = {"done": "green", "missed": "red"}
_MOST_QUESTIONS = 3


def draw_day(day: date, rows: Sequence[Row], stream: TextIO | None = None) -> None:
    """Draw planned visits in the order given, a block for each, with lines only for what is known."""
    if not rows:
        return
    title = f"{with_weekday(day)}: {len(rows)} {plural('visit', len(rows))}"
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for row in rows:
        grid.add_row()
        grid.add_row(Text(row["at"] or "·", style="bold"), Group(_head(row), _lines(row)))
    show(console(stream), Text(title, style="bold"), grid)


def _head(row: Row) -> Text:
    """Return the name, the grade it was planned with, why it is there, and how it stands."""
    head = Text(printable(row["name"]), style=grade_style(row["grade"]) or "bold")
    if row["grade"]:
        head.append(f"  {row['grade']}", style=grade_style(row["grade"]))
    if row["temperature"]:
        head.append(f"/{row['temperature']}", style=temperature_style(row["temperature"]))
    head.append(f"  {row['claim']}", style="not bold dim")
    if row["status"] != "planned":
        head.append(f"  {row['status']}", style=_STATUS_STYLES[row["status"]])
    return head


def _lines(row: Row) -> Table:
    lines = Table.grid(padding=(0, 1, 0, 0))
    lines.add_column(no_wrap=True, style="dim")
    lines.add_column(overflow="fold")
    for label, text in _facts(row):
        lines.add_row(label, Text(printable(text)))
    return lines


def _facts(row: Row) -> Iterator[tuple[str, str]]:
    """Yield what is known before the visit, a label and a text each."""
    if row["miss_reason"]:
        yield "Why", row["miss_reason"]
    if row["person"] or row["phone"]:
        yield "Who", "  ".join(part for part in (row["person"], row["phone"]) if part)
    if row["purpose"]:
        yield "For", row["purpose"]
    if row["instruction"]:
        yield "How", row["instruction"]
    if row["materials"]:
        yield "Bring", "; ".join(items(row["materials"]))
    yield from _questions(items(row["questions"]))
    yield "Last", f"{row['last_visit']}, {row['last_said']}" if row["last_visit"] else "never visited"
    if where := "; ".join(part for part in (row["address"], _distance(row["distance_km"])) if part):
        yield "At", where


def _questions(questions: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the first questions that were prepared, and how many more there are."""
    for number, question in enumerate(questions[:_MOST_QUESTIONS]):
        yield "" if number else "Ask", question
    if (more := len(questions) - _MOST_QUESTIONS) > 0:
        yield "", f"and {more} more: `salesctl visit prep`"


def _distance(km: float | None) -> str:
    return "" if km is None else f"{km:.1f} km from the stop before"
