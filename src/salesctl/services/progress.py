"""The progress grids: what was counted, brought into rows with the field's rates."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from salesctl.domain.prospect import Grade, Temperature
from salesctl.rules.calendar import Week
from salesctl.rules.metrics import adherence, attainment, conversion, rate
from salesctl.store.queries import progress as counts
from salesctl.store.store import Store

Row = dict[str, Any]

GRADES = [*Grade, "canvass", "maintain", "none"]
TOTAL = "total"
_COUNTED = ("planned", "done", "extra", "missed")


def visit_grid(store: Store, weeks: Sequence[Week], rep_id: int | None) -> list[Row]:
    """Return the visit grid: a row for each grade and week, with totals over the grades and over the weeks.

    Beside the grades stand `canvass`, `maintain`, `none` (no grade) and `total`; beside the weeks stands `total`.
    """
    cells: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for account in counts.visits_by_account(store, weeks, rep_id):
        for grade in (account["grade"], TOTAL):
            for week in (account["week"], TOTAL):
                cells[grade, week].append(account)
    return [
        _cell(grade, week, cells[grade, week])
        for week in (*map(str, weeks), TOTAL)
        for grade in (*map(str, GRADES), TOTAL)
    ]


def _cell(grade: str, week: str, accounts: Sequence[Row]) -> Row:
    pairs = [(account["planned"], account["done"] + account["extra"]) for account in accounts]
    return {
        "grade": grade,
        "week": week,
        **{name: sum(account[name] for account in accounts) for name in _COUNTED},
        "attainment": attainment(pairs),
        "adherence": adherence(pairs),
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


def funnel(store: Store, rep_id: int | None) -> list[Row]:
    """Return the funnel: each step with its count, and the conversion from the step before and from the first."""
    steps = counts.funnel(store, rep_id)
    conversions = conversion([count for _, count in steps])
    return [
        {"step": step, "count": count, "conversion": converted, "of_targets": rate(count, steps[0][1])}
        for (step, count), converted in zip(steps, conversions, strict=True)
    ]
