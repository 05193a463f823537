"""Reading a damaged store: around pages that cannot be read, and past a schema that cannot be understood."""

import sqlite3
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from salesctl.store.sqlite import layout

_MOST_FAILURES = 20_000
"""How many ranges of ids that cannot be read are parted further, in one table."""

_MOST_PADDING = 4
_LARGEST_ID = 2**40
_MOST_PARTS = 2000


class Mangled(str):
    """A text that is not Unicode, with marks where it is not."""


class Wreck:
    """A private copy of a damaged store, opened to read what is left of it."""

    def __init__(self, copy: Path) -> None:
        """Open a file and read what it says of its schema.

        Raises:
            sqlite3.DatabaseError: Not even that can be read.
        """
        _pad(copy)
        self._copy = copy
        self._connection = _open(copy)
        self.parts = layout.parts(row[1:] for row in self._schema().values() if row and row[-1])

    def repair_schema(self, revision: str) -> None:
        """Have the tables be read as those of a revision, without the indexes, which may be damaged themselves."""
        tables = {part.name: part for part in layout.made(revision) if part.type == "table"}
        names = {part.sql: part.name for part in layout.parts(tables.values()).values()}
        for row_id, row in self._schema().items():
            there = layout.Part(*map(str, row[1:])) if row else None
            part = there and (tables.get(there.name) or tables.get(names.get(layout.plain(there.sql), "")))
            with suppress(sqlite3.DatabaseError):
                if part:
                    values = (part.type, part.name, part.table, part.sql, row_id)
                    self._connection.execute(
                        "UPDATE sqlite_master SET type = ?, name = ?, tbl_name = ?, sql = ? WHERE rowid = ?", values
                    )
                elif not row or (row[-1] and there and there.type != "table"):
                    self._connection.execute("DELETE FROM sqlite_master WHERE rowid = ?", (row_id,))
        self._connection.close()
        self._connection = _open(self._copy)
        self._tables = {str(row[2]) for row in self._schema().values() if row and row[1] == "table"}

    def _schema(self) -> dict[int, tuple[Any, ...] | None]:
        """Return what the schema consists of by its row, None where that cannot be read."""
        found: dict[int, tuple[Any, ...] | None] = {}
        sql = "SELECT rowid, type, name, tbl_name, sql FROM sqlite_master WHERE rowid = ?"
        for row_id in range(1, _MOST_PARTS):
            try:
                if row := self._connection.execute(sql, (row_id,)).fetchone():
                    found[row_id] = row
            except sqlite3.DatabaseError:
                found[row_id] = None
        return found

    @property
    def revision(self) -> str | None:
        """The revision of the schema; None when it cannot be read."""
        with suppress(sqlite3.DatabaseError):
            for row in self._connection.execute("SELECT version_num FROM alembic_version"):
                return str(row[0])
        return None

    def last_id(self, table: str) -> int:
        """Return the last id a table may have given to a row, as far as anything tells."""
        asked: tuple[tuple[str, dict[str, str]], ...] = (
            ("SELECT seq FROM sqlite_sequence WHERE name = :table", {"table": table}),
            (f"SELECT max(id) FROM {table}", {}),
            ("SELECT max(row_id) FROM change WHERE table_name = :table", {"table": table}),
        )
        found = [0]
        for sql, params in asked:
            with suppress(sqlite3.DatabaseError):
                found += [row[0] for row in self._connection.execute(sql, params)]
        return max(last for last in found if isinstance(last, int) and last < _LARGEST_ID)

    def rows(self, table: str, columns: list[str], lost: list[tuple[int, int]]) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table that can be read; ranges of ids that cannot are added to `lost`."""
        last = self.last_id(table)
        if table not in self._tables:
            lost += [(1, last)] if last else []
            return
        there = {row[1] for row in self._connection.execute(f"SELECT * FROM pragma_table_info('{table}')").fetchall()}
        names = [name for name in columns if name in there]
        sql = f"SELECT id, {', '.join(map(_quoted, names))} FROM {table} WHERE id BETWEEN ? AND ? ORDER BY id"
        failures, ranges = 0, [(1, last)]
        while ranges:
            low, high = ranges.pop()
            try:
                for row in self._connection.execute(sql, (low, high)):
                    low = row[0] + 1
                    yield dict(zip(("id", *names), row, strict=True))
            except sqlite3.DatabaseError:
                failures += 1
                if low < high and failures < _MOST_FAILURES:
                    middle = (low + high) // 2
                    ranges += [(middle + 1, high), (low, middle)]
                elif low <= high:
                    lost.append((low, high))

    def close(self) -> None:
        """Close the copy."""
        self._connection.close()


def joined(ranges: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield ranges of ids, those that follow each other as one."""
    first, last = 0, -1
    for low, high in sorted(ranges):
        if low > last + 1:
            if first:
                yield first, last
            first = low
        last = high
    if first:
        yield first, last


def _open(copy: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(copy, isolation_level=None)
    connection.text_factory = _text
    # What cannot be understood of a schema is passed over then, after a complaint.
    connection.execute("PRAGMA writable_schema = ON")
    with suppress(sqlite3.DatabaseError, UnicodeDecodeError):
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return Mangled(value.decode(errors="replace"))


def _pad(copy: Path) -> None:
    """Give a file that was cut off the length its header speaks of: SQLite reads nothing of a shorter one."""
    with open(copy, "r+b") as stream:
        header = stream.read(32)
        if len(header) == 32:
            size, pages = struct.unpack(">16xH10xI", header)
            length, there = (65536 if size == 1 else size) * pages, copy.stat().st_size
            if there < length <= _MOST_PADDING * there:
                stream.truncate(length)


def _quoted(name: str) -> str:
    return f'"{name}"'
