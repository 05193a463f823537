"""The progress grids: what was counted, brought into rows with the field's rates."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import Any, TypedDict

from salesctl.domain.enums.prospect import Grade, Interest, Temperature
from salesctl.domain.enums.target import Method
from salesctl.domain.enums.visit import Mode
from salesctl.domain.progress import Cut, GridBy
from salesctl.domain.text import fold
from salesctl.rules.calendar import Week
from salesctl.rules.metrics import Calls, adherence, attainment, rate
from salesctl.store.queries import progress as counts
from salesctl.store.queries.calls import Scope, calls
from salesctl.store.queries.segments import Segment, SegmentFilter
from salesctl.store.queries.segments import segments as segment_counts
from salesctl.store.store import Store

Row = dict[str, Any]

NONE = "none"
TOTAL = "total"
GRADES = [*Grade, "canvass", "maintain", NONE]
Step = Callable[[counts.Reached], bool]
"""Whether targets that have come so far are in a step of the funnel."""


def _shows(level: int) -> Step:
    return lambda row: bool(row["level"] >= level)


_FUNNEL: dict[str, Step] = {
    "targets": lambda row: True,
    "visited": lambda row: bool(row["visited"]),
    "prospects": lambda row: bool(row["prospect"]),
    **{f"interest {interest}": _shows(level) for level, interest in enumerate(Interest) if level},
    "orders": lambda row: bool(row["ordered"]),
}
_LINES = {"grade": GRADES, "mode": [*Mode, NONE], "method": [*Method, NONE]}


def visit_grid(store: Store, weeks: Sequence[Week], rep_id: int | None, by: GridBy = GridBy.GRADE) -> list[Row]:
    """Return the visit grid: a row for each line (such as a grade) and week, with totals over both.

    The lines are the grades, `canvass`, `maintain` and `none` (no grade); the modes or methods and `none`; or the reps
    or territories that have calls, and `none` for calls outside any. Planned visits stand under the mode of the visit
    that did them, the others under `none`. Counts add up; the rates of a total come from its accounts, each with all
    its calls.
    """
    each, whole = {week: str(week) for week in weeks}, dict.fromkeys(weeks, TOTAL)
    lines = calls(store, Scope(each, by, rep_id)) | calls(store, Scope(whole, by, rep_id))
    totals = calls(store, Scope(each, None, rep_id)) | calls(store, Scope(whole, None, rep_id))
    labels = headings(by, (heading for _, heading in lines))
    return [
        {by.value: label, "week": span, **plan_kept(found or Calls({}))}
        for span in (*each.values(), TOTAL)
        for label, found in (
            *((label, lines.get((span, heading))) for heading, label in labels.items()),
            (TOTAL, totals.get((span, span))),
        )
    ]


def headings(by: StrEnum, found: Iterable[str | None]) -> dict[str | None, str]:
    """Return the headings that rows are broken down by, in order and with their labels; None, the last, is `none`.

    Grades, modes and methods are all there; reps and territories are those found, by name.
    """
    names = set(found)
    if by in _LINES:
        return {None if name == NONE else name: str(name) for name in _LINES[by]}
    labels: dict[str | None, str] = {name: name for name in sorted((name for name in names if name), key=fold)}
    return labels | ({None: NONE} if None in names else {})


class PlanKept(TypedDict):
    """Calls held against their plan; the rates are fractions of 1, None where nothing was planned."""

    planned: int
    done: int
    extra: int
    missed: int
    attainment: float | None
    adherence: float | None


def plan_kept(found: Calls) -> PlanKept:
    """Return the columns that hold calls against their plan."""
    return {
        "planned": found.planned,
        "done": found.done,
        "extra": found.extra,
        "missed": found.missed,
        "attainment": attainment(found.accounts),
        "adherence": adherence(found.accounts),
    }


def prospect_grid(store: Store, rep_id: int | None) -> list[Row]:
    """Return the prospect grid (購買進度定位表): grade × temperature, count and expected amount in minor units."""
    grid = {grade: _empty_line(grade) for grade in (*Grade, TOTAL)}
    for cell in counts.prospect_grid(store, rep_id):
        for grade in (cell["grade"], TOTAL):
            for heat in (cell["heat"], TOTAL):
                grid[grade][heat] += cell["prospects"]
                grid[grade][f"{heat}_amount"] += cell["amount"]
    for line in grid.values():
        line["share"] = rate(line[TOTAL], grid[TOTAL][TOTAL])
    return list(grid.values())


def _empty_line(grade: str) -> Row:
    heats = (*Temperature, TOTAL)
    return {"grade": str(grade)} | {str(heat): 0 for heat in heats} | {f"{heat}_amount": 0 for heat in heats}


class FunnelStep(TypedDict):
    """A step of the funnel: how many came so far, and the part that is of the step before and of all targets."""

    step: str
    count: int
    conversion: float | None
    of_targets: float | None


def funnel(store: Store, rep_id: int | None) -> list[FunnelStep]:
    """Return the funnel: each step with its count, and the conversion from the step before and from the first.

    Conversion is the part of those in the step before that came on to this one. A step may hold others too: an imported
    prospect was never visited.
    """
    standings = counts.funnel(store, rep_id)

    def having(*steps: Step) -> int:
        return sum(row["targets"] for row in standings if all(reached(row) for reached in steps))

    before = [None, *_FUNNEL.values()]
    return [
        {
            "step": name,
            "count": having(reached),
            "conversion": rate(having(earlier, reached), having(earlier)) if earlier else None,
            "of_targets": rate(having(reached), having()),
        }
        for (name, reached), earlier in zip(_FUNNEL.items(), before, strict=False)
    ]


class RatedSegment(Segment):
    """A segment with its rates, fractions of 1."""

    hit_rate: float | None
    share: float | None


def segments(store: Store, cut: Cut, chosen: SegmentFilter, limit: int) -> list[RatedSegment]:
    """Return the segments with their hit rate, visits with an order / visits; `share` is their part of the sales."""
    return [
        {**row, "hit_rate": rate(row["hits"], row["visits"]), "share": rate(row["amount"], row["whole"])}
        for row in segment_counts(store, cut, chosen, limit)
    ]
