"""The month's plan: its rows, the grid made of them, and the lists of decisions ahead."""

from collections.abc import Iterable, Sequence
from typing import Any

from salesctl.domain.enums.prospect import Horizon
from salesctl.domain.figures import money
from salesctl.domain.text import plural
from salesctl.render.columns import Column, ColumnType, Row, Section, View, bar, grade_style
from salesctl.render.views.prospects import PROSPECTS
from salesctl.rules.calendar import Month
from salesctl.rules.metrics import rate

MONTH: View = (
    Column("grade", "Grade", style=grade_style),
    Column("week", "Week"),
    Column("required", "Required", ColumnType.INTEGER),
    Column("planned", "Planned", ColumnType.INTEGER),
    Column("done", "Done", ColumnType.INTEGER),
)

Decisions = tuple[Horizon, int, int, Sequence[Row]]
"""A horizon, how many open prospects are expected to decide in it, their amount in minor units, the first of them."""

_LISTED = ("name", "grade", "temperature", "amount", "decide_by", "next_on")
_DECISIONS: View = tuple(column for column in PROSPECTS if column.key in _LISTED)

# The months of each horizon that is listed, counted from this one, as `rules.calendar.horizon` has them.
_HORIZONS = {
    Horizon.THIS_MONTH: ("This month", 0, 0),
    Horizon.NEXT_MONTH: ("Next month", 1, 1),
    Horizon.THREE_MONTHS: ("Three months", 2, 3),
    Horizon.SIX_MONTHS: ("Six months", 4, 6),
}


def page(
    month: Month, today: Month, rows: Sequence[Row], verdict: str, decisions: Iterable[Decisions]
) -> list[Section]:
    """Return the month's grid with the verdict on it, then the lists of the decisions expected from today's month on.

    Decisions further away, and prospects without a decision date, are only counted.
    """
    counted = {horizon: (count, amount, listed) for horizon, count, amount, listed in decisions}
    grid = Section(f"Visits {month}: done/planned of required; the bar is done of required", *_grid(rows), verdict)
    lists = [_list(horizon, today, *counted[horizon]) for horizon in _HORIZONS]
    later, unknown = counted[Horizon.LATER][0], counted[Horizon.UNKNOWN][0]
    return [grid, *lists, Section(f"Later than that: {later}; without a decision date: {unknown}")]


def _grid(rows: Sequence[Row]) -> tuple[View, list[Row]]:
    """Return the rows with a column per week and a bar for the month, and their view."""
    weeks = list(dict.fromkeys(row["week"] for row in rows))
    lines: dict[str, dict[str, Any]] = {}
    for row in rows:
        line = lines.setdefault(row["grade"], {"grade": row["grade"]})
        line[row["week"]] = row["done"], row["planned"], row["required"]
    for line in lines.values():
        line["share"] = rate(sum(line[week][0] for week in weeks), sum(line[week][2] for week in weeks))
    view = (
        Column("grade", "Grade", style=_grade_style),
        *(Column(week, week.partition("-")[2], human=_cell, style=_cell_style) for week in weeks),
        Column("share", "", human=bar, drop=1),
    )
    return view, list(lines.values())


def _grade_style(value: Any) -> str:
    return grade_style(value) or ("bold" if value == "total" else "")


def _cell(visits: tuple[int, int, int]) -> str:
    done, planned, required = visits
    return f"{done}/{planned} of {required}" if any(visits) else "–"


def _cell_style(visits: tuple[int, int, int]) -> str:
    return "" if any(visits) else "dim"


def _list(horizon: Horizon, today: Month, count: int, amount: int, listed: Sequence[Row]) -> Section:
    """Return a horizon with its months, how many prospects it holds, their amount, and the first of them."""
    name, first, last = _HORIZONS[horizon]
    months = " to ".join(dict.fromkeys(str(today.shift(ahead)) for ahead in (first, last)))
    held = f"{count} {plural('prospect', count)}, {money(amount)}" if count else "none"
    more = count - len(listed)
    return Section(f"{name} ({months}): {held}", _DECISIONS, listed, f"and {more} more" if more else "")
