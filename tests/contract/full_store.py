"""A store in which every column of every table holds something, made from what the records say of their fields."""

import json
import sqlite3
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from salesctl.domain.text import fold, phone_key
from salesctl.store.check import FIELDS, Table
from salesctl.store.sqlite.opening import open_store

Row = dict[str, Any]

TABLES: list[str] = [name for name in json.loads(FIELDS.read_text("utf-8")) if name != "setting"]
"""Every table of records; the settings in the store are written by the program itself."""

ROWS = 3
"""How many rows each table gets: row 1 of one refers to row 1 of another, and so on."""


def columns(table: str) -> list[str]:
    """Return the columns of a table, without its id."""
    return list(Table(table).fields)


def references(store: Path) -> dict[str, dict[str, str]]:
    """Return which column of a table points to which other table."""
    with sqlite3.connect(store) as connection:
        return {
            table: {row[3]: row[2] for row in connection.execute(f"PRAGMA foreign_key_list({table})")}
            for table in TABLES
        }


def fill(path: Path) -> None:
    """Make a store and fill it."""
    store = open_store(path, command_line="a test's own rows")
    with store.transaction():
        points = references(path)
        for table in sorted(TABLES, key=lambda table: _depth(table, points)):
            for number in range(1, ROWS + 1):
                store.insert(Table(table).checked(row_of(table, number, points[table])))
    store.lane.close()


def _depth(table: str, points: dict[str, dict[str, str]]) -> int:
    """Return how many tables have to be there before."""
    return 1 + max((_depth(other, points) for other in points[table].values() if other != table), default=0)


def row_of(table: str, number: int, points: dict[str, str]) -> Row:
    """Return a row: each column says something of its own, and what has to fit together does."""
    row = {column: value(table, column, number) for column in columns(table)}
    for column, other in points.items():
        row[column] = number - 1 or None if other == table else number  # a row is a part of the one before
    if "name" in row:
        row["name_key"] = fold(row["name"])
    return row | _FITTING.get(table, lambda _: {})(number)


def value(table: str, column: str, number: int) -> Any:
    """Return a value that a column may hold: another for each number, and for each column where its kind allows it."""
    fields = Table(table).fields
    field, place = fields[column], list(fields).index(column)
    low = field.get("minimum", 0)
    match "word" if "enum" in field else field.get("type", "string"):
        case "word":
            return field["enum"][-number % len(field["enum"])]
        case "integer" if field.get("maximum", 100) < 100:
            return low + number % (field["maximum"] - low + 1)
        case "integer":
            return low + 10 * place + number
        case "number":
            return round(low + (place + number) / 64, 6)
        case "boolean":
            return number < 8
        case "date":
            return str(date(2026, 9, 1) + timedelta(place + number))
        case "date-time":
            return f"2026-11-0{number}T09:{place:02}:00Z"
        case "email":
            return f"person{number}@example.com"
        case "focus":
            return f"industry=Trade {number}"
    return _PATTERNS[field["pattern"]](number) if "pattern" in field else f"{table} {column} {number}; 多 “of” it"


_PATTERNS: dict[str, Callable[[int], str]] = {
    r"^([01]\d|2[0-3]):[0-5]\d$": lambda number: f"0{number}:15",
    r"^\d{4}-(0[1-9]|1[0-2])$": lambda number: f"2026-0{number}",
}

_OPEN = dict.fromkeys(("closed_on", "loss_reason", "lost_to", "retry_on"))


def _prospect(number: int) -> Row:
    """An open one, one that was won, and one that was lost at a target dropped since."""
    opened = {"opened_on": f"2026-10-0{number}", "decide_by": "2027-12-01", "temperature": "hot"}
    match number:
        case 1:
            return opened | _OPEN | {"status": "open", "horizon": "this-month"}
        case 2:
            return opened | _OPEN | {"status": "won", "closed_on": "2026-11-12", "horizon": "next-month"}
        case _:
            return opened | {"status": "lost", "closed_on": "2026-11-13", "retry_on": "2026-11-20"}


def _visited_on(number: int) -> str:
    return f"2026-11-1{number}"


# What the rules of the house want of rows that stand side by side.
_FITTING: dict[str, Callable[[int], Row]] = {
    "target": lambda number: {
        "phone_key": phone_key(f"02 123 {number}"),
        "phone": f"02 123 {number}",
        **({} if number == ROWS else {"dropped_on": None, "drop_reason": None}),
    },
    "contact_role": lambda number: {"role": "authority"},
    "prospect": _prospect,
    "visit": lambda number: {
        "visited_on": _visited_on(number),
        "outcome": "order",
        "key_person": False,
        "benefits": f"fast {number}\nquiet; 靜",
        "discount": 7.25 * number,
        **({"interest": None} if number == 1 else {}),
    },
    "product": lambda number: {"margin": 0.375 - number / 4},
    "sale": lambda number: {"sold_on": _visited_on(number), **({"visit_id": None} if number == ROWS else {})},
    "account_plan": lambda number: {"closed_on": None, "close_reason": None} if number == 1 else {},
    "account_stage": lambda number: {"account_id": max(1, number - 1)},
    "day_off": lambda number: {"day": f"2026-11-2{number + 3}"},
    "decision": lambda number: {"week": "2026-W47"},
    "weekly_plan": lambda number: {"week": "2026-W48"},
    "planned_visit": lambda number: {
        "week": "2026-W48",
        "planned_on": f"2026-11-2{number + 3}",
        "status": ("planned", "done", "missed")[number - 1],
    },
    "quota": lambda number: {"year": 2026, "parent_id": None if number == 1 else 1, "measure": "amount"},
    "goal": lambda number: {"year": 2026},
}
