"""The formats for programs: JSON, CSV, spreadsheets and Markdown."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any, TextIO, cast

from salesctl.domain.figures import items, plain_money
from salesctl.domain.text import harmless
from salesctl.render.columns import Column, ColumnType, Row, View, cell, said, value_of

Conversions = Mapping[ColumnType, Callable[[Any], Any]]
"""What becomes of the values of some kinds; the others stay as they are, and so does None."""


def _rounded(fraction: float) -> float:
    return round(fraction, 6)


_FOR_CSV: Conversions = {
    ColumnType.AMOUNT: plain_money,
    ColumnType.LIST: items,
    ColumnType.FLAG: lambda value: "yes" if value else "no",
    ColumnType.FRACTION: _rounded,
}

_FOR_SHEETS: Conversions = {
    ColumnType.AMOUNT: lambda minor: Decimal(minor).scaleb(-2),
    ColumnType.LIST: items,
    ColumnType.FLAG: bool,
    ColumnType.FRACTION: _rounded,
    ColumnType.DATE: date.fromisoformat,
    ColumnType.TIME: time.fromisoformat,
    ColumnType.MOMENT: datetime.fromisoformat,
}


def write_json(stream: TextIO, view: View, rows: Iterable[Row]) -> None:
    """Write an array with one object per row and line."""
    keys = [json.dumps(column.key) for column in view]
    separator = "[\n"
    for row in rows:
        values = (_json_value(column, row) for column in view)
        pairs = ", ".join(f"{key}: {value}" for key, value in zip(keys, values, strict=True))
        stream.write(f"{separator}  {{{_escaped(pairs)}}}")
        separator = ",\n"
    stream.write("[]\n" if separator == "[\n" else "\n]\n")


def _escaped(text: str) -> str:
    """Write control characters as JSON may, and a terminal does not obey: `json` itself does so with the first 32."""
    return text if text.isprintable() else re.sub(r"[\x7f-\x9f]", lambda found: f"\\u{ord(found[0]):04x}", text)


def _json_value(column: Column, row: Row) -> str:
    value = value_of(column, row)
    if column.kind is ColumnType.LIST:
        value = items(value)
    if value is None:
        return "null"
    if column.kind is ColumnType.AMOUNT:  # two decimals always, which a float would lose
        return plain_money(value)
    if column.kind is ColumnType.FLAG:
        return "true" if value else "false"
    return json.dumps(_rounded(value) if column.kind is ColumnType.FRACTION else value, ensure_ascii=False)


def write_csv(stream: TextIO, view: View, rows: Iterable[Row], *, excel: bool = False) -> None:
    """Write a header and one record per row (RFC 4180); with `excel`, safe and readable for a spreadsheet."""
    from salesctl.exchange import writing

    # A spreadsheet's guard must tell a figure below nothing from a text that begins like one.
    conversions = {**_FOR_CSV, ColumnType.AMOUNT: _FOR_SHEETS[ColumnType.AMOUNT]} if excel else _FOR_CSV
    writing.write_csv(
        cast(TextIO, _Harmless(stream)), [column.key for column in view], _values(view, rows, conversions), excel
    )


class _Harmless:
    """Passes on what is written, without what a terminal would obey."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(harmless(text))


def write_sheet(path: Path, view: View, rows: Iterable[Row]) -> None:
    """Write an XLSX file with a header and one line per row: numbers, dates and times are cells of their kind.

    Raises:
        InvalidInput: The file is not to be written over, or cannot be written.
        InvalidInput: There is more than a spreadsheet can hold.
    """
    from salesctl.exchange import writing

    writing.write_xlsx(path, [column.key for column in view], _values(view, rows, _FOR_SHEETS))


def _values(view: View, rows: Iterable[Row], conversions: Conversions) -> Iterator[list[Any]]:
    """Yield the values of each row in the order of the view."""
    steps: list[tuple[int, Callable[[Any], Any]]]
    steps = [(index, partial(said, column)) for index, column in enumerate(view) if column.words]
    steps += [(index, conversions[column.kind]) for index, column in enumerate(view) if column.kind in conversions]
    take: Callable[[Row], Iterable[Any]] | None = None
    for row in rows:
        take = take or _taker(view, row)
        values = list(take(row))
        for index, convert in steps:
            if values[index] is not None:
                values[index] = convert(values[index])
        yield values


def _taker(view: View, row: Row) -> Callable[[Row], Iterable[Any]]:
    """Return what takes the values of a view from a row, and from all others like it.

    The store's own rows are asked by position: looking up each of many columns by its name takes far longer.
    """
    keys = [column.key for column in view]
    if isinstance(row, dict):
        return itemgetter(*keys)
    names = list(row.keys())
    return itemgetter(*map(names.index, keys))


def write_markdown(stream: TextIO, view: View, rows: Iterable[Row]) -> None:
    """Write a Markdown table; what Markdown would read as its own is escaped."""
    shown = [column for column in view if not column.hidden]
    stream.write(f"| {' | '.join(column.header for column in shown)} |\n")
    stream.write(f"|{'|'.join('---:' if column.right else '---' for column in shown)}|\n")
    for row in rows:
        stream.write(f"| {' | '.join(_markdown(column, row) for column in shown)} |\n")


def _markdown(column: Column, row: Row) -> str:
    """Return a cell as Markdown: its lines stay apart where the column has several."""
    text = cell(column, row)
    return "<br>".join(map(escape, text.splitlines())) if column.kind is ColumnType.LINES else escape(text)


_MARKDOWN = str.maketrans({character: f"\\{character}" for character in "\\|*_`[]<>#"} | {"\n": " ", "\r": None})


def escape(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    return harmless(text).translate(_MARKDOWN)
