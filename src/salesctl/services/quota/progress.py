"""The progress of a year's quotas: the grid, the weighted forecast, and what is still to be done."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from salesctl import clock
from salesctl.config import Settings
from salesctl.domain.enums.prospect import Grade, Temperature
from salesctl.domain.enums.quota import Measure
from salesctl.domain.figures import SEPARATOR
from salesctl.domain.forecast import Cell
from salesctl.domain.progress import QuotaBy
from salesctl.rules.calendar import temperature
from salesctl.rules.fiscal import FiscalCalendar
from salesctl.rules.forecast import Chances, Closed, Figure, Selling, YearSoFar, expected, probabilities
from salesctl.rules.metrics import rate
from salesctl.rules.quota_grid import TOTAL, Key, add_up
from salesctl.services.progress import headings
from salesctl.store.queries import forecast as counts
from salesctl.store.queries.forecast import Part
from salesctl.store.store import Store

Row = dict[str, Any]

LISTED = 10
"""How many prospects whose decision date has passed are listed."""
WHOLE_ORDER = 100
"""Expected orders are counted in hundredths, so that they add up exactly as amounts do."""


class Scope(NamedTuple):
    """Which quotas are meant: of a fiscal year, in a measure, of a part of the business."""

    year: int
    measure: Measure = Measure.AMOUNT
    part: Part = Part()


class Progress(NamedTuple):
    """A year's progress: the grid's rows, and one row of figures about the whole."""

    rows: list[Row]
    summary: Row


def quota_progress(store: Store, settings: Settings, scope: Scope, by: QuotaBy) -> Progress:
    """Return the progress of a year by month, territory or rep and product, or by product alone, with totals.

    A quota counts where the finest parts of its tree belong; what no part of it names stands under `none`. The
    forecast is what was sold and Σ expected amount × probability of the open prospects by decision month.
    """
    today, calendar = clock.today(), FiscalCalendar(settings.fiscal_year_start)
    days, months = calendar.days(scope.year), calendar.months(scope.year)
    asked = counts.quota_cells(store, scope.year, scope.measure, by, scope.part)
    sold = counts.sold_cells(store, days, scope.measure, by, scope.part)
    pipeline: list[Row] = [{**row} for row in counts.open_cells(store, days, by, scope.part, today)]
    _weigh(pipeline, scope.measure, chances(store, settings))
    ahead = [row for row in pipeline if row["timing"] == "ahead"]
    cells = add_up([*asked, *sold, *ahead], products=by is not QuotaBy.PRODUCT)
    for month in months if by is QuotaBy.MONTH else ():
        cells.setdefault((str(month), TOTAL), Counter())
    in_hand = [row for row in pipeline if row["timing"] != "outside"] if days.first <= today <= days.last else ahead
    whole = cells[TOTAL, TOTAL]
    standing = YearSoFar(months, today, whole.get("quota"), whole["actual"], sum(row["worth"] for row in in_hand))
    summary = {
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


def _weigh(pipeline: Iterable[Row], measure: Measure, of_rep: Callable[[int], Chances]) -> None:
    """Add to each row what it is worth if all of it is won, and what can be expected of that."""
    for row in pipeline:
        cell = Grade(row["grade"]), Temperature(row["temperature"])
        chances_of_rep = of_rep(row["rep_id"])
        row["worth"] = row["amount"] if measure is Measure.AMOUNT else row["prospects"]
        unit = 1 if measure is Measure.AMOUNT else WHOLE_ORDER
        row["expected"] = expected(row["worth"] * unit, chances_of_rep.by_cell[cell])
        row["measured"] = row["prospects"] if cell in chances_of_rep.measured else 0


def _grid(cells: Mapping[Key, Counter[str]], by: QuotaBy, measure: Measure) -> list[Row]:
    """Return a row for each line and product, with totals last in both directions."""
    lines = headings(by, {line for line, _ in cells if line != TOTAL}) | {TOTAL: TOTAL}
    products = headings(QuotaBy.PRODUCT, {product for _, product in cells if product != TOTAL}) | {TOTAL: TOTAL}
    return [
        {"product": product_label, by.value: label, **_columns(cells.get((line, product), Counter()), measure)}
        for line, label in lines.items()
        for product, product_label in products.items()
    ]


def _columns(cell: Counter[str], measure: Measure) -> Row:
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


def _figures(standing: YearSoFar, selling: Selling) -> Row:
    """Return the figures about the whole, and why some cannot be told."""
    remaining = standing.remaining
    figures = {
        "remaining": remaining,
        "run_rate": standing.run_rate,
        "pace_needed": standing.pace_needed,
        "coverage": standing.coverage,
        "average_order": selling.average_order,
        "hit_rate": selling.hit_rate,
        "visits_needed": remaining if remaining.value is None else selling.visits_for(int(remaining.value)),
    }
    return {
        "quota": standing.quota,
        "actual": standing.actual,
        "attainment": rate(standing.actual, standing.quota or 0),
        **{name: figure.value for name, figure in figures.items()},
        "pipeline": standing.pipeline,
        "why": SEPARATOR.join(_reasons(figures)),
    }


def _reasons(figures: Mapping[str, Figure]) -> list[str]:
    """Return each reason once, with the figures that are missing for it."""
    missing: defaultdict[str, list[str]] = defaultdict(list)
    for name, figure in figures.items():
        if figure.value is None:
            missing[figure.why].append(name.replace("_", " "))
    return [f"no {', '.join(names)}: {why}" for why, names in missing.items()]


def _timed(pipeline: Iterable[Row]) -> Row:
    """Return how many open prospects the forecast weighs, and those it cannot: their date has passed, or is unknown."""
    found: Counter[str] = Counter()
    for row in pipeline:
        found[row["timing"]] += row["worth"]
        found[f"{row['timing']}_prospects"] += row["prospects"]
        found["unpriced_prospects"] += row["unpriced"]
        found["measured_prospects"] += row["measured"] if row["timing"] == "ahead" else 0
    amounts = {timing: found[timing] for timing in ("slipped", "undated")}
    counted = ("ahead", "measured", "slipped", "undated", "unpriced")
    return amounts | {f"{what}_prospects": found[f"{what}_prospects"] for what in counted}
