"""The progress of quotas: the grid, the figures about the whole, and the page for people made of both."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from salesctl.domain.progress import QuotaBy
from salesctl.domain.quota import Measure
from salesctl.domain.text import plural
from salesctl.render.columns import Column, Kind, Row, Section, View, cell, grade_style, items, strip

_COUNTED = {Measure.AMOUNT: Kind.AMOUNT, Measure.ORDERS: Kind.INTEGER}
_EXPECTED = {Measure.AMOUNT: Kind.AMOUNT, Measure.ORDERS: Kind.NUMBER}
_TOTAL = "total"
_ELSEWHERE = ("year", "measure", "why")
_TIMED = (
    "ahead_prospects",
    "measured_prospects",
    "slipped",
    "slipped_prospects",
    "undated",
    "undated_prospects",
    "unpriced_prospects",
)
"""What the page says in words, and not among its figures."""


def grid(by: QuotaBy, measure: Measure) -> View:
    """Return the view of the quota grid: a row for each line and product, with totals over both."""
    return (
        Column(by, by.capitalize()),
        *([] if by is QuotaBy.PRODUCT else [Column("product", "Product")]),
        Column("quota", "Quota", _COUNTED[measure]),
        Column("actual", "Actual", _COUNTED[measure]),
        Column("attainment", "Attainment", Kind.FRACTION),
        Column("gap", "Gap", _COUNTED[measure], drop=3),
        Column("forecast", "Forecast", _EXPECTED[measure], drop=1),
    )


def summary(measure: Measure) -> View:
    """Return the view of the figures about the whole, one row."""
    counted, expected = _COUNTED[measure], _EXPECTED[measure]
    return (
        Column("year", "Fiscal year", Kind.INTEGER),
        Column("measure", "Measure"),
        Column("quota", "Quota", counted),
        Column("actual", "Actual", counted),
        Column("attainment", "Attainment", Kind.FRACTION),
        Column("remaining", "Remaining", counted),
        Column("run_rate", "Run rate: the whole year at this pace", counted),
        Column("pace_needed", "Pace needed in each month left", counted),
        Column("pipeline", "Open pipeline", counted),
        Column("expected", "Expected of it by the year's end", expected),
        Column("forecast", "Forecast: actual and expected", expected),
        Column("ahead_prospects", "Prospects ahead", Kind.INTEGER),
        Column("measured_prospects", "Prospects weighed by the rep's own share won", Kind.INTEGER),
        Column("coverage", "Pipeline coverage of what remains", Kind.NUMBER, human=_times),
        Column("average_order", "Average order of twelve months", counted),
        Column("hit_rate", "Hit rate of twelve months", Kind.FRACTION),
        Column("visits_needed", "Visits needed", Kind.INTEGER),
        Column("slipped", "Slipped", counted),
        Column("slipped_prospects", "Prospects slipped", Kind.INTEGER),
        Column("undated", "Undated", counted),
        Column("undated_prospects", "Prospects undated", Kind.INTEGER),
        Column("unpriced_prospects", "Prospects without an amount", Kind.INTEGER),
        Column("why", "Why", Kind.LIST),
    )


def page(by: QuotaBy, measure: Measure, rows: Sequence[Row], whole: Row, slipped: Sequence[Row]) -> Iterator[Section]:
    """Yield the lines with their bars, the attainment by product, the figures, and the prospects that slipped."""
    title = f"Quota {whole['year']} by {by}{', in orders' if measure is Measure.ORDERS else ''}"
    columns = [column for column in grid(by, measure) if by is QuotaBy.PRODUCT or column.key != "product"]
    drawn = tuple(shown for column in columns for shown in _drawn(column))
    telling = {row[by] for row in rows if by is QuotaBy.MONTH or row["quota"] or row["actual"] or row["forecast"]}
    shown = [row for row in rows if row[by] in telling]
    lines = [row for row in shown if row["product"] == _TOTAL or by is QuotaBy.PRODUCT]
    yield Section(title, drawn, [{**row, "bar": row["attainment"]} for row in lines])
    asked = [row["product"] for row in shown if row[by] == _TOTAL and row["quota"] is not None]
    if by is not QuotaBy.PRODUCT and len(asked) > 2:  # more than one, and the total
        yield _by_product(by, shown, asked)
    yield Section(f"Where {whole['year']} stands", _FIGURES, list(_figures(measure, whole)), "\n".join(_notes(whole)))
    if count := whole["slipped_prospects"]:
        amount = cell(next(column for column in summary(measure) if column.key == "slipped"), whole)
        more = count - len(slipped)
        yield Section(
            f"Slipped, and in no forecast: {count} {plural('prospect', count)}, {amount}",
            _SLIPPED,
            slipped,
            f"and {more} more" if more > 0 else "",
        )


_FIGURES: View = (Column("figure", "Figure"), Column("value", "Value", Kind.NUMBER))
_SLIPPED: View = (
    Column("name", "Name"),
    Column("grade", "Grade", style=grade_style),
    Column("amount", "Amount", Kind.AMOUNT),
    Column("decide_by", "Decision", Kind.DATE),
    Column("rep", "Rep", varied=True),
)


def _times(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}×"


def _drawn(column: Column) -> tuple[Column, ...]:
    """Return a column of the grid as a table has it: the attainment with its bar, a dash where there is no quota."""
    plain = replace(column, human=None)
    dashed = replace(column, human=lambda value: "–" if value is None else cell(plain, {column.key: value}))
    return (dashed, Column("bar", "", human=strip, drop=2)) if column.key == "attainment" else (dashed,)


def _by_product(by: QuotaBy, rows: Sequence[Row], products: Sequence[str]) -> Section:
    """Return the attainment of each product in each line, the lines side by side."""
    lines: dict[str, dict[str, Any]] = {}
    for row in rows:
        lines.setdefault(row[by], {by: row[by]})[row["product"]] = row["attainment"]
    head = Column(by, "Product", human=_short_month if by is QuotaBy.MONTH else None)
    view = (head, *(Column(product, product, Kind.FRACTION) for product in products))
    return Section(f"Attainment by product and {by}", view, list(lines.values()), across=True)


def _short_month(month: str) -> str:
    try:
        return f"{date.fromisoformat(f'{month}-01'):%m}"
    except ValueError:
        return month


def _figures(measure: Measure, whole: Row) -> Iterator[Row]:
    hidden = {*_ELSEWHERE, *_TIMED, *(["average_order"] if measure is Measure.ORDERS else [])}
    for column in summary(measure):
        if column.key not in hidden:
            yield {"figure": column.header, "value": cell(column, whole) or "–"}


def _notes(whole: Row) -> Iterator[str]:
    """Say why figures are missing, and what the forecast leaves out."""
    for reason in items(whole["why"]):
        yield f"{reason[0].upper()}{reason[1:]}."
    if count := whole["ahead_prospects"]:
        measured = whole["measured_prospects"]
        yield f"{count} {plural('prospect', count)} ahead, {measured} weighed by the rep's own share won."
    if count := whole["undated_prospects"]:
        yield f"{count} {plural('prospect', count)} without a decision date: in no forecast."
    if (count := whole["unpriced_prospects"]) and whole["measure"] == Measure.AMOUNT:
        yield f"{count} {plural('prospect', count)} without an amount: worth nothing in the forecast."
