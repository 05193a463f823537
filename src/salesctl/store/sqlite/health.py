"""Whether a store is whole: its pages and indexes, its columns, and every value that was written into it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import islice

from salesctl.errors import StoreError
from salesctl.store.revision import HEAD
from salesctl.store.sqlite.lane import Lane
from salesctl.store.sqlite.opening import SCHEMA, check_revision

_MOST_PROBLEMS = 10
_COLUMNS = """SELECT m.name AS 'table', c.name AS 'column' FROM sqlite_master m, pragma_table_info(m.name) c
    WHERE m.type = 'table' AND m.sql LIKE '%AUTOINCREMENT%'"""


def require_whole(lane: Lane) -> None:
    """Refuse a store that is damaged.

    Raises:
        StoreError: It is; the first thing that is wrong is named.
    """
    if found := problems(lane):
        raise StoreError(f"{lane.path} is damaged: {found[0]}; `salesctl db restore FILE` puts a backup in its place")


def problems(lane: Lane) -> list[str]:
    """Return what is wrong with a store, first what damages it most; later checks need what earlier ones found whole.

    Raises:
        StoreError: It cannot be read at all.
    """
    for check in (_pages, _columns, _values, _references):
        if found := list(islice(check(lane), _MOST_PROBLEMS)):
            return found
    return []


def _pages(lane: Lane) -> Iterator[str]:
    """Yield damaged pages and indexes, and values that break a constraint."""
    found = [str(row["integrity_check"]) for row in lane.run(f"PRAGMA integrity_check({_MOST_PROBLEMS})")]
    yield from found if found != ["ok"] else []


def _columns(lane: Lane) -> Iterator[str]:
    """Yield columns that are not there any more, or not under their names; an older store has others."""
    if check_revision(lane, lane.path) != HEAD:
        return
    with closing(sqlite3.connect(":memory:")) as fresh:
        fresh.executescript(SCHEMA.read_text(encoding="utf-8"))
        expected = {tuple(row) for row in fresh.execute(_COLUMNS)}
    for table, column in sorted(expected - {(row["table"], row["column"]) for row in lane.run(_COLUMNS)}):
        yield f"the table {table} has no column {column}"


def _values(lane: Lane) -> Iterator[str]:
    """Yield days that are none, and rows of the journal that cannot be read."""
    for row in lane.run(f"{_COLUMNS} AND c.name LIKE '%\\_on' ESCAPE '\\'"):
        table, column = row["table"], row["column"]
        for bad in lane.run(f"SELECT id FROM {table} WHERE {column} IS NOT date({column})"):
            yield f"{table} {bad['id']} has no day in {column}"
    valid = "json_valid(coalesce(before, '{}')) AND json_valid(coalesce(after, '{}'))"
    for bad in lane.run(f"SELECT id FROM change WHERE NOT ({valid})"):
        yield f"entry {bad['id']} of the journal's changes cannot be read"


def _references(lane: Lane) -> Iterator[str]:
    """Yield rows that refer to rows that are not there."""
    for row in lane.run("SELECT * FROM pragma_foreign_key_check LIMIT :most", {"most": _MOST_PROBLEMS}):
        yield f"{row['table']} {row['rowid']} refers to a {row['parent']} that is not there"
