"""Random commands of every noun that writes, undone one and all: the store is as at first; redone, as at the end."""

import os
import shlex
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from cli.writing import JOURNALLED, SETUP, lines_of, make_files
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesctl import main

COMMAND = st.builds(
    lambda line, target, other, n: line.format(
        target=target, other=other, n=n, name=f"{target} {n}", folder="{folder}"
    ),
    st.sampled_from(lines_of(JOURNALLED)),
    st.sampled_from(["Acme", "大同", "1", "2"]),
    st.sampled_from(["Acme", "大同", "1", "2"]),
    st.integers(1, 4),
)


@pytest.fixture
def walk(monkeypatch):
    """Return a function that makes a store in a new folder and returns what runs a command on it."""
    monkeypatch.setenv("SALESCTL_COACHING", "false")

    def begin(folder: str):
        os.environ["SALESCTL_DB"] = str(Path(folder) / "store.db")
        make_files(Path(folder))

        def run(line: str) -> int:
            sys.argv = ["salesctl", *shlex.split(line.replace("{folder}", folder))]
            code = int(main.run())
            assert code in (0, 2, 3, 4), line
            return code

        for line in lines_of(SETUP):
            assert run(line) == 0, line
        return run

    monkeypatch.setattr(sys, "argv", sys.argv)
    monkeypatch.setenv("SALESCTL_DB", "replaced")
    return begin


def state() -> dict[str, list]:
    """Return every row, but those of the journal and of what is derived from others."""
    with closing(sqlite3.connect(os.environ["SALESCTL_DB"])) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%' ORDER BY name")
        tables = [name for (name,) in names if name not in ("command", "change")]
        return {table: connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in tables}


def test_each_command_of_the_walk_can_be_done(walk, tmp_path):
    """So that the walk is not one of refused commands."""
    run = walk(str(tmp_path))
    for line in lines_of(JOURNALLED):
        assert run(line.format(target="Acme", other="大同", n=1, name="Acme Ltd", folder="{folder}")) == 0, line


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(COMMAND, min_size=1, max_size=12))
def test_all_undone_is_the_start_and_all_redone_the_end(walk, lines):
    with tempfile.TemporaryDirectory() as folder:
        run = walk(folder)
        entries = len(lines_of(SETUP))
        states = [state()]
        for line in lines:
            if run(line) == 0 and (now := state()) != states[-1]:
                states.append(now)
        for earlier in reversed(states[:-1]):
            assert run("undo") == 0
            assert state() == earlier
        for later in states[1:]:
            assert run("redo") == 0
            assert state() == later
        if len(states) > 1:
            assert run(f"undo --to {entries}") == 0
            assert state() == states[0]
        for _ in range(entries - 1):  # the look at the week goes with the rep whose week it is
            assert run("undo") == 0
        assert not any(rows for table, rows in state().items() if table != "setting")
