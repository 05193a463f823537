"""What the tests of imports share: files to import, and a store to import them into."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Result


@pytest.fixture
def load(run, home) -> Callable[..., Result]:
    """Import a text as a file: `load("targets", "name\\nAcme", "--dry-run")`."""

    def call(kind: str, text: str | bytes, *options: str, **how) -> Result:
        path = home / f"{kind}.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return run("import", kind, str(path), *options, **how)

    return call


@pytest.fixture
def twice(load, tables) -> Callable[..., str]:
    """Import a text, see that a second run changes nothing, not even the journal, and return what the first printed."""

    def call(kind: str, text: str | bytes, *options: str) -> str:
        first = load(kind, text, *options)
        stored = tables()
        again = load(kind, text, *options)
        assert "0 added, 0 changed" in again.out
        assert tables() == stored
        return first.out

    return call


@pytest.fixture
def refused(load, run, tables) -> Callable[..., list[str]]:
    """Import a text that has bad rows: nothing is written; return the lines about them, and the error last."""

    def call(kind: str, text: str | bytes, *options: str) -> list[str]:
        run("territory", "list")  # makes the store
        stored = tables()
        result = load(kind, text, *options, code=2)
        assert tables() == stored
        assert result.out == ""
        return [line for line in result.err.splitlines() if not line.startswith("Read ")]

    return call


@pytest.fixture
def lists(run) -> None:
    """Three targets in two territories, and two products."""
    run("target", "add", "Acme", "--territory", "North", "--rep", "Lin")
    run("target", "add", "Bolt", "--territory", "South")
    run("target", "add", "大同公司", "--territory", "North")
    run("product", "add", "GTX Pro")
    run("product", "add", "MG Special")


@pytest.fixture
def rejects(home) -> Path:
    return home / "rejects.csv"
