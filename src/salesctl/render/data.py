"""The formats for programs: JSON, CSV and Markdown."""

import csv
import json
from collections.abc import Iterable
from typing import Any, TextIO

from salesctl.render.columns import Column, Kind, Row, View, cell, items, plain, plain_money


def write_json(stream: TextIO, view: View, rows: Iterable[Row]) -> None:
    """Write an array with one object per row and line."""
    keys = [json.dumps(column.key) for column in view]
    separator = "[\n"
    for row in rows:
        values = (_json_value(column, row) for column in view)
        pairs = ", ".join(f"{key}: {value}" for key, value in zip(keys, values, strict=True))
        stream.write(f"{separator}  {{{pairs}}}")
        separator = ",\n"
    stream.write("[]\n" if separator == "[\n" else "\n]\n")


def _json_value(column: Column, row: Row) -> str:
    value: Any = row[column.key]
    if column.kind is Kind.LIST:
        value = items(value)
    if value is None:
        return "null"
    if column.kind is Kind.AMOUNT:  # two decimals always, which a float would lose
        return plain_money(value)
    if column.kind is Kind.FLAG:
        return "true" if value else "false"
    return json.dumps(round(value, 6) if column.kind is Kind.FRACTION else value, ensure_ascii=False)


def write_csv(stream: TextIO, view: View, rows: Iterable[Row]) -> None:
    """Write a header and one record per row (RFC 4180)."""
    writer = csv.writer(stream)
    writer.writerow([column.key for column in view])
    writer.writerows([plain(column, row) for column in view] for row in rows)


def write_markdown(stream: TextIO, view: View, rows: Iterable[Row]) -> None:
    """Write a Markdown table; what Markdown would read as its own is escaped."""
    shown = [column for column in view if not column.hidden]
    stream.write(f"| {' | '.join(column.header for column in shown)} |\n")
    stream.write(f"|{'|'.join('---:' if column.right else '---' for column in shown)}|\n")
    for row in rows:
        stream.write(f"| {' | '.join(_escape(cell(column, row)) for column in shown)} |\n")


_MARKDOWN = str.maketrans({character: f"\\{character}" for character in "\\|*_`[]<>#"} | {"\n": " ", "\r": None})


def _escape(text: str) -> str:
    return text.translate(_MARKDOWN)
