"""What the tests of the commands share: rows stored directly, and runs that must not write."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from salesctl.domain.record import Record
from salesctl.store.check import Table
from salesctl.store.sqlite.opening import open_store

Tables = dict[str, list[tuple[Any, ...]]]


@pytest.fixture
def insert(home: Path) -> Callable[..., list[int]]:
    """Store records as one command, where the noun that makes them is not what is tested; return their ids."""

    def call(*records: Record) -> list[int]:
        store = open_store(home / "store.db", command_line="a test's own rows")
        with store.transaction():
            rows = [Table(record.TABLE).checked(record.model_dump()) for record in records]
            ids = [store.insert(row)["id"] for row in rows]
        store.lane.close()
        return ids

    return call


@pytest.fixture
def prepared(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[], object]], None]:
    """Fill the store once, under a name of its own, and copy it for every other test: `prepared("market", fill)`."""

    def call(name: str, fill: Callable[[], object]) -> None:
        kept = tmp_path_factory.getbasetemp() / f"{name}.db"
        if kept.exists():
            shutil.copy(kept, home / "store.db")
        else:
            fill()
            shutil.copy(home / "store.db", kept)

    return call


@pytest.fixture
def tables(home: Path) -> Callable[..., Tables]:
    """Return the contents of every table, or of all but those of the journal."""

    def read(*, journal: bool = True) -> Tables:
        connection = sqlite3.connect(home / "store.db")
        try:
            names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            names -= {"sqlite_sequence"} if journal else {"sqlite_sequence", "command", "change"}
            return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in sorted(names)}
        finally:
            connection.close()

    return read


@pytest.fixture
def refused(run, tables) -> Callable[..., str]:
    """Run a command that must fail: `refused(4, "product", "add", "X")`; nothing is written, its line is returned."""

    def call(code: int, *args: str) -> str:
        before = tables()
        result = run(*args, code=code)
        assert tables() == before, "something was written"
        assert result.out == ""
        return result.err

    return call
