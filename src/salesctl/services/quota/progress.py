"""The progress of a year's quotas: the grid, the weighted forecast, and what is still to be done."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypedDict

from salesctl import clock
from salesctl.config import Settings
from salesctl.domain.enums.prospect import Grade, Temperature
from salesctl.domain.enums.quota import Measure, Untold
from salesctl.domain.forecast import Cell
from salesctl.domain.progress import QuotaBy
from salesctl.rules.calendar import temperature
from salesctl.rules.fiscal import FiscalCalendar
from salesctl.rules.forecast import Chances, Closed, Figure, Selling, YearSoFar, expected, probabilities
from salesctl.rules.metrics import rate
from salesctl.rules.quota_grid import TOTAL, Key, add_up
from salesctl.services.progress import headings
from salesctl.store.queries import forecast as counts
from salesctl.store.queries.forecast import OpenCell, Part
from salesctl.store.store import Store

LISTED = 10
"""How many prospects whose decision date has passed are listed."""
WHOLE_ORDER = 100
"""Expected orders are counted in hundredths, so that they add up exactly as amounts do."""


class Scope(NamedTuple):
    """Which quotas are meant: of a fiscal year, in a measure, of a part of the business."""

    year: int
    measure: Measure = Measure.AMOUNT
    part: Part = Part()


class WeighedCell(OpenCell):
    """Open prospects that are alike: what they are worth if all is won, and what can be expected of that.

    `expected` is in minor units, or in hundredths of orders; `measured` are those weighed by their rep's own share.
    """

    worth: int
    expected: int
    measured: int


class GridCell(TypedDict):
    """A cell of the grid in the measure of its quotas; `attainment` is actual / quota, `gap` actual − quota."""

    quota: int | None
    actual: int
    attainment: float | None
    gap: int | None
    forecast: float


class _Figures(TypedDict):
    quota: int | None
    actual: int
    attainment: float | None
    remaining: float | None
    run_rate: float | None
    pace_needed: float | None
    coverage: float | None
    average_order: float | None
    hit_rate: float | None
    visits_needed: float | None
    pipeline: int
    why: Mapping[Untold, Sequence[str]]


class _Timed(TypedDict):
    slipped: int
    undated: int
    ahead_prospects: int
    measured_prospects: int
    slipped_prospects: int
    undated_prospects: int
    unpriced_prospects: int


class YearSummary(_Figures, _Timed):
    """The figures about the whole of a year, in its measure; `why` says why some cannot be told."""

    year: int
    measure: str
    expected: float
    forecast: float


class Progress(NamedTuple):
    """A year's progress: the grid's rows, and one row of figures about the whole."""

    rows: list[dict[str, Any]]
    summary: YearSummary


def quota_progress(store: Store, settings: Settings, scope: Scope, by: QuotaBy) -> Progress:
    """Return the progress of a year by month, territory or rep and product, or by product alone, with totals.

    A quota counts where the finest parts of its tree belong; what no part of it names stands under `none`. The
    forecast is what was sold and Σ expected amount × probability of the open prospects by decision month.
    """
    today, calendar = clock.today(), FiscalCalendar(settings.fiscal_year_start)
    days, months = calendar.days(scope.year), calendar.months(scope.year)
    asked = counts.quota_cells(store, scope.year, scope.measure, by, scope.part)
    sold = counts.sold_cells(store, days, scope.measure, by, scope.part)
    open_cells = counts.open_cells(store, days, by, scope.part, today)
    pipeline = _weighed(open_cells, scope.measure, chances(store, settings))
    ahead = [row for row in pipeline if row["timing"] == "ahead"]
    cells = add_up([*asked, *sold, *ahead], products=by is not QuotaBy.PRODUCT)
    for month in months if by is QuotaBy.MONTH else ():
        cells.setdefault((str(month), TOTAL), Counter())
    in_hand = [row for row in pipeline if row["timing"] != "outside"] if days.first <= today <= days.last else ahead
    whole = cells[TOTAL, TOTAL]
    standing = YearSoFar(months, today, whole.get("quota"), whole["actual"], sum(row["worth"] for row in in_hand))
    summary: YearSummary = {
        "year": scope.year,
        "measure": scope.measure.value,
        **_figures(standing, counts.selling(store, scope.part, scope.measure, today)),
        "expected": in_measure(whole["expected"], scope.measure),
        "forecast": _forecast(whole, scope.measure),
        **_timed(in_hand),
    }
    return Progress(_grid(cells, by, scope.measure), summary)


def slipped(store: Store, scope: Scope) -> list[counts.SlippedProspect]:
    """Return the first of the prospects whose decision date has passed, the longest ago first."""
    return counts.slipped_prospects(store, scope.part, clock.today(), LISTED)


def chances(store: Store, settings: Settings) -> Callable[[int], Chances]:
    """Return what tells a rep's probabilities: their own share won where enough of their prospects were closed.

    The temperature at the close follows from the decision date expected then, unless the rep had stored another.
    """
    by_rep: defaultdict[int, dict[Cell, Closed]] = defaultdict(dict)
    for row in counts.closed_prospects(store):
        decide_by = date.fromisoformat(row["decide_by"]) if row["decide_by"] else None
        heat = row["temperature"] or temperature(decide_by, date.fromisoformat(row["closed_on"]))
        cell = Grade(row["grade"]), Temperature(heat)
        known = by_rep[row["rep_id"]].get(cell, Closed(0, 0))
        by_rep[row["rep_id"]][cell] = Closed(known.closed + row["closed"], known.won + row["won"])
    assumed, enough = settings.probability.by_cell(), settings.quota.closed_prospects
    known_chances = {rep_id: probabilities(assumed, found, enough) for rep_id, found in by_rep.items()}
    return lambda rep_id: known_chances.get(rep_id, Chances(assumed))


def _weighed(pipeline: Iterable[OpenCell], measure: Measure, of_rep: Callable[[int], Chances]) -> list[WeighedCell]:
    """Add to each cell what it is worth if all of it is won, and what can be expected of that."""
    weighed: list[WeighedCell] = []
    unit = 1 if measure is Measure.AMOUNT else WHOLE_ORDER
    for row in pipeline:
        cell = Grade(row["grade"]), Temperature(row["temperature"])
        known = of_rep(row["rep_id"])
        worth = row["amount"] if measure is Measure.AMOUNT else row["prospects"]
        measured = row["prospects"] if cell in known.measured else 0
        of_it = expected(worth * unit, known.by_cell[cell])
        weighed.append({**row, "worth": worth, "expected": of_it, "measured": measured})
    return weighed


def _grid(cells: Mapping[Key, Counter[str]], by: QuotaBy, measure: Measure) -> list[dict[str, Any]]:
    """Return a row for each line and product, with totals last in both directions."""
    lines = headings(by, {line for line, _ in cells if line != TOTAL}) | {TOTAL: TOTAL}
    products = headings(QuotaBy.PRODUCT, {product for _, product in cells if product != TOTAL}) | {TOTAL: TOTAL}
    return [
        {"product": product_label, by.value: label, **_columns(cells.get((line, product), Counter()), measure)}
        for line, label in lines.items()
        for product, product_label in products.items()
    ]


def _columns(cell: Counter[str], measure: Measure) -> GridCell:
    quota = cell.get("quota")
    return {
        "quota": quota,
        "actual": cell["actual"],
        "attainment": rate(cell["actual"], quota or 0),
        "gap": None if quota is None else cell["actual"] - quota,
        "forecast": _forecast(cell, measure),
    }


def _forecast(cell: Counter[str], measure: Measure) -> float:
    unit = 1 if measure is Measure.AMOUNT else WHOLE_ORDER
    return in_measure(cell["actual"] * unit + cell["expected"], measure)


def in_measure(expected: int, measure: Measure) -> float:
    """Return what is expected in minor units, or in orders with their hundredths."""
    return expected if measure is Measure.AMOUNT else expected / WHOLE_ORDER


def _figures(standing: YearSoFar, selling: Selling) -> _Figures:
    """Return the figures about the whole, and why some cannot be told."""
    remaining = standing.remaining
    visits_needed = remaining if remaining.value is None else selling.visits_for(int(remaining.value))
    figures = {
        "remaining": remaining,
        "run rate": standing.run_rate,
        "pace needed": standing.pace_needed,
        "coverage": standing.coverage,
        "average order": selling.average_order,
        "hit rate": selling.hit_rate,
        "visits needed": visits_needed,
    }
    return {
        "quota": standing.quota,
        "actual": standing.actual,
        "attainment": rate(standing.actual, standing.quota or 0),
        "remaining": remaining.value,
        "run_rate": standing.run_rate.value,
        "pace_needed": standing.pace_needed.value,
        "coverage": standing.coverage.value,
        "average_order": selling.average_order.value,
        "hit_rate": selling.hit_rate.value,
        "visits_needed": visits_needed.value,
        "pipeline": standing.pipeline,
        "why": _untold(figures),
    }


def _untold(figures: Mapping[str, Figure]) -> dict[Untold, list[str]]:
    """Return each reason once, with the figures that are missing for it."""
    missing: defaultdict[Untold, list[str]] = defaultdict(list)
    for name, figure in figures.items():
        if figure.why:
            missing[figure.why].append(name)
    return missing


def _timed(pipeline: Iterable[WeighedCell]) -> _Timed:
    """Return how many open prospects the forecast weighs, and those it cannot: their date has passed, or is unknown."""
    worth: Counter[str] = Counter()
    prospects: Counter[str] = Counter()
    for row in pipeline:
        worth[row["timing"]] += row["worth"]
        prospects[row["timing"]] += row["prospects"]
        prospects["unpriced"] += row["unpriced"]
        prospects["measured"] += row["measured"] if row["timing"] == "ahead" else 0
    return {
        "slipped": worth["slipped"],
        "undated": worth["undated"],
        "ahead_prospects": prospects["ahead"],
        "measured_prospects": prospects["measured"],
        "slipped_prospects": prospects["slipped"],
        "undated_prospects": prospects["undated"],
        "unpriced_prospects": prospects["unpriced"],
    }
