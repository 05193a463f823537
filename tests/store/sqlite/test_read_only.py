"""A store on a medium that is only read: everything that reads works there, and what writes says why it does not."""

import sqlite3
from contextlib import contextmanager

import pytest
from hostile.test_environment import unwritable
from store.files import make_old
from store.sqlite.test_restore import leave_log

from salesctl.store.sqlite import files

READING = [
    ["target", "list"],
    ["target", "show", "Acme"],
    ["search", "Acme"],
    ["search", "spoken"],
    ["log"],
    ["log", "Acme"],
    ["visit", "list"],
    ["progress", "visits"],
    ["review", "week"],
    ["report", "day"],
    ["db", "check"],
    ["db", "info"],
    ["export", "targets"],
    ["undo", "--dry-run"],
]
WRITING = [
    ["target", "add", "Bolt"],
    ["visit", "add", "Acme", "--outcome", "advance"],
    ["undo"],
    ["plan", "week", "--replan"],
    ["db", "backup"],
    ["db", "vacuum"],
]


@contextmanager
def pretended(folder, monkeypatch):
    """Have files of a folder be only read, as far as SQLite and this program see: where nothing can be mounted."""
    connect, access, make = sqlite3.connect, files.os.access, files.os.open

    def refusing(at, **how):
        if str(at).startswith(f"file://{folder}") and "immutable" not in str(at):
            at = f"file:{folder}/none?mode=ro"
        return connect(at, **how)

    def asked(path, mode, **how):
        return not (mode & files.os.W_OK and str(path).startswith(str(folder))) and access(path, mode, **how)

    def new_file(path, flags, *mode, **how):
        if flags & files.os.O_CREAT and str(path).startswith(str(folder)):
            raise OSError(30, "Read-only file system")
        return make(path, flags, *mode, **how)

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", refusing)
        patch.setattr(files.os, "access", asked)
        patch.setattr(files.os, "open", new_file)
        yield


@pytest.fixture(params=["mounted", "pretended"])
def fixed(request, run, home, monkeypatch):
    """Return what makes a folder with a store in it unwritable; its store has a visit, and nobody has searched yet."""
    folder = home / "medium"
    monkeypatch.setenv("SALESCTL_DB", str(folder / "store.db"))
    run("target", "add", "Acme")
    run("visit", "add", "Acme", "--outcome", "advance", "--note", "spoken")
    return lambda: unwritable(folder) if request.param == "mounted" else pretended(folder, monkeypatch)


def test_everything_that_reads_works_there(run, home, fixed):
    store = home / "medium" / "store.db"
    before = store.read_bytes()
    with fixed():
        for command in READING:
            said = run(*command, code=None)
            assert said.code == 0 or command[0] == "undo", (command, said)
            assert "Acme" in said.out or command[0] in ("db", "progress", "review", "report", "undo"), command
        run("target", "list", "-o", str(home / "out.csv"))
        run("db", "backup", str(home / "copy.db"))
    assert [path.name for path in store.parent.iterdir()] == ["store.db"]
    assert store.read_bytes() == before
    run("--db", str(home / "copy.db"), "db", "check")


def test_what_writes_says_why_it_does_not(run, home, fixed):
    store = home / "medium" / "store.db"
    before = store.read_bytes()
    with fixed():
        for command in WRITING:
            said = run(*command, code=5)
            assert f"{store} cannot be written" in said.err or "no backup could be made in" in said.err, said
    assert store.read_bytes() == before


@pytest.mark.parametrize(("journal", "end", "products"), [("wal", "commit", 500), ("delete", "crash", 0)])
def test_with_a_log_beside_it_it_is_read_as_it_stands(run, home, fixed, journal, end, products):
    """As where the machine stopped and its disk is now mounted elsewhere: no commit is missing, none is half there."""
    store = home / "medium" / "store.db"
    leave_log(store, journal, end)
    store.with_name("store.db-shm").unlink(missing_ok=True)
    before = {path.name: path.read_bytes() for path in store.parent.iterdir()}
    with fixed():
        assert len(run("product", "list", "-f", "json").json) == products
        assert "Acme" in run("search", "Acme").out
        run("db", "check")
        run("db", "backup", str(home / "copy.db"))
        run("product", "add", "GTX", code=5)
    assert {path.name: path.read_bytes() for path in store.parent.iterdir()} == before
    assert len(run("--db", str(home / "copy.db"), "product", "list", "-f", "json").json) == products
    assert not list((home / "home" / ".cache" / "salesctl").glob("store-*"))


def test_one_of_a_former_version_says_what_to_do(run, home, fixed):
    (home / "medium" / "store.db").unlink()
    make_old(home / "medium" / "store.db", "0005", "")
    with fixed():
        assert "copy it to a folder you may write to" in run("target", "list", code=5).err


def test_what_a_killed_reader_left_is_cleared_away(run, home, fixed):
    cache = home / "home" / ".cache" / "salesctl"
    (cache / "store-old").mkdir(parents=True)
    files.os.utime(cache / "store-old", (0, 0))
    leave_log(home / "medium" / "store.db", "wal", "commit")
    (home / "medium" / "store.db-shm").unlink()
    with fixed():
        run("target", "list")
    assert list(cache.iterdir()) == []
