"""Shell completion of names, read straight from SQLite: it never fails, creates or migrates."""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from salesctl.domain.text import fold

_MOST = 50


def _store() -> Path:
    """Return the store's file, which need not exist: completion must not create one."""
    from salesctl import config
    from salesctl.store.opening import store_path

    place = os.environ.get("SALESCTL_DB")
    if not place:
        named = os.environ.get("SALESCTL_CONFIG")
        place = config.load(Path(named) if named else config.default_path()).db
    return store_path(place) if place else config.default_store()


def _names(table: str, incomplete: str) -> list[str]:
    """Return names in the table that begin with what was typed, then those that contain it."""
    try:
        path = _store()
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0.2)
        try:
            return [row[0] for row in _matching(connection, table, fold(incomplete))]
        finally:
            connection.close()
    except Exception:
        # A completion that fails would disturb the line being typed; no names are offered instead.
        return []


def _matching(connection: sqlite3.Connection, table: str, key: str) -> Iterator[tuple[str]]:
    return connection.execute(
        f"SELECT DISTINCT name FROM {table} WHERE name_key >= :key AND name_key < :end ORDER BY name_key LIMIT :most",
        {"key": key, "end": f"{key}\U0010ffff", "most": _MOST},
    )


def targets(incomplete: str) -> list[str]:
    """Complete a target's name."""
    return _names("target", incomplete)


def products(incomplete: str) -> list[str]:
    """Complete a product's name."""
    return _names("product", incomplete)


def territories(incomplete: str) -> list[str]:
    """Complete a territory's name."""
    return _names("territory", incomplete)


def contacts(incomplete: str) -> list[str]:
    """Complete a contact's name."""
    return _names("contact", incomplete)


def reps(incomplete: str) -> list[str]:
    """Complete a rep's name."""
    return _names("rep", incomplete)
