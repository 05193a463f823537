"""Bringing an older store up to date: a backup first, all or nothing, and nothing of the old store lost."""

import shutil
import sqlite3
import stat
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from store.files import content, make_old

from salesctl.errors import StoreError
from salesctl.store import tables
from salesctl.store.revision import HEAD
from salesctl.store.sqlite import migrate as machinery
from salesctl.store.sqlite import opening, recognise
from salesctl.store.sqlite.migrate import migrate

NEXT = "9999"

ADD_A_COLUMN = "ALTER TABLE rep ADD COLUMN nickname TEXT;\n"
MAKE_THE_TABLE_ANEW = """CREATE TABLE new_rep (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, name_key TEXT, nickname TEXT
);
INSERT INTO new_rep (id, name, name_key) SELECT id, name, name_key FROM rep;
DROP TABLE rep;
ALTER TABLE new_rep RENAME TO rep;
"""
FAIL_HALF_WAY = ADD_A_COLUMN + "INSERT INTO nowhere VALUES (1);\n"
LEAVE_A_DANGLING_ROW = "DELETE FROM rep;\n"


@pytest.fixture
def migrations(tmp_path):
    """Return a function that makes a folder of migrations whose next revision is a given script."""

    def make(script: str, functions: str = "") -> Path:
        folder = tmp_path / "migrations"
        shutil.copytree(machinery.MIGRATIONS, folder)
        (folder / f"{NEXT}_next.sql").write_text(script, encoding="utf-8")
        if functions:
            (folder / f"{NEXT}_next.py").write_text(functions, encoding="utf-8")
        return folder

    return make


@pytest.fixture
def file(run, home):
    """A store of the present revision with two targets, a third of which was undone."""
    run("target", "add", "Acme", "--territory", "North", "--tag", "vip")
    run("target", "add", "王大同 公司")
    run("target", "add", "Taken back", "--rep", "Lin")
    run("undo")
    return home / "store.db"


@pytest.mark.parametrize("script", [ADD_A_COLUMN, MAKE_THE_TABLE_ANEW])
def test_a_filled_store_survives(file, migrations, script):
    before = content(file)
    copy = migrate(file, folder=migrations(script))
    after = content(file)
    assert content(copy) == before
    assert after["target"] == before["target"]
    assert after["change"] == before["change"]
    assert after["alembic_version"][1:] == [(NEXT,)]
    assert [row[:3] for row in after["rep"][1:]] == [row[:3] for row in before["rep"][1:]]
    assert "nickname" in after["rep"][0]
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("INSERT INTO rep (name, name_key) VALUES ('New', 'new')")
        assert connection.execute("SELECT max(id) FROM rep").fetchone() == (3,), "id 2 was used before"
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_script_may_call_a_function_written_beside_it(file, migrations, sql):
    backwards = "FUNCTIONS = {'backwards': lambda text: text[::-1]}\n"
    migrate(file, folder=migrations("UPDATE target SET source = backwards(name);\n", backwards))
    assert sql("SELECT source FROM target ORDER BY id") == [("emcA",), ("司公 同大王",)]


def test_the_sequence_of_a_table_that_is_empty_is_kept(store, migrations):
    with store.transaction():
        store.insert(tables.REP.checked({"name": "Lin", "name_key": "lin"}))
        store.delete_where(tables.REP, "name_key = :key", {"key": "lin"})
    store.lane.close()
    migrate(store.lane.path, folder=migrations(MAKE_THE_TABLE_ANEW))
    with closing(sqlite3.connect(store.lane.path)) as connection:
        connection.execute("INSERT INTO rep (name, name_key) VALUES ('New', 'new')")
        assert connection.execute("SELECT id FROM rep").fetchall() == [(2,)]


@pytest.mark.parametrize(
    ("script", "words"), [(FAIL_HALF_WAY, "no such table: nowhere"), (LEAVE_A_DANGLING_ROW, "would refer to")]
)
def test_a_migration_that_fails_leaves_the_store_as_it_was(file, migrations, script, words):
    before = content(file)
    with pytest.raises(StoreError, match=words) as caught:
        migrate(file, folder=migrations(script))
    assert "it is as it was, and copied to" in str(caught.value)
    assert content(file) == before
    (copy,) = (file.parent / "backups").iterdir()
    assert str(copy) in str(caught.value)
    assert content(copy) == before


def test_an_older_store_is_migrated_when_it_is_opened(file, run, monkeypatch, migrations):
    folder = migrations(ADD_A_COLUMN)
    for module in (opening, recognise):
        monkeypatch.setattr(module, "HEAD", NEXT)
    monkeypatch.setattr(machinery, "migrate", partial(migrate, folder=folder))
    assert "王大同 公司" in run("target", "list").out
    assert "nickname" in content(file)["rep"][0]
    run("target", "list")
    assert len(list((file.parent / "backups").iterdir())) == 1, "a store that is up to date is not migrated again"


