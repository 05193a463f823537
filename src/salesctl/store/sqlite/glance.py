"""A glance at the names in a store while a line is being typed: nothing is imported, made or waited for."""

import sqlite3
from contextlib import closing
from pathlib import Path

_MOST = 50
_SECONDS = 0.2
_END = "\U0010ffff"


def names_like(path: Path, table: str, key: str) -> list[str]:
    """Return names of a table that begin with a folded text or, when none does, those that contain it.

    Raises:
        sqlite3.Error: The store cannot be read.
    """
    with closing(_connect(path)) as connection:
        for condition in ("name_key >= :key AND name_key < :end", "instr(name_key, :key) > 0"):
            rows = connection.execute(
                f"SELECT DISTINCT name FROM {table} WHERE {condition} ORDER BY name_key LIMIT :most",
                {"key": key, "end": key + _END, "most": _MOST},
            )
            if found := [row[0] for row in rows]:
                return found
    return []


def _connect(path: Path) -> sqlite3.Connection:
    # Without a write-ahead log nobody is writing; SQLite is told so, else it would make an empty log beside the store.
    still = "" if path.with_name(f"{path.name}-wal").exists() else "&immutable=1"
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro{still}", uri=True, timeout=_SECONDS)
