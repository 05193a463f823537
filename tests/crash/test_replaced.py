"""A store that is restored, moved or replaced beside those who write: nothing that was acknowledged is lost unsaid."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

WRITERS, VISITS, RESTORES = 3, 60, 12
ROWS = 5000


def notes(path):
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {note for (note,) in connection.execute("SELECT note FROM visit")}


def test_each_visit_acknowledged_beside_restores_is_in_the_store_or_in_what_is_kept(nursery, tmp_path):
    path, good = tmp_path / "store.db", tmp_path / "good.db"
    targets = [["target", "add", f"Acme {n}"] for n in range(WRITERS)]
    assert nursery.run(path, [*targets, ["db", "backup", str(good)]])["code"] == 0
    visit = ["--outcome", "advance", "--on", "today", "--note"]
    crowd = [[["visit", "add", f"Acme {n}", *visit, f"{n}/{i}"] for i in range(VISITS)] for n in range(WRITERS)]
    assert nursery.run_at_once(path, [*crowd, [["db", "restore", str(good)]] * RESTORES]) == [0] * (WRITERS + 1)
    kept = list((tmp_path / "backups").glob("*before-restore*.db"))
    assert len(kept) == RESTORES
    found = notes(path).union(*map(notes, kept))
    assert found == {f"{n}/{i}" for n in range(WRITERS) for i in range(VISITS)}
    assert any(notes(copy) for copy in kept), "they were not beside each other"


def moved(path):
    path.rename(path.with_name("moved.db"))


def deleted(path):
    path.unlink()


def replaced(path):
    shutil.copy(path.with_name("copy.db"), path.with_name("new.db"))
    path.with_name("new.db").replace(path)


@pytest.mark.parametrize("gone", [moved, deleted, replaced])
def test_an_import_into_a_store_that_is_gone_is_not_said_to_be_done(run, home, gone):
    run("target", "add", "Acme")
    run("db", "backup", str(home / "copy.db"))
    (home / "many.csv").write_text("name\n" + "".join(f"Imported {n}\n" for n in range(ROWS)), encoding="utf-8")
    store = home / "store.db"
    process = subprocess.Popen(
        [sys.executable, "-m", "salesctl", "import", "targets", str(home / "many.csv")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    while writable(store):
        assert process.poll() is None, "the import was too quick"
    gone(store)
    out, err = process.communicate()
    assert process.returncode == 5
    assert "added" not in out
    said = [line for line in err.splitlines() if line.startswith("Error:")]
    assert said == [f"Error: {store} was moved, deleted or replaced while this ran; nothing was written"]
    for place in (home / "moved.db", store):
        if place.exists():
            with closing(sqlite3.connect(place)) as connection:
                assert connection.execute("SELECT count(*) FROM target").fetchone() == (1,)


def writable(path):
    """Whether nobody is writing to a store."""
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return False
        connection.execute("ROLLBACK")
    time.sleep(0.02)
    return True


def test_who_waits_for_the_lock_of_a_store_that_is_replaced_writes_nothing(run, home):
    """As where a damaged store is replaced: the file that was locked is no longer the store."""
    run("target", "add", "Acme")
    run("db", "backup", str(home / "copy.db"))
    store = home / "store.db"
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        process = subprocess.Popen(
            [sys.executable, "-m", "salesctl", "target", "add", "Late"], stderr=subprocess.PIPE, encoding="utf-8"
        )
        while not opened(process, store):
            time.sleep(0.02)
        time.sleep(0.2)
        replaced(store)
        other.execute("ROLLBACK")
        assert "was moved, deleted or replaced" in process.communicate()[1]
    assert process.returncode == 5
    assert len(run("target", "list", "-f", "json").json) == 1


def opened(process, path):
    """Whether a process has a file open."""
    folder = f"/proc/{process.pid}/fd"
    try:
        return any(os.path.realpath(f"{folder}/{name}") == str(path) for name in os.listdir(folder))
    except OSError:
        return False
