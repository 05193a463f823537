"""How a store is laid out at each revision: its tables, columns and indexes, as SQLite keeps them."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from salesctl.store.revision import HEAD

SCHEMA = Path(__file__).parent.parent / "schema" / "schema.sql"
"""How a new store is made."""

COLUMNS = """SELECT m.name AS 'table', c.name AS 'column' FROM sqlite_master m, pragma_table_info(m.name) c
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"""
"""Asks for the columns of all tables."""

OBJECTS = """SELECT type, name, tbl_name, sql FROM sqlite_master
    WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'alembic_version'"""
"""Asks for what a schema consists of."""


class Part(NamedTuple):
    """A part of a schema: a table, index, trigger or view, the table it belongs to, and the SQL that makes it."""

    type: str
    name: str
    table: str
    sql: str


def make(connection: sqlite3.Connection, revision: str = HEAD) -> None:
    """Make the tables of a revision in an empty database: of the present one its schema, of a former what led to it."""
    if revision == HEAD:
        # Not `executescript`, which would commit first.
        for statement in SCHEMA.read_text(encoding="utf-8").split(";\n"):
            connection.execute(statement)
        return
    from salesctl.store.sqlite.scripts import migrations  # few stores are of a former revision

    for migration in migrations():
        if migration.revision <= revision:
            migration.run(connection)
    connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    connection.execute("INSERT INTO alembic_version VALUES (:revision)", {"revision": revision})


def parts(rows: Iterable[Any]) -> dict[str, Part]:
    """Return the parts of a schema by name, of the rows of `OBJECTS`, their SQL `plain`."""
    found = (Part(*map(str, row)) for row in rows)
    return {part.name: part._replace(sql=plain(part.sql)) for part in found}


def plain(sql: str) -> str:
    """Return the SQL of a part without spacing, and without the quotes that renaming a table adds."""
    return re.sub(r"\s+", " ", sql).strip().replace('"', "")


def made(revision: str = HEAD) -> Iterator[Part]:
    """Yield the parts of a revision's schema, their SQL as SQLite keeps it."""
    with closing(sqlite3.connect(":memory:")) as fresh:
        make(fresh, revision)
        yield from (Part(*map(str, row)) for row in fresh.execute(OBJECTS))


def expected_columns(revision: str = HEAD) -> set[tuple[str, str]]:
    """Return the columns of a store of a revision, each as the names of its table and of itself."""
    with closing(sqlite3.connect(":memory:")) as fresh:
        make(fresh, revision)
        return set(fresh.execute(COLUMNS))


def expected_parts() -> dict[str, Part]:
    """Return the parts of the present schema, as `parts` does."""
    return parts(made())
