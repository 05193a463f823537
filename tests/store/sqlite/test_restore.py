"""Restoring: a store and its logs are one thing, whether they are restored from or replaced."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

WRITE = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute(f"PRAGMA journal_mode = {sys.argv[2]}")
connection.execute("PRAGMA wal_autocheckpoint = 0")
connection.execute("PRAGMA cache_size = 5")
connection.execute("BEGIN")
for number in range(500):
    connection.execute("INSERT INTO product (name, name_key) VALUES (?, ?)", (f"P{number}" + "x" * 500, f"p{number}"))
if sys.argv[3] == "commit":
    connection.execute("COMMIT")
os.kill(os.getpid(), signal.SIGKILL)
"""
"""Leaves a log beside a store, as a program does that is killed: of what was committed, or of what was not."""


LOGS = [("wal", "commit"), ("delete", "crash"), ("wal", "crash")]


def leave_log(file, journal, end):
    done = subprocess.run([sys.executable, "-c", WRITE, str(file), journal, end], check=False)
    assert done.returncode == -signal.SIGKILL
    assert file.with_name(f"{file.name}-{'wal' if journal == 'wal' else 'journal'}").stat().st_size > 10_000


@pytest.fixture
def file(run, home):
    run("target", "add", "Acme")
    run("db", "backup", str(home / "good.db"))
    return home / "store.db"


def names(run):
    return [row["name"] for row in run("target", "list", "-f", "json").json]


@pytest.mark.parametrize(("journal", "end"), LOGS)
def test_a_log_that_was_left_is_not_read_with_what_is_restored(run, home, file, journal, end):
    leave_log(file, journal, end)
    ending = "-wal" if journal == "wal" else "-journal"
    log = file.with_name(file.name + ending).read_bytes()
    file.unlink()
    said = run("db", "restore", str(home / "good.db")).out
    (kept,) = (home / "backups").iterdir()
    assert f"the log it left is {kept}" in said
    assert kept.name.endswith(f".db{ending}")
    assert kept.read_bytes() == log
    assert kept.stat().st_mode & 0o777 == 0o600
    run("db", "check")
    assert (names(run), run("product", "list", "-f", "json").json) == (["Acme"], [])


@pytest.mark.parametrize(("journal", "end"), LOGS)
def test_a_damaged_store_is_kept_with_its_log(run, home, file, journal, end):
    leave_log(file, journal, end)
    file.write_bytes(b"no database" * 1000)
    ending = "-wal" if journal == "wal" else "-journal"
    log = file.with_name(file.name + ending).read_bytes()
    run("db", "restore", str(home / "good.db"))
    kept = {path.name.partition(".db")[2]: path for path in (home / "backups").iterdir()}
    assert sorted(kept) == sorted(["", ending])
    assert (kept[""].read_bytes(), kept[ending].read_bytes()) == (b"no database" * 1000, log)
    run("db", "check")
    assert names(run) == ["Acme"]


@pytest.mark.parametrize(("journal", "end", "products"), [("delete", "crash", 0), ("wal", "commit", 500)])
@pytest.mark.parametrize("apart", [True, False])
def test_a_file_with_its_log_is_restored_as_it_stood(run, home, file, journal, end, products, apart, monkeypatch):
    """`apart`: on a medium that takes no file beside it, as a private copy."""
    source = home / "stick" / "copy.db"
    source.parent.mkdir()
    shutil.copy(home / "good.db", source)
    leave_log(source, journal, end)
    before = {path.name: path.read_bytes() for path in source.parent.iterdir() if not path.name.endswith("-shm")}
    if apart:
        refuse_beside(source, monkeypatch)
    run("db", "restore", str(source))
    run("db", "check")
    assert names(run) == ["Acme"]
    assert len(run("product", "list", "-f", "json").json) == products
    assert {name: (source.parent / name).read_bytes() for name in before} == before


def refuse_beside(source, monkeypatch):
    """Have SQLite not open a file where it lies, as it does where it would have to make or change a file beside it."""
    connect = sqlite3.connect

    def refusing(at, **how):
        if str(at).startswith(f"file://{source}?") and "immutable" not in str(at):
            at = f"file:{source.parent}/none?mode=ro"
        return connect(at, **how)

    monkeypatch.setattr(sqlite3, "connect", refusing)


def test_without_a_place_for_a_private_copy_it_is_said(run, home, file, monkeypatch):
    source = home / "copy.db"
    shutil.copy(home / "good.db", source)
    leave_log(source, "delete", "crash")
    monkeypatch.setenv("XDG_CACHE_HOME", str(file))
    said = run("db", "restore", str(source), code=5).err
    assert f"{source} cannot be read where it lies, as copy.db-journal belongs to it" in said


def test_what_has_other_pages_is_restored(run, home, file):
    with closing(sqlite3.connect(home / "good.db", isolation_level=None)) as other:
        other.execute("PRAGMA page_size = 1024")
        other.execute("VACUUM")
    run("target", "add", "Later")
    run("db", "restore", str(home / "good.db"))
    run("db", "check")
    assert names(run) == ["Acme"]


def test_a_link_leads_to_the_store_that_is_replaced(run, home, file, monkeypatch):
    (home / "elsewhere").mkdir()
    real = file.rename(home / "elsewhere" / "real.db")
    file.symlink_to(real)
    for damage in (False, True):
        if damage:
            real.write_bytes(b"no database" * 1000)
        run("db", "restore", str(home / "good.db"))
        assert file.is_symlink()
        assert names(run) == ["Acme"]


def test_a_store_made_meanwhile_is_not_written_over(run, home, file, monkeypatch):
    """Two restores where there is no store, or a first start beside one: the later finds a store, and keeps it."""
    file.unlink()
    link, made = os.link, []

    def late(part, name):
        if name == file and not made:
            made.append(shutil.copy(home / "good.db", file))
        return link(part, name)

    monkeypatch.setattr(os, "link", late)
    assert "the store as it was is" in run("db", "restore", str(home / "good.db")).out
    assert made
