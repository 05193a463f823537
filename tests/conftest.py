"""What tests share: a private home and store, and the program run as a user runs it."""

import csv
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import claims
import parsers
import pytest
from hypothesis import settings

from salesctl import clock, main
from salesctl.store.sqlite import opening

parsers.keep()
claims.hold()
make_store = opening._create

# Where builds are judged, the same code gives the same result; at a desk, Hypothesis goes on looking.
# No test is judged by the clock: the machine may be busy.
settings.register_profile("searching", deadline=None)
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable" if os.environ.get("CI") else "searching")

TODAY = "2026-11-23"  # a Monday
ABOUT_A_FILE = ("Read ", "line ", "and ")
"""How the lines begin that an import prints before it fails: how it read the file, and its bad rows."""


@dataclass(frozen=True)
class Result:
    """What a run of the program printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def csv(self) -> list[dict[str, str]]:
        return list(csv.DictReader(self.out.splitlines(keepends=True)))


Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home; nothing of the developer's own settings or store is ever touched."""
    for name in [name for name in os.environ if name.startswith(("SALESCTL_", "XDG_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SALESCTL_DB", str(tmp_path / "store.db"))
    monkeypatch.setenv("SALESCTL_TODAY", TODAY)
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    return tmp_path


@cache
def new_store(currency: str, day: str) -> bytes:
    """Return what the file of a store holds that was made on a day."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        make_store(path, currency)
        return path.read_bytes()


@pytest.fixture(autouse=True)
def quick_stores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Copy new stores from one, as making the schema takes longer than most commands. `store/` has them made."""

    def copy(path: Path, currency: str) -> None:
        if path.exists() or not path.parent.is_dir():
            make_store(path, currency)
        else:
            path.touch(mode=0o600)
            path.write_bytes(new_store(currency, str(clock.today())))

    monkeypatch.setattr(opening, "_create", copy)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program inside this process, from its entry point on: `run("target", "list")`."""

    def call(*args: str, code: int | None = 0) -> Result:
        monkeypatch.setattr(sys, "argv", ["salesctl", *args])
        capsys.readouterr()
        got = int(main.run())
        out, err = capsys.readouterr()
        if code is not None:
            assert got == code, f"{args}: exit {got}\n{out}\n{err}"
        assert "Traceback" not in err
        if got:
            said = [line for line in err.splitlines() if not line.startswith(("Warning:", *ABOUT_A_FILE))]
            assert len(said) <= 1, f"an error is one line: {err}"
        return Result(got, out, err)

    return call


@pytest.fixture
def spawn() -> Run:
    """Run the program as its own process, where the process itself matters: pipes, signals, start-up."""

    def call(*args: str, stdin: str = "", env: dict[str, str] | None = None) -> Result:
        done = subprocess.run(
            [sys.executable, "-m", "salesctl", *args],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, **(env or {})},
            check=False,
        )
        return Result(done.returncode, done.stdout, done.stderr)

    return call


@pytest.fixture
def sql(home: Path) -> Callable[..., list[tuple[Any, ...]]]:
    """Query the store as a person with `sqlite3` would: `sql("SELECT name FROM target")`."""

    def query(statement: str, *params: Any) -> list[tuple[Any, ...]]:
        connection = sqlite3.connect(home / "store.db")
        try:
            return connection.execute(statement, params).fetchall()
        finally:
            connection.close()

    return query
