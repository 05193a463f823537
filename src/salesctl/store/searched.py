"""What is searched: the texts whose records say so, those of a row's parts among them.

The index behind `salesctl search` and the `--search` of lists both look through the expressions that are made here.
"""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from salesctl.domain.search import SearchKind
from salesctl.store.check import described

TABLES = {
    SearchKind.TARGET: "target",
    SearchKind.CONTACT: "contact",
    SearchKind.VISIT: "visit",
    SearchKind.INTEL: "intel",
    SearchKind.PROSPECT: "prospect",
    SearchKind.PLAN: "planned_visit",
    SearchKind.CASE: "account_case",
    SearchKind.ACCOUNT: "account_plan",
    SearchKind.DECISION: "decision",
    SearchKind.GOAL: "goal",
    SearchKind.TERRITORY: "territory",
}
"""Whose rows each kind of hit stands for."""


class Part(NamedTuple):
    """A table whose rows are found as parts of the row that one of their columns refers to."""

    table: str
    column: str
    whole: str


@cache
def columns() -> dict[str, tuple[str, ...]]:
    """Return the searched columns of every table that has some."""
    of_each = {
        table: tuple(name for name, field in said["fields"].items() if "searched" in field)
        for table, said in described().items()
    }
    return {table: names for table, names in of_each.items() if names}


def parts() -> list[Part]:
    """Return the searched tables that are no kind of hit: a part's table refers to that of one kind."""
    wholes = set(TABLES.values())
    return [
        Part(table, column, field["refers"])
        for table in columns()
        if table not in wholes
        for column, field in described()[table]["fields"].items()
        if field.get("refers") in wholes
    ]


def text(table: str, row: str, but: str | None = None) -> str:
    """Return the SQL expression for what is searched of a row and its parts, without the column `but`."""
    own = [f"{row}.{column}" for column in columns()[table] if column != but]
    return _joined([*own, *(_together(part, row) for part in parts() if part.whole == table)])


def _joined(texts: Iterable[str]) -> str:
    """Return the expression for the texts that hold something, a dot between them."""
    return "rtrim(" + " || ".join(["''", *(f"coalesce({text} || ' · ', '')" for text in texts)]) + ", ' ·')"


def _together(part: Part, row: str) -> str:
    said = _joined(f"part.{column}" for column in columns()[part.table])
    return (
        f"(SELECT group_concat(nullif({said}, ''), ' · ') FROM {part.table} part WHERE part.{part.column} = {row}.id)"
    )
