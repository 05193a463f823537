"""Stores as files: what one holds, and how a former version of the program left one."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from salesctl.store.sqlite.scripts import migrations


def content(path: Path) -> dict[str, list[Any]]:
    """Return every table of a store: how it is made, and its rows; but not what tells it from any other."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        held = {name: [sql, *connection.execute(f"SELECT * FROM {name}").fetchall()] for name, sql in names}
    if "setting" in held:
        held["setting"] = [row for row in held["setting"] if row[1] not in ("uuid", "file")]
    return held


def make_old(path: Path, revision: str, rows: str) -> dict[str, list[Any]]:
    """Make a store as a former version made it, fill it, and return its content."""
    with closing(sqlite3.connect(path)) as connection:
        for migration in migrations():
            if migration.revision <= revision:
                migration.run(connection)
        connection.commit()
        connection.executescript(
            f"""CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);
            INSERT INTO alembic_version VALUES ('{revision}'); {rows}"""
        )
    return content(path)
