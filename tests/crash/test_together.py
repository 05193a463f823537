"""Many processes on one store: nothing is lost, nobody fails, and readers see whole commands only."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from salesctl.store.sqlite import waiting

PROCESSES, VISITS = 8, 250
ROWS = 5000


def test_eight_processes_record_250_visits_each(nursery, tmp_path):
    path = tmp_path / "store.db"
    assert nursery.run(path, [["target", "add", f"Acme {n}"] for n in range(PROCESSES)])["code"] == 0
    visit = ["--outcome", "advance", "--on", "today", "--note"]
    crowd = [[["visit", "add", f"Acme {n}", *visit, f"{n}/{i}"] for i in range(VISITS)] for n in range(PROCESSES)]
    assert nursery.run_at_once(path, crowd) == [0] * PROCESSES
    wanted = sorted(f"{n}/{i}" for n in range(PROCESSES) for i in range(VISITS))
    with closing(sqlite3.connect(path)) as connection:
        notes = connection.execute("SELECT note, target_id FROM visit").fetchall()
        assert sorted(note for note, _ in notes) == wanted
        assert all(note.startswith(f"{target - 1}/") for note, target in notes)
        entries = connection.execute(
            "SELECT count(DISTINCT c.id), count(*) FROM command c JOIN change x ON x.command_id = c.id"
            " WHERE x.table_name = 'visit'"
        ).fetchone()
        assert entries == (PROCESSES * VISITS, PROCESSES * VISITS)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.fixture
def long_import(run, tmp_path):
    """Start the import of many targets into a store that has one; return the process."""
    run("target", "add", "Acme")
    file = tmp_path / "many.csv"

    def start(rows: int = ROWS) -> subprocess.Popen:
        file.write_text("name,territory\n" + "".join(f"Imported {n},North\n" for n in range(rows)), encoding="utf-8")
        return subprocess.Popen(
            [sys.executable, "-m", "salesctl", "import", "targets", str(file)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    return start


def test_a_reader_beside_an_import_sees_the_store_before_or_after(long_import, run, sql):
    process = long_import()
    seen = []
    while process.poll() is None:
        seen.append(sql("SELECT count(*) FROM target")[0][0])
    process.communicate()
    assert process.returncode == 0
    assert len(seen) > 20
    assert set(seen) <= {1, 1 + ROWS}
    assert seen[0] == 1
    assert sql("SELECT count(*) FROM target") == [(1 + ROWS,)]


@pytest.mark.parametrize("seconds", [0.3, 0.5, 0.7, 0.9])
def test_an_import_that_is_killed_as_a_process_is_whole_or_not_there(long_import, run, sql, seconds):
    process = long_import()
    time.sleep(seconds)
    process.kill()
    acknowledged = b"added" in process.communicate()[0]
    run("db", "check")
    count = sql("SELECT count(*) FROM target")[0][0]
    assert count in ({1 + ROWS} if acknowledged else {1, 1 + ROWS})


WAITING = "Waiting: another program is writing to the store.\n"


@pytest.fixture
def locked(run, home):
    """A connection of another program that holds the write lock of a store with a target and a backup."""
    run("target", "add", "Acme")
    run("db", "backup", str(home / "copy.db"))
    with closing(sqlite3.connect(home / "store.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE target SET phone = '1'")
        yield other


def started(*args: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "salesctl", *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )


def test_who_writes_beside_a_long_import_waits_for_it(long_import, sql, home):
    importing = long_import(8 * ROWS)
    with closing(sqlite3.connect(home / "store.db", isolation_level=None, timeout=0)) as probe:
        for _ in range(10_000):
            try:
                probe.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                break
            probe.execute("ROLLBACK")
            time.sleep(0.01)
    visit = ("visit", "add", "Acme", "--outcome", "advance", "--note")
    visits = [started(*visit, f"{n}") for n in range(3)]
    said = [process.communicate() for process in visits]
    assert [process.returncode for process in visits] == [0, 0, 0], said
    assert any(WAITING in err for _, err in said)
    importing.communicate()
    assert importing.returncode == 0
    assert sql("SELECT count(*) FROM target") == [(1 + 8 * ROWS,)]
    assert sorted(sql("SELECT note FROM visit")) == [("0",), ("1",), ("2",)]


@pytest.mark.parametrize("command", ["target add Beta", "db restore copy.db", "import targets list.csv"])
def test_who_waits_says_so_once_and_goes_on_when_the_other_is_done(locked, home, monkeypatch, command):
    monkeypatch.chdir(home)
    (home / "list.csv").write_text("name\nGamma\n")
    process = started(*command.split())
    lines = [process.stderr.readline() for _ in range(1 + command.startswith("import"))]
    assert lines[-1] == WAITING
    locked.execute("COMMIT")
    _, err = process.communicate()
    assert process.returncode == 0, err
    assert WAITING not in err


@pytest.mark.parametrize("command", ["target add Beta", "db restore copy.db"])
def test_ctrl_c_ends_the_waiting_at_once(locked, home, sql, monkeypatch, command):
    monkeypatch.chdir(home)
    before = sql("SELECT * FROM target")
    process = started(*command.split())
    assert process.stderr.readline() == WAITING
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode == 130
    locked.execute("ROLLBACK")
    assert sql("SELECT * FROM target") == before


@pytest.mark.parametrize(
    "command",
    [["target", "add", "Beta"], ["undo"], ["undo", "--to", "1"], ["db", "restore", "old.db"], ["db", "vacuum"]],
)
def test_a_lock_held_too_long_is_said_in_a_line(run, home, monkeypatch, command):
    monkeypatch.chdir(home)
    run("target", "add", "Acme")
    run("target", "add", "Bolt")
    run("db", "backup", "old.db")
    monkeypatch.setattr(waiting, "LONGEST_SECONDS", 0.05)
    with closing(sqlite3.connect(home / "store.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE target SET phone = '1'")
        assert "busy" in run(*command, code=5).err
        other.execute("ROLLBACK")
    assert len(run("target", "list", "-f", "json").json) == 2
    run(*command)


def test_a_backup_does_not_wait_for_a_writer(run, home):
    run("target", "add", "Acme")
    with closing(sqlite3.connect(home / "store.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE target SET phone = '1'")
        run("db", "backup", str(home / "copy.db"))
        other.execute("ROLLBACK")
    with closing(sqlite3.connect(home / "copy.db")) as copy:
        assert copy.execute("SELECT name, phone FROM target").fetchall() == [("Acme", None)]


def test_a_restore_is_seen_by_who_has_the_store_open(run, home):
    run("target", "add", "Acme")
    run("db", "backup", str(home / "copy.db"))
    run("target", "add", "Bolt")
    with closing(sqlite3.connect(home / "store.db")) as other:
        assert other.execute("SELECT count(*) FROM target").fetchone() == (2,)
        before = os.stat(home / "store.db").st_ino
        run("db", "restore", str(home / "copy.db"))
        assert os.stat(home / "store.db").st_ino == before, "their file would be another one"
        assert other.execute("SELECT count(*) FROM target").fetchone() == (1,)
