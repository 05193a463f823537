"""Rows made from what is known of the tables: whatever a row refers to is made first."""

from collections.abc import Mapping
from itertools import count
from typing import Any

from salesctl.store.check import Table
from salesctl.store.store import Store

_number = count(1)
_OF_A_TYPE = {"integer": 1, "number": 0.5, "boolean": False, "date": "2026-11-02", "date-time": "2026-11-02T10:00:00Z"}


def example(store: Store, table: str, values: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Store a row of a table that has what it needs, beside the values that are given."""
    row = dict(values or {})
    for column, field in Table(table).fields.items():
        if column in row or "optional" in field or "default" in field:
            continue
        row[column] = example(store, field["refers"])["id"] if "refers" in field else a_value(field)
    return store.insert(Table(table).checked(row))


def a_value(field: Mapping[str, Any]) -> Any:
    """Return a value that a field may hold; a text is another each time."""
    if "enum" in field:
        return field["enum"][0]
    if "minimum" in field:
        return field["minimum"]
    if "pattern" in field:
        return "2026-11"
    return _OF_A_TYPE.get(field.get("type", "string"), f"text {next(_number)}")
