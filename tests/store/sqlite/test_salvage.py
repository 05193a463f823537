"""Repairing a store: every row that can be read is saved, what cannot be is named, and the damaged store is kept."""

import os
import random
import sqlite3
from contextlib import closing

import pytest
from store.files import content, make_old

from salesctl.store.sqlite import salvage

VISITS = 60
JOURNAL = ("command", "change", "sqlite_sequence", "setting")


@pytest.fixture
def file(run, home):
    """A store whose visits are on several pages."""
    rows = "".join(
        f"Acme {number},2026-11-{number % 20 + 1:02},advance,{'x' * 900}{number}\n" for number in range(VISITS)
    )
    (home / "visits.csv").write_text(f"name,visited_on,outcome,note\n{rows}", encoding="utf-8")
    run("import", "visits", str(home / "visits.csv"), "--new")
    return home / "store.db"


def rows_of(file):
    return {table: rows for table, rows in content(file).items() if table not in JOURNAL}


def forget(run):
    """Have the journal tell of nothing but one target."""
    run("--today", "2029-01-01", "target", "add", "Later")
    run("--today", "2029-01-02", "db", "vacuum")


def pages_of(file, table):
    """Return the numbers of the leaves of a table."""
    with closing(sqlite3.connect(file)) as connection:
        try:
            found = connection.execute("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf'", (table,))
            return [page for (page,) in found]
        except sqlite3.OperationalError:
            pytest.skip("this SQLite does not tell of its pages")


def destroy(file, page, size=4096):
    whole = bytearray(file.read_bytes())
    whole[(page - 1) * size : page * size] = random.Random(page).randbytes(size)
    file.write_bytes(bytes(whole))


def test_a_store_that_is_whole_is_left_alone(run, file):
    before = file.read_bytes()
    assert "there is nothing to repair" in run("db", "check", "--repair").out
    assert file.read_bytes() == before


def test_rows_on_a_page_that_is_lost_come_from_the_journal(run, file, home):
    before = rows_of(file)
    destroy(file, pages_of(file, "visit")[1])
    damaged = file.read_bytes()
    said = run("db", "check", "--repair")
    assert rows_of(file) == before
    assert "comes from the journal" in said.err
    assert "Lost" not in said.err
    (kept,) = (home / "backups").glob("*-damaged.db")
    assert str(kept) in said.out
    assert kept.read_bytes()[100:] == damaged[100:]
    assert kept.stat().st_mode & 0o777 == 0o600
    run("db", "check")
    assert "nothing to undo" in run("undo", code=4).err


def test_what_the_journal_does_not_have_is_named_and_the_rest_is_saved(run, file, home):
    forget(run)
    before = rows_of(file)
    lost_page = pages_of(file, "visit")[1]
    destroy(file, lost_page)
    said = run("db", "check", "--repair")
    after = rows_of(file)
    assert {table: rows for table, rows in after.items() if table != "visit"} == {
        table: rows for table, rows in before.items() if table != "visit"
    }
    missing = sorted({row[0] for row in before["visit"][1:]} - {row[0] for row in after["visit"][1:]})
    assert 0 < len(missing) < VISITS / 2
    assert f"Lost: visit {missing[0]} to {missing[-1]} could not be read." in said.err
    assert missing == list(range(missing[0], missing[-1] + 1))
    assert set(after["visit"]) <= set(before["visit"])
    run("db", "check")
    run("visit", "add", "Acme 1", "--outcome", "advance")
    assert content(file)["visit"][-1][0] == VISITS + 1, "no id is used twice"


def test_what_belongs_to_a_lost_row_is_kept(run, file):
    forget(run)
    before = rows_of(file)
    destroy(file, pages_of(file, "target")[0])
    said = run("db", "check", "--repair")
    assert rows_of(file)["visit"] == before["visit"]
    assert "'lost target 1' stands for it" in said.err
    assert "lost target 1" in run("visit", "list").out
    run("db", "check")


@pytest.mark.parametrize("part", [0.5, 0.9])
def test_a_store_that_was_cut_off(run, file, part):
    before = rows_of(file)
    os.truncate(file, int(file.stat().st_size * part))
    run("db", "check", "--repair")
    after = rows_of(file)
    assert sum(map(len, after.values())) > sum(map(len, before.values())) * part / 2
    run("db", "check")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE sqlite_master SET sql = 'CREATE TABLE visit (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, broken ' "
        "WHERE name = 'visit'",
        "UPDATE sqlite_master SET name = 'visot', tbl_name = 'visot' WHERE name = 'visit'",
        "UPDATE sqlite_master SET sql = CAST(x'ff' AS TEXT) WHERE name = 'target'",
        "UPDATE sqlite_master SET type = 'tabl' WHERE name = 'target'",
        "DELETE FROM sqlite_master WHERE name LIKE 'ix_%'",
    ],
)
def test_a_schema_that_cannot_be_understood(run, file, statement):
    before = rows_of(file)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(statement)
    assert run("db", "check", code=5).err
    run("db", "check", "--repair")
    assert rows_of(file) == before
    run("db", "check")


def test_views_are_carried_over_and_triggers_are_not(run, file):
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE VIEW mine AS SELECT count(*) FROM visit")
        connection.execute("CREATE TRIGGER theirs AFTER INSERT ON visit BEGIN DELETE FROM sale; END")
    assert "the trigger theirs is taken out" in run("db", "check", "--repair").err
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT * FROM mine").fetchone() == (VISITS,)
    assert "the view mine" in run("db", "check").err


def test_a_store_of_a_former_version_is_repaired_and_then_migrated(run, home):
    path = home / "store.db"
    rows = "INSERT INTO rep (name, name_key) VALUES ('me', 'me');"
    rows += (
        "INSERT INTO target (name, name_key, kind, rep_id, added_on) VALUES ('Acme','acme','company',1,'2026-01-01')"
    )
    make_old(path, "0002", f"{rows}; CREATE TRIGGER theirs AFTER INSERT ON visit BEGIN DELETE FROM visit; END")
    assert "db check --repair" in run("target", "list", code=5).err
    run("db", "check", "--repair")
    assert "Acme" in run("target", "list").out
    run("db", "check")


@pytest.mark.parametrize("garbage", [b"no database" * 1000, b"", b"SQLite format 3\0" + b"\xff" * 9000])
def test_where_nothing_can_be_read_nothing_is_changed(run, file, home, garbage):
    if not garbage:
        with closing(sqlite3.connect(home / "other.db")) as connection:
            connection.execute("CREATE TABLE theirs (x)")
        garbage = (home / "other.db").read_bytes()
    file.write_bytes(garbage)
    assert run("db", "check", "--repair", code=5).err
    assert file.read_bytes() == garbage
    assert not (home / "backups").exists()


def test_what_another_program_writes_meanwhile_is_not_lost(run, file, monkeypatch):
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE target SET address = x'ff' WHERE id = 1")
    add = salvage.add_barrier

    def late(lane, words):
        add(lane, words)
        with closing(sqlite3.connect(file)) as other, other:
            other.execute("UPDATE target SET phone = '1' WHERE id = 2")

    monkeypatch.setattr(salvage, "add_barrier", late)
    assert "another program wrote to" in run("db", "check", "--repair", code=5).err
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT phone FROM target WHERE id = 2").fetchone() == ("1",)
    monkeypatch.setattr(salvage, "add_barrier", add)
    run("db", "check", "--repair")
    run("db", "check")
