"""What the hostile tests share: parsers made once, and filled stores."""

import random
import shlex
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hostile.commands import SETUP
from hostile.files import lists, write_csv
from hostile.program import run

from salesctl.cli.core import app


@pytest.fixture(autouse=True)
def quick(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make each noun's parser once: that takes longer than most commands; and work in the test's own folder."""
    monkeypatch.setattr(app, "load", _load)
    monkeypatch.setattr(sys, "argv", sys.argv)
    monkeypatch.setenv("SALESCTL_COACHING", "false")
    monkeypatch.setenv("SALESCTL_CONFIG", str(home / "config.toml"))
    monkeypatch.setenv("COLUMNS", "80")
    (home / "config.toml").touch()
    monkeypatch.chdir(home)


_load = cache(app.load)


@pytest.fixture(scope="session")
def filled_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a store that holds something of everything."""
    store = tmp_path_factory.mktemp("filled") / "store.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "load", _load)
        patch.setattr(sys, "argv", sys.argv)
        for line in SETUP.strip().splitlines():
            said = run("--db", str(store), "--today", "2026-11-23", *shlex.split(line))
            assert said.code == 0, f"{line}: {said.err}"
    return store.read_bytes()


@pytest.fixture(scope="session")
def hostile_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a store in which every text is hostile, as far as it is taken; most of it is."""
    folder = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "load", _load)
        patch.setattr(sys, "argv", sys.argv)
        patch.chdir(folder)
        for kind, rows in lists(random.Random(1)).items():
            write_csv(folder / "in.csv", [list(rows[0]), *(list(row.values()) for row in rows)])
            said = run("--db", "store.db", "--today", "2026-11-23", "import", kind, "in.csv", "--skip-bad", "bad.csv")
            added = int(said.out.split(": ")[1].split(" ")[0])
            assert added > len(rows) * 0.8, said
    return (folder / "store.db").read_bytes()


@pytest.fixture
def refill(home: Path, filled_bytes: bytes) -> Callable[..., Path]:
    """Return what puts the filled store, or other bytes, in the place of the test's store."""

    def call(content: bytes = filled_bytes) -> Path:
        store = home / "store.db"
        for name in ("store.db-wal", "store.db-shm", "store.db-journal"):
            (home / name).unlink(missing_ok=True)
        store.write_bytes(content)
        return store

    return call


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep these tests together where several processes share the work: else nobody counts them all."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("hostile"))
