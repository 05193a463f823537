"""A commit that fails, of every command that makes one: one line says so, and nothing else was said or written."""

import shlex
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from cli.writing import AFTER, BEFORE, COMMITTING_NOTHING, JOURNALLED, SETUP, lines_of, make_files
from hostile import commands as hostile

from salesctl import main
from salesctl.errors import ExitCode
from salesctl.store.sqlite.lane import Lane, store_errors

_KNOWN = {command.typed for command in hostile.commands()} | hostile.UNTOUCHED
_LINES = [line for table in (BEFORE, SETUP, JOURNALLED, AFTER) for line in lines_of(table)]
_SAID_BEFORE = "Read "
"""How an import begins to say, before it writes, how it understood the file."""


def test_every_command_is_known_to_commit_or_not_to():
    committing = {typed for typed in _KNOWN if any(f"{line} ".startswith(f"{typed} ") for line in _LINES)}
    assert _KNOWN - committing - COMMITTING_NOTHING == set()
    assert COMMITTING_NOTHING & committing == set()
    assert COMMITTING_NOTHING <= _KNOWN


def test_every_file_that_a_committing_command_may_write_beside_takes_part():
    """A page or a list of rejected rows must not be there either when the commit failed."""
    missing = []
    for command in hostile.commands():
        for slot in command.slots:
            if slot.name in ("html", "skip_bad") and command.typed not in COMMITTING_NOTHING:
                lines = [line for line in _LINES if line.startswith(f"{command.typed} ")]
                if not any(f" {slot.option} " in line for line in lines):
                    missing.append(f"{command.typed} {slot.option}")
    assert missing == []


@pytest.fixture
def full(monkeypatch):
    """Return a function that says whether the disk is full, and how many commits there were since it was asked last.

    While it is full no commit goes through.
    """
    end = Lane.end
    state = {"full": False, "commits": 0}

    def fail(lane: Lane, *, commit: bool) -> None:
        if commit and state["full"]:
            with store_errors(lane.path):
                raise sqlite3.OperationalError("database or disk is full")
        end(lane, commit=commit)
        state["commits"] += commit

    def become(now: bool) -> int:
        commits = state["commits"]
        state.update(full=now, commits=0)
        return commits

    monkeypatch.setattr(Lane, "end", fail)
    return become


@pytest.fixture
def typed(home, monkeypatch, capsys):
    """Return a function that runs a line and returns its exit code and what it printed on both streams."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.setenv("SALESCTL_CONFIG", str(home / "config.toml"))
    (home / "config.toml").write_text("coaching = false\n", encoding="utf-8")
    monkeypatch.chdir(home)
    make_files(home)

    def run(words: list[str]) -> tuple[int, str, list[str]]:
        monkeypatch.setattr(sys, "argv", ["salesctl", *words])
        code = int(main.run())
        out, err = capsys.readouterr()
        return code, out, [line for line in err.splitlines() if not line.startswith(_SAID_BEFORE)]

    return run


def _stored(home: Path) -> list[str]:
    if not (home / "store.db").exists():
        return []
    with closing(sqlite3.connect(home / "store.db")) as store:
        return list(store.iterdump())


def _files(home: Path) -> dict[Path, bytes]:
    """Return every file but those of the store and its backups, which are made before anything else."""
    found = (path for path in home.rglob("*") if path.is_file() and not path.name.startswith("store"))
    return {path: path.read_bytes() for path in found}


def _wrong(home: Path, typed, words: list[str]) -> str:
    """Run a command whose commit fails, and say what is not as it should be."""
    stored, files = _stored(home), _files(home)
    code, out, err = typed(words)
    if code != ExitCode.STORE:
        return f"exit {code}"
    if out:
        return f"said {out!r}"
    if len(err) != 1 or "disk is full" not in err[0]:
        return f"complained {err}"
    if stored and _stored(home) != stored:
        return "wrote rows"
    changed = [path.name for path, content in _files(home).items() if files.get(path) != content]
    return f"left {changed}" if changed else ""


def test_a_commit_that_fails_leaves_nothing_behind_and_says_one_line(home, typed, full):
    wrong = {}
    for line in _LINES:
        words = shlex.split(line.format(target="Acme", other="大同", n=1, name="Acme Ltd", folder=home))
        if line == lines_of(BEFORE)[0]:
            typed(["target", "list"])  # the store is made by whoever comes first
        full(True)
        if found := _wrong(home, typed, words):
            wrong[line] = found
        full(False)
        assert typed(words)[0] == 0, line
        if (commits := full(False)) != 1:
            wrong[line] = f"{commits} commits: one may go through and the next fail"
    assert wrong == {}


def test_what_is_said_to_commit_nothing_needs_no_commit(home, typed, full):
    for line in [*lines_of(hostile.SETUP), "search cut", "db backup copy.db"]:
        assert typed(shlex.split(line))[0] == 0, line
    (home / "list.csv").write_text("name\n大同公司\n", encoding="utf-8")
    full(True)
    reading = [command for command in hostile.commands() if command.typed in COMMITTING_NOTHING]
    codes = {command.typed: typed(command.words())[0] for command in reading}
    assert {typed: code for typed, code in codes.items() if code} == {}
