"""Quotas as a tree, and the seasonal index."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from salesctl.domain.enums.quota import Dimension, Measure
from salesctl.domain.figures import money
from salesctl.render.columns import Column, ColumnType, Row, View, bar, strip

_LONGEST = 200
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def month_name(number: int) -> str:
    """Return what a month is called, 1 to 12; the same in every locale."""
    return _MONTHS[number - 1]


def tree(measure: Measure) -> View:
    """Return the view of a tree's nodes for programs: figures are money or orders."""
    kind = _kind(measure)
    return (
        Column("id", "Id", ColumnType.INTEGER),
        Column("year", "Year", ColumnType.INTEGER),
        *(Column(name, name.capitalize()) for name in ("product", "territory", "rep", "month")),
        Column("amount", "Quota", kind),
        Column("locked", "Locked", ColumnType.FLAG),
        Column("committed", "Committed", kind),
        Column("actual", "Actual", kind),
        Column("measure", "Measure"),
        Column("customer", "Customer"),
        Column("gap", "Gap", kind),
        Column("attainment", "Attainment", ColumnType.FRACTION),
        Column("unplaced", "In no part", kind),
        Column("status", "Status"),
        Column("split_by", "Split by"),
        Column("weights", "Weights"),
        Column("parent_id", "Part of", ColumnType.INTEGER),
    )


def tree_table(measure: Measure) -> View:
    """Return the view of a tree for people, each part indented below its whole."""
    kind = _kind(measure)
    return (
        Column("cell", "Quota for"),
        Column("amount", "Asked", kind),
        Column("mark", "", drop=1),
        Column("committed", "Committed", kind, drop=3),
        Column("gap", "Gap", kind, drop=2, style=lambda gap: "red" if gap is not None and gap < 0 else "green"),
        Column("actual", "Actual", kind, drop=4),
        Column("attainment", "", ColumnType.FRACTION, drop=5, human=bar),
        Column("unplaced", "In no part", kind, drop=7, human=_unless_zero(measure)),
        Column("split_by", "Split by", drop=8),
        Column("weights", "Weights", drop=9),
    )


def drawn(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return the rows with what a table adds: the cell's own name, indented below its whole, and its marks.

    A cell whose whole is not shown is named in full.
    """
    depths: dict[int, int] = {}
    found = []
    for row in rows:
        names = [row[dimension] for dimension in Dimension if row[dimension]] or [str(row["year"])]
        inside = row["parent_id"] in depths
        depths[row["id"]] = depths[row["parent_id"]] + 1 if inside else 0
        cell = "  " * depths[row["id"]] + (names[-1] if inside else " · ".join(names))
        marks = ("locked" if row["locked"] else "", row["status"] if row["status"] == "accepted" else "")
        found.append({**row, "cell": cell, "mark": " ".join(filter(None, marks))})
    return found


def short(rows: Sequence[Row]) -> list[Row]:
    """Return the upper levels of a tree, as many as a person still reads; the first one in any case."""
    depths = sorted({row["depth"] for row in rows})
    fitting = [depth for depth in depths if sum(row["depth"] <= depth for row in rows) <= _LONGEST]
    deepest = fitting[-1] if fitting else min(depths, default=0)
    return [row for row in rows if row["depth"] <= deepest]


def season(measure: Measure) -> View:
    """Return the view of the seasonal index."""
    kind = _kind(measure)
    return (
        Column("month", "Month", ColumnType.INTEGER),
        Column("years", "Years", ColumnType.INTEGER),
        Column("sold", "Sold", kind),
        Column("average", "Average", kind),
        Column("overall", "/ all months", kind),
        Column("index", "Index", ColumnType.FRACTION),
        Column("share", "Of the year", ColumnType.FRACTION),
    )


def season_table(measure: Measure) -> View:
    """Return the view of the seasonal index for people; the bars fill up at twice an average month."""
    _, years, sold, average, overall, index, share = season(measure)
    write = money if measure is Measure.AMOUNT else str

    def figure(value: int | None) -> str:
        return "–" if value is None else write(value)

    return (
        Column("month", "Month", human=month_name),
        replace(years, drop=1),
        replace(sold, drop=2, human=figure),
        replace(average, human=figure),
        overall,
        Column(index.key, "= index", index.kind, human=lambda value: f"{value:.4f}"),
        Column(share.key, share.header, share.kind, human=lambda value: f"{strip(6 * value, 8)} {value:5.1%}"),
    )


def _kind(measure: Measure) -> ColumnType:
    return ColumnType.AMOUNT if measure is Measure.AMOUNT else ColumnType.INTEGER


def _unless_zero(measure: Measure) -> Callable[[int], str]:
    write = money if measure is Measure.AMOUNT else str
    return lambda value: write(value) if value else ""
