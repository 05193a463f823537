"""Shell completion of names, read straight from SQLite: it never fails, creates or migrates."""

import sqlite3
from contextlib import closing
from pathlib import Path

import typer

from salesctl.cli.run import Run
from salesctl.domain.text import fold

_MOST = 50
_SECONDS = 0.2
_END = "\U0010ffff"


class Match(str):
    """A name to offer although it does not begin with what was typed: only its folded form does, or contains it."""

    __slots__ = ()

    def startswith(self, *_: object) -> bool:
        """Pass Typer's own filter, which compares letter by letter."""
        return True


def _names(ctx: typer.Context, table: str, incomplete: str) -> list[str]:
    """Return names that begin with what was typed or, when none does, those that contain it."""
    try:
        options = ctx.find_root().params
        path = Run(options.get("db"), options.get("config")).store_path
        with closing(_connect(path)) as connection:
            return _matching(connection, table, fold(incomplete))
    except Exception:
        # An error would disturb the line being typed; no names are offered instead.
        return []


def _connect(path: Path) -> sqlite3.Connection:
    # Without a write-ahead log nobody is writing; SQLite is told so, else it would make an empty log beside the store.
    still = "" if path.with_name(f"{path.name}-wal").exists() else "&immutable=1"
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro{still}", uri=True, timeout=_SECONDS)


def _matching(connection: sqlite3.Connection, table: str, key: str) -> list[str]:
    for condition in ("name_key >= :key AND name_key < :end", "instr(name_key, :key) > 0"):
        rows = connection.execute(
            f"SELECT DISTINCT name FROM {table} WHERE {condition} ORDER BY name_key LIMIT :most",
            {"key": key, "end": key + _END, "most": _MOST},
        )
        if names := [Match(row[0]) for row in rows]:
            return list(names)
    return []


def targets(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a target's name."""
    return _names(ctx, "target", incomplete)


def products(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a product's name."""
    return _names(ctx, "product", incomplete)


def territories(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a territory's name."""
    return _names(ctx, "territory", incomplete)


def contacts(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a contact's name."""
    return _names(ctx, "contact", incomplete)


def reps(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a rep's name."""
    return _names(ctx, "rep", incomplete)
