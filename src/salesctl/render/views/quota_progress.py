"""The progress of quotas: the grid, the figures about the whole, and the page for people made of both."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from salesctl.domain.enums.quota import Measure
from salesctl.domain.progress import QuotaBy
from salesctl.domain.text import plural
from salesctl.messages.forecast import untold
from salesctl.render.columns import Column, ColumnType, Row, Section, View, bar, cell, grade_style
from salesctl.rules.quota_grid import TOTAL

_COUNTED = {Measure.AMOUNT: ColumnType.AMOUNT, Measure.ORDERS: ColumnType.INTEGER}
_EXPECTED = {Measure.AMOUNT: ColumnType.AMOUNT, Measure.ORDERS: ColumnType.NUMBER}
_BAR = 6
_HEAD = ""
"""Where the cross table keeps a column's name: no product, territory or rep is called that."""
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
        Column("attainment", "Attainment", ColumnType.FRACTION),
        Column("gap", "Gap", _COUNTED[measure], drop=3),
        Column("forecast", "Forecast", _EXPECTED[measure], drop=1),
    )


def summary(measure: Measure) -> View:
    """Return the view of the figures about the whole, one row."""
    counted, expected = _COUNTED[measure], _EXPECTED[measure]
    return (
        Column("year", "Fiscal year", ColumnType.INTEGER),
        Column("measure", "Measure"),
        Column("quota", "Quota", counted),
        Column("actual", "Actual", counted),
        Column("attainment", "Attainment", ColumnType.FRACTION),
        Column("remaining", "Remaining", counted),
        Column("run_rate", "Run rate: the whole year at this pace", counted),
        Column("pace_needed", "Pace needed in each month left", counted),
        Column("pipeline", "Open pipeline", counted),
        Column("expected", "Expected of it by the year's end", expected),
        Column("forecast", "Forecast: actual and expected", expected),
        Column("ahead_prospects", "Prospects ahead", ColumnType.INTEGER),
        Column("measured_prospects", "Prospects weighed by the rep's own share won", ColumnType.INTEGER),
        Column("coverage", "Pipeline coverage of what remains", ColumnType.FRACTION, human=_times),
        Column("average_order", "Average order of twelve months", counted),
        Column("hit_rate", "Hit rate of twelve months", ColumnType.FRACTION),
        Column("visits_needed", "Visits needed", ColumnType.INTEGER, human=_many),
        Column("slipped", "Slipped", counted),
        Column("slipped_prospects", "Prospects slipped", ColumnType.INTEGER),
        Column("undated", "Undated", counted),
        Column("undated_prospects", "Prospects undated", ColumnType.INTEGER),
        Column("unpriced_prospects", "Prospects without an amount", ColumnType.INTEGER),
        Column("why", "Why", ColumnType.LIST, words=untold),
    )


def card(measure: Measure) -> View:
    """Return the view of the figures about the whole for people; what is not known is a dash."""
    return tuple(map(_dashed, summary(measure)))


def page(by: QuotaBy, measure: Measure, rows: Sequence[Row], whole: Row, slipped: Sequence[Row]) -> Iterator[Section]:
    """Yield the lines with their bars, the attainment by product, the figures, and the prospects that slipped."""
    title = f"Quota {whole['year']} by {by}{', in orders' if measure is Measure.ORDERS else ''}"
    columns = [column for column in grid(by, measure) if by is QuotaBy.PRODUCT or column.key != "product"]
    telling = {row[by] for row in rows if by is QuotaBy.MONTH or row["quota"] or row["actual"] or row["forecast"]}
    shown = [row for row in rows if row[by] in telling]
    lines = [row for row in shown if row["product"] == TOTAL or by is QuotaBy.PRODUCT]
    yield Section(title, tuple(map(_drawn, columns)), lines)
    asked = [row["product"] for row in shown if row[by] == TOTAL and row["quota"] is not None]
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


_FIGURES: View = (Column("figure", "Figure"), Column("value", "Value", ColumnType.NUMBER))
_SLIPPED: View = (
    Column("name", "Name"),
    Column("grade", "Grade", style=grade_style),
    Column("amount", "Amount", ColumnType.AMOUNT),
    Column("decide_by", "Decision", ColumnType.DATE),
    Column("rep", "Rep", varied=True),
)


def _many(value: int | None) -> str:
    return "–" if value is None else f"{value:,}"


def _times(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}×"


def _drawn(column: Column) -> Column:
    """Return a column of the grid as a table has it: the attainment with its bar, a dash where there is no quota."""
    return replace(column, human=partial(bar, width=_BAR)) if column.key == "attainment" else _dashed(column)


def _dashed(column: Column) -> Column:
    return replace(column, human=lambda value: "–" if value is None else cell(column, {column.key: value}))


def _by_product(by: QuotaBy, rows: Sequence[Row], products: Sequence[str]) -> Section:
    """Return the attainment of each product in each line; the fewer stand side by side, and months in any case."""
    found = {(row[by], row["product"]): row["attainment"] for row in rows}
    lines = list(dict.fromkeys(row[by] for row in rows))
    if by is QuotaBy.MONTH or len(lines) <= len(products):
        corner, down = "Product", products
        columns = [{_HEAD: line, **{product: found.get((line, product)) for product in products}} for line in lines]
    else:
        corner, down = by.capitalize(), lines
        columns = [{_HEAD: product, **{line: found.get((line, product)) for line in lines}} for product in products]
    head = Column(_HEAD, corner, human=_short_month if by is QuotaBy.MONTH else None)
    view = (head, *(Column(name, name, ColumnType.FRACTION) for name in down))
    return Section(f"Attainment by product and {by}", view, columns, across=True)


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
    for reason in untold(whole["why"]):
        yield f"{reason[0].upper()}{reason[1:]}."
    if count := whole["ahead_prospects"]:
        measured = whole["measured_prospects"]
        yield f"{count} {plural('prospect', count)} ahead, {measured} weighed by the rep's own share won."
    if count := whole["undated_prospects"]:
        yield f"{count} {plural('prospect', count)} without a decision date: in no forecast."
    if (count := whole["unpriced_prospects"]) and whole["measure"] == Measure.AMOUNT:
        yield f"{count} {plural('prospect', count)} without an amount: worth nothing in the forecast."
