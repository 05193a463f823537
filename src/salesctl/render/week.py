"""The week as a grid: a column per day, coloured by grade."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TextIO

from rich import box
from rich.cells import cell_len, chop_cells, set_cell_size
from rich.table import Table
from rich.text import Text

from salesctl.domain.text import WEEKDAYS, plural, printable
from salesctl.render.columns import GRADE_STYLES, Row
from salesctl.render.table import console, show

_MARKS = {"done": ("✓", "green"), "missed": ("✗", "red"), "planned": ("·", "dim")}
_WIDEST_DAY = 34
_NARROWEST_DAY = 12
_NARROWEST = 30
"""No grid is narrower: on a smaller terminal its lines run on."""
_MOST_DEFERRED = 5
_ROOMY = 16
_INDENT = 2
_UNGRADED = {"canvass": "+", "maintain": "="}
LEGEND = "✓ done  ✗ missed  · planned    A B C grade  + canvass  = maintain"


def draw_week(
    rows: Sequence[Row], days: Iterable[date], free: Mapping[date, str], today: date, stream: TextIO | None = None
) -> None:
    """Draw planned visits under their days; `free` names the days that are not worked, such as holidays.

    A terminal too narrow for a column per day gets the days below each other.
    """
    by_day: dict[str, list[Row]] = {}
    for row in rows:
        if row["date"]:
            by_day.setdefault(row["date"], []).append(row)
    shown = [day for day in days if day not in free or free[day] or day.isoformat() in by_day]
    out = console(stream)
    width = min(_WIDEST_DAY, (out.width - 1) // max(1, len(shown)) - 3)
    if width < _NARROWEST_DAY:
        out.width = max(out.width, _NARROWEST)
        grid = _stacked(shown, by_day, free, today, out.width)
    else:
        grid = Table(box=box.ROUNDED, padding=(0, 1))
        for day in shown:
            grid.add_column(_heading(day, free, today, width), width=width, no_wrap=True)
        grid.add_row(*(_visits(by_day.get(day.isoformat(), []), width) for day in shown))
    show(out, grid)


def _stacked(
    days: Iterable[date], by_day: Mapping[str, list[Row]], free: Mapping[date, str], today: date, room: int
) -> Table:
    heading = len("Mon 23 Nov")
    width = room - heading - 7
    grid = Table(box=box.ROUNDED, padding=(0, 1), show_header=False, show_lines=True)
    grid.add_column(width=heading, no_wrap=True)
    grid.add_column(width=width, no_wrap=True)
    for day in days:
        grid.add_row(_heading(day, free, today, heading), _visits(by_day.get(day.isoformat(), []), width))
    return grid


def _heading(day: date, free: Mapping[date, str], today: date, width: int) -> Text:
    heading = Text(f"{WEEKDAYS[day.weekday()]} {day:%d %b}", style="bold reverse" if day == today else "bold")
    if free.get(day):
        heading.append(f"\n{_cut(free[day], width)}", style="not reverse red")
    return heading


def _visits(rows: Sequence[Row], width: int) -> Text:
    """Return a day's visits, a line each: mark, grade, time where there is one, and name."""
    lines = []
    for row in rows:
        mark, mark_style = _MARKS[row["status"]]
        style = "dim" if row["status"] == "missed" else GRADE_STYLES.get(row["grade"], "")
        lead = f"{row['grade'] or _UNGRADED.get(row['claim'], ' ')} {row['at'] + ' ' if row['at'] else ''}"
        first, *more = _folded(lead + printable(row["name"]), width - _INDENT)
        lines.append(Text.assemble((f"{mark} ", mark_style), (first, style)))
        lines += [Text(" " * _INDENT + line, style=style) for line in more]
    lines.append(Text(f"{len(rows)} {plural('visit', len(rows))}", style="dim"))
    return Text("\n").join(lines)


def _folded(text: str, width: int) -> list[str]:
    """Lay a visit out on one line, in a narrow column on two."""
    if width >= _ROOMY:
        return [_cut(text, width)]
    first, *more = chop_cells(text, width)
    return [first, _cut("".join(more), width)] if more else [first]


def _cut(text: str, width: int) -> str:
    """Shorten text to a display width; a Chinese character takes two places."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(0, width - 2)).rstrip() + ".."


def deferred_line(rows: Sequence[Row], count: int) -> str:
    """Name what was deferred: the first few of the rows, and how many more of the `count` there are."""
    names = [str(row["name"]) for row in rows[:_MOST_DEFERRED]]
    more = count - len(names)
    return ", ".join(names) + (f" and {more:,} more" if more else "")


def balance(needed: int | None, capacity: int | None, deferred: int) -> str:
    """Say honestly whether the week holds what was asked of it."""
    if needed is None:
        return "this week was not planned"
    visits = f"{needed} {plural('visit', needed)}"
    if deferred:
        return f"these cadences need {visits}, the week holds {capacity}; {deferred} deferred"
    return f"{visits} needed, the week holds {capacity}"
