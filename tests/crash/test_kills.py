"""Killed at any point, a command leaves the store as it was before or as it is after, and nothing in between."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from store.files import content, make_old

Command = list[str]

DONE = (
    "is whole",
    "Target ",
    "Visit ",
    "Targets: ",
    "Undone",
    "Redone",
    "Back to",
    "Backed up",
    "The store has",
    "restored. (",
    "repaired:",
)
"""What commands say when they are done."""


def nothing(folder: Path) -> None:
    """Leave the folder as the commands made it."""


def damage(folder: Path) -> None:
    (folder / "store.db").write_bytes(b"no database at all" * 100)


def change_a_value(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "store.db")) as connection, connection:
        connection.execute("UPDATE target SET address = x'ff' WHERE id = 1")


def make_first_version(folder: Path) -> None:
    values = ", ".join(f"('台北 {n}', '台北 {n}', 'company', 1, '2026-01-01')" for n in range(30))
    make_old(
        folder / "store.db",
        "0001",
        f"""INSERT INTO rep (name, name_key) VALUES ('me', 'me');
            INSERT INTO target (name, name_key, kind, rep_id, added_on) VALUES {values}""",
    )


@dataclass(frozen=True)
class Case:
    """Commands that fill a store, what else is done to it, the commands during which it is killed, and how often."""

    kills: int
    filling: list[Command]
    killed: list[Command]
    prepare: Callable[[Path], None] = nothing


TARGETS = [["target", "add", f"Acme {n}", "--territory", "North", "--block", f"B{n % 3}"] for n in range(6)]
PROSPECTS = [
    ["prospect", "promote", f"Acme {n}", "--grade", "A", "--money", "y", "--need", "y", "--interest", "strong"]
    for n in range(6)
]
VISIT = ["--outcome", "order", "--order", "1200", "--met", "Ann", "--objection", "price:dear", "--next", "+3d"]
VISITS = [["visit", "add", f"Acme {n}", *VISIT] for n in range(3)]
IMPORT = ["import", "targets", "{folder}/30.csv"]

CASES = {
    "visit add": Case(60, TARGETS, VISITS),
    "first start": Case(30, [], [["db", "check"], *TARGETS[:1]]),
    "import": Case(30, TARGETS, [IMPORT]),
    "import with a backup": Case(20, TARGETS, [["import", "targets", "{folder}/1000.csv"]]),
    "replan": Case(25, [*TARGETS, *PROSPECTS, ["plan", "week"], *VISITS], [["plan", "week", "--replan"]]),
    "undo": Case(20, [*TARGETS, IMPORT], [["undo"]]),
    "undo several": Case(20, [*TARGETS, *VISITS], [["undo", "--to", "4"], ["redo"]]),
    "migration": Case(25, [], [["target", "list"]], make_first_version),
    "backup": Case(12, TARGETS, [["db", "backup"], ["db", "backup", "{folder}/mine.db"]]),
    "restore": Case(
        25, [*TARGETS, ["db", "backup", "{folder}/old.db"], *VISITS], [["db", "restore", "{folder}/old.db"]]
    ),
    "restore what was damaged": Case(
        15, [*TARGETS, ["db", "backup", "{folder}/old.db"]], [["db", "restore", "{folder}/old.db"]], damage
    ),
    "repair": Case(30, [*TARGETS, *VISITS], [["db", "check", "--repair"]], change_a_value),
    "vacuum": Case(10, [*TARGETS, ["--today", "2029-01-01", "undo"]], [["--today", "2028-01-01", "db", "vacuum"]]),
}


def test_that_is_enough():
    assert sum(case.kills for case in CASES.values()) >= 200


@pytest.mark.parametrize("name", CASES)
def test_a_kill_leaves_nothing_half_done(name, nursery, tmp_path):
    case = CASES[name]
    base = tmp_path / "base"
    base.mkdir()
    for lines in (30, 1000):
        rows = "".join(f"Imported {n},North,Harbour,vip\n" for n in range(lines))
        (tmp_path / f"{lines}.csv").write_text(f"name,territory,block,tags\n{rows}", encoding="utf-8")
    run(nursery, base, tmp_path, case.filling)
    case.prepare(base)

    states, points = finished_states(nursery, base, tmp_path, case)
    stops = sorted({number * points // case.kills for number in range(case.kills)})
    assert len(stops) == case.kills, f"there are {points} points only"
    for stop in stops:
        folder = fresh(base, tmp_path / "killed")
        came_to = run(nursery, folder, tmp_path, case.killed, stop=stop)
        at = f"killed at point {stop}: {came_to['killed_at']}"
        assert came_to["killed_at"] is not None, at
        refuse_half_files(folder, at)
        acknowledged = said(folder)
        state = whole(folder / "store.db")
        assert state in states[acknowledged : acknowledged + 2], at
        if stop in stops[::5]:
            assert nursery.run(folder / "store.db", [["product", "list", "-f", "json"]])["code"] == (
                5 if state is None else 0
            ), at


def run(nursery, folder: Path, files: Path, commands: list[Command], stop: int | None = None) -> dict[str, Any]:
    """Run commands on the store of a folder; `{folder}` in them is that of the files."""
    if not commands:
        return {"points": 0}
    filled = [[word.replace("{folder}", str(files)) for word in command] for command in commands]
    done = nursery.run(folder / "store.db", filled, stop)
    if stop is None:
        assert done["code"] == 0, (folder / "store.db.said").read_text()
    return done


def finished_states(nursery, base: Path, files: Path, case: Case) -> tuple[list[Any], int]:
    """Return what the store holds before and after each command when nobody kills it, and how many points there are."""
    states = [whole(base / "store.db")]
    for count in range(1, len(case.killed) + 1):
        folder = fresh(base, files / "finished")
        points = run(nursery, folder, files, case.killed[:count])["points"]
        states.append(whole(folder / "store.db"))
        (files / "mine.db").unlink(missing_ok=True)
    return states, points


def fresh(base: Path, folder: Path) -> Path:
    """Copy a folder to where nothing is left of an earlier copy."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder.parent / "mine.db").unlink(missing_ok=True)
    return shutil.copytree(base, folder)


def whole(path: Path) -> dict[str, list[Any]] | None:
    """Return what a store holds, after making sure that it is sound; None when it is the damaged one."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    except sqlite3.DatabaseError:
        return None
    return content(path)


def refuse_half_files(folder: Path, at: str) -> None:
    """Make sure that whatever has the name of a backup is a whole store, or a whole copy of a damaged one."""
    for file in [*folder.glob("backups/*.db"), *folder.parent.glob("mine.db")]:
        if "damaged" in file.name:
            assert file.read_bytes() == b"no database at all" * 100 or whole(file), at
        else:
            assert whole(file), at


def said(folder: Path) -> int:
    """Return how many of the commands had said that they were done."""
    words = (folder / "store.db.said").read_text(encoding="utf-8")
    return sum(any(word in line for word in DONE) for line in words.splitlines())