def test_undo_does_not_cross_a_migration(file, run, migrations):
    migrate(file, folder=migrations(ADD_A_COLUMN))
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (HEAD,))  # what this program knows
    assert "nothing to undo" in run("undo", code=4).err
    assert "nothing to redo" in run("redo", code=4).err
    run("target", "add", "After")
    assert run("undo").out.startswith("Undone: target add After")
    assert "nothing to undo" in run("undo", code=4).err


def test_of_two_migrations_at_once_the_second_changes_nothing(file, migrations):
    folder = migrations(ADD_A_COLUMN)
    migrate(file, folder=folder)
    migrated = content(file)
    migrate(file, folder=folder)
    assert content(file) == migrated


def test_backups_are_private_and_never_overwritten(file, migrations):
    folder = migrations(FAIL_HALF_WAY)
    for _ in range(3):
        with pytest.raises(StoreError):
            migrate(file, folder=folder)
    backups = file.parent / "backups"
    assert stat.S_IMODE(backups.stat().st_mode) == 0o700
    assert sorted(path.name for path in backups.iterdir()) == [
        "store-20261123T120000Z-before-migration-2.db",
        "store-20261123T120000Z-before-migration-3.db",
        "store-20261123T120000Z-before-migration.db",
    ]
    assert {stat.S_IMODE(path.stat().st_mode) for path in backups.iterdir()} == {0o600}


def test_without_a_backup_nothing_is_migrated(file, migrations):
    before = content(file)
    (file.parent / "backups").write_text("a file in the place of the folder")
    with pytest.raises(StoreError, match="nothing was changed"):
        migrate(file, folder=migrations(ADD_A_COLUMN))
    assert content(file) == before


def test_a_copy_that_fails_is_not_left_behind(file, migrations):
    file.write_bytes(b"no database" * 1000)
    with pytest.raises(StoreError, match="not a salesctl store"):
        migrate(file, folder=migrations(ADD_A_COLUMN))
    assert list((file.parent / "backups").iterdir()) == []


def test_the_file_may_have_any_name(file, migrations):
    odd = file.rename(file.with_name("問號? 100%.db"))
    migrate(odd, folder=migrations(ADD_A_COLUMN))
    assert content(odd)["alembic_version"][1:] == [(NEXT,)]


def test_a_store_filled_by_the_first_version_goes_on(home, run):
    path = home / "store.db"
    before = make_old(
        path,
        "0001",
        """INSERT INTO rep (name, name_key) VALUES ('me', 'me');
            INSERT INTO target (name, name_key, kind, rep_id, added_on)
            VALUES ('台北捷運', '台北捷運', 'company', 1, '2026-01-01');
            INSERT INTO setting (name, value) VALUES ('currency', 'TWD')""",
    )
    assert [row["name"] for row in run("target", "list", "-f", "json").json] == ["台北捷運"]
    after = content(path)
    assert after["target"] == before["target"]
    assert after["alembic_version"][1:] == [(HEAD,)]
    (copy,) = (home / "backups").iterdir()
    assert content(copy) == before
    run("undo", code=4)  # undo never crosses a migration
    assert [row["name"] for row in run("search", "捷運", "-f", "json").json] == ["台北捷運"]


def test_a_store_filled_by_the_second_version_keeps_its_territories_and_plans(home, run):
    path = home / "store.db"
    before = make_old(
        path,
        "0002",
        """INSERT INTO rep (name, name_key) VALUES ('me', 'me');
            INSERT INTO territory (name, name_key, approach, note) VALUES ('North', 'north', 'focused', 'kept');
            INSERT INTO territory (name, name_key, approach, parent_id) VALUES ('台北', '台北', 'concentrated', 1);
            INSERT INTO territory (name, name_key, approach) VALUES ('Gone', 'gone', 'concentrated');
            DELETE FROM territory WHERE name = 'Gone';
            INSERT INTO target (name, name_key, kind, rep_id, added_on, territory_id)
            VALUES ('台北捷運', '台北捷運', 'company', 1, '2026-01-01', 2);
            INSERT INTO planned_visit (target_id, rep_id, week, planned_on, claim, status, reason, pinned)
            VALUES (1, 1, '2026-W48', '2026-11-24', 'promised', 'planned', 'promised', 1);
            INSERT INTO planned_visit (target_id, rep_id, week, claim, status, reason, pinned, promise_id)
            VALUES (1, 1, '2026-W49', 'overdue', 'deferred', 'overdue', 0, 1);
            INSERT INTO day_off (rep_id, day) VALUES (1, '2026-11-25');
            INSERT INTO decision (rep_id, week, text, decided_on, verdict)
            VALUES (1, '2026-W47', 'call earlier', '2026-11-20', 'open')""",
    )
    run("target", "add", "New", "--territory", "New")
    after = content(path)
    for table in ("territory", "planned_visit", "day_off", "decision"):
        old, new = before[table][1:], after[table][1:]
        assert [row[: len(mine)] for row, mine in zip(new, old, strict=False)] == old
        assert {value for row, mine in zip(new, old, strict=False) for value in row[len(mine) :]} <= {None}
    assert after["territory"][-1][:2] == (4, "New"), "the id of the territory that was deleted is not used again"
