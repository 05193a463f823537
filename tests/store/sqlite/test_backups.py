"""Whose a backup is, which is the newest, and which goes: none before its successor has passed a check."""

import os
import shutil
import sqlite3
import stat
from contextlib import closing

import pytest
from store.files import content, make_old

from salesctl.store.sqlite import backup
from salesctl.store.sqlite.backup import back_up, backups_of
from salesctl.store.sqlite.identity import identity_of


@pytest.fixture
def at(run, home):
    """Run a command on a store of the test's folder, on a day of November."""

    def call(name, *args, day=23, code=0):
        return run("--db", str(home / name), "--today", f"2026-11-{day:02}", *args, code=code)

    return call


def names(files):
    return [file.name for file in files]


def days(files):
    return [int(file.name.partition("-202611")[2][:2]) for file in files]


def change(path, statement):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(statement)


def damage(path):
    """Overwrite the end of a store with what is no page."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for number in range(40):
            values = (f"x{number}", f"x{number}", f"{number}" * 2000)
            connection.execute("INSERT INTO product (name, name_key, external_id) VALUES (?, ?, ?)", values)
    path.write_bytes(path.read_bytes()[:-40000] + b"\xff" * 40000)


TWINS = ["rep.db", "rep.sqlite", "rep"]


def test_stores_of_one_stem_keep_their_backups_apart(at, home):
    for name in TWINS:
        at(name, "target", "add", name)
    for day in range(1, 7):
        for name in TWINS:
            back_up_on(at, name, day, keep=2)
    for name in TWINS:
        own = backups_of(home / name)
        assert len(own) == 2
        assert {content(file)["target"][1][1] for file in own} == {name}
        said = at(name, "db", "restore", code=2).err
        assert all(str(file) in said for file in own)
        assert at(name, "db", "info", "-f", "json").json[0]["backups"] == 2


def back_up_on(at, name, day, *, keep):
    """Make an automatic backup on a day, as a bulk change does."""
    at(name, "config", "set", "backups_keep", str(keep), day=day)
    at(name, "target", "add", f"Of {day}", day=day)
    at(name, "undo", "--to", "1", day=day)


@pytest.mark.parametrize("first", ["original", "copy"])
def test_a_copy_beside_its_original_becomes_a_store_of_its_own(at, home, first):
    at("rep.db", "target", "add", "Acme")
    at("rep.db", "db", "backup")
    shutil.copy(home / "rep.db", home / "copy.db")
    mine = identity_of(home / "rep.db").uuid
    for name in ("rep.db", "copy.db") if first == "original" else ("copy.db", "rep.db"):
        at(name, "target", "add", "Bolt")
    assert identity_of(home / "rep.db").uuid == mine
    assert identity_of(home / "copy.db").uuid != mine
    assert (len(backups_of(home / "rep.db")), backups_of(home / "copy.db")) == (1, [])
    at("copy.db", "db", "backup", day=24)
    assert days(backups_of(home / "rep.db")) == [23]
    assert days(backups_of(home / "copy.db")) == [24]


def test_a_copy_whose_first_write_makes_a_backup_pushes_out_none_of_the_original(at, home):
    at("rep.db", "target", "add", "Acme")
    for day in (1, 2):
        back_up_on(at, "rep.db", day, keep=2)
    shutil.copy(home / "rep.db", home / "copy.db")
    at("copy.db", "undo", "--to", "0", day=3)
    assert days(backups_of(home / "rep.db")) == [2, 1]
    assert days(backups_of(home / "copy.db")) == [3]


def test_a_store_that_is_renamed_or_moved_stays_the_same(at, home):
    at("rep.db", "target", "add", "Acme")
    at("rep.db", "db", "backup", day=1)
    mine = identity_of(home / "rep.db").uuid
    (home / "rep.db").rename(home / "other.db")
    at("other.db", "target", "add", "Bolt")
    at("other.db", "db", "backup", day=2)
    assert days(backups_of(home / "other.db")) == [2, 1]
    (home / "deep").mkdir()
    shutil.copy(home / "other.db", home / "deep" / "other.db")
    at("deep/other.db", "target", "add", "Coil")
    assert identity_of(home / "other.db") == identity_of(home / "deep" / "other.db") == (mine, "other.db")


def test_a_store_that_is_restored_stays_who_it_was(at, home):
    at("rep.db", "target", "add", "Acme")
    at("other.db", "target", "add", "Theirs")
    at("other.db", "db", "backup", str(home / "theirs.db"))
    make_old(home / "old.db", "0005", "INSERT INTO setting (name, value) VALUES ('currency', 'USD')")
    mine = identity_of(home / "rep.db")
    for day, file in enumerate(("theirs.db", "old.db"), 1):
        at("rep.db", "db", "restore", str(home / file), day=day)
        at("rep.db", "target", "list", day=day)
        assert identity_of(home / "rep.db") == mine
    assert days(backups_of(home / "rep.db", "before-restore")) == [2, 1]


def test_backups_of_former_versions_stay_listed(at, home):
    rows = "INSERT INTO setting (name, value) VALUES ('currency', 'USD')"
    make_old(home / "rep.db", "0005", rows)
    (home / "backups").mkdir()
    for name in ("rep-20261101T120000Z-by-hand.db", "other-20261101T120000Z-by-hand.db"):
        make_old(home / "backups" / name, "0005", rows)
    at("rep.db", "target", "list")
    kept = ["rep-20261123T120000Z-before-migration.db", "rep-20261101T120000Z-by-hand.db"]
    assert names(backups_of(home / "rep.db")) == kept
    damage(home / "rep.db")
    assert names(backups_of(home / "rep.db")) == kept
    (home / "rep.db").write_bytes(b"no database" * 99)
    assert names(backups_of(home / "rep.db")) == kept


def test_when_a_backup_was_made_is_told_by_its_name(at, home):
    at("rep.db", "target", "add", "Acme")
    for day in (3, 1, 2):
        at("rep.db", "db", "backup", day=day)
    for _ in range(11):
        at("rep.db", "db", "backup", day=4)
    for seconds, file in enumerate(backups_of(home / "rep.db")):
        os.utime(file, (seconds, seconds))
    listed = backups_of(home / "rep.db")
    assert days(listed) == [4] * 11 + [3, 2, 1]
    assert names(listed)[:2] == ["rep-20261104T120000Z-by-hand-11.db", "rep-20261104T120000Z-by-hand-10.db"]


def test_times_that_are_still_to_come_neither_block_nor_outlive_others(at, home):
    at("rep.db", "target", "add", "Acme")
    for day in (28, 29, 30):
        back_up_on(at, "rep.db", day, keep=3)
    for day in (1, 2, 3, 4):
        back_up_on(at, "rep.db", day, keep=3)
        assert day in days(backups_of(home / "rep.db"))
    at("rep.db", "target", "list", day=4)
    assert days(backups_of(home / "rep.db")) == [4, 3, 2]


def test_a_damaged_store_is_not_backed_up_and_pushes_out_nothing(at, home):
    at("rep.db", "target", "add", "Acme")
    for day in (1, 2):
        back_up_on(at, "rep.db", day, keep=2)
    damage(home / "rep.db")
    before = names((home / "backups").iterdir())
    for command in (["db", "backup"], ["db", "backup", str(home / "mine.db")], ["undo", "--to", "0"]):
        said = at("rep.db", *command, code=5, day=3).err
        assert "is damaged" in said
        assert "db check --repair" in said
    assert names((home / "backups").iterdir()) == before
    assert not (home / "mine.db").exists()
    assert not list(home.glob("**/.salesctl-*"))


def test_a_store_with_a_wrong_value_goes_on_and_pushes_out_nothing_sound(at, home):
    """Its pages can be copied, and a change before which nothing could be copied could not be made."""
    at("rep.db", "target", "add", "Acme")
    for day in (1, 2):
        back_up_on(at, "rep.db", day, keep=2)
    change(home / "rep.db", "UPDATE target SET address = x'ff'")
    for day in (3, 4, 5):
        at("rep.db", "target", "add", f"Day {day}", day=day)
        at("rep.db", "undo", "--to", "1", day=day)
    assert days(backups_of(home / "rep.db", "before-")) == [2, 1]
    assert days(backups_of(home / "rep.db", "unsound-")) == [5, 4]
    assert "target 1 has no text in address" in at("rep.db", "db", "backup", code=5).err


def test_what_is_kept_of_a_damaged_store_is_no_backup(at, home):
    at("rep.db", "target", "add", "Acme")
    at("rep.db", "db", "backup", str(home / "good.db"))
    for garbage in (None, b"no database" * 999):
        if garbage:
            (home / "rep.db").write_bytes(garbage)
        else:
            damage(home / "rep.db")
        at("rep.db", "db", "restore", str(home / "good.db"))
    kept = sorted((home / "backups").iterdir())
    assert names(kept) == ["rep-20261123T120000Z-damaged-2.db", "rep-20261123T120000Z-damaged.db"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in kept} == {0o600}
    assert backups_of(home / "rep.db") == []


def test_none_is_forgotten_before_its_successor_has_passed_a_check(at, home, monkeypatch):
    at("rep.db", "target", "add", "Acme")
    path = home / "rep.db"
    first = back_up(path, "before-import", keep=1)
    seen = []
    monkeypatch.setattr(backup, "problems", lambda lane: seen.append(first.exists()) or [])
    back_up(path, "before-import", keep=1)
    assert seen == [True]
    assert not first.exists()


@pytest.mark.parametrize("error", [sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE])
def test_a_full_stick_is_named_and_not_the_store(at, home, error, monkeypatch):
    at("rep.db", "target", "add", "Acme")

    def fail(*_state):
        failure = sqlite3.OperationalError("database or disk is full")
        failure.sqlite_errorcode = error
        raise failure

    monkeypatch.setattr(backup, "refuse_waiting", fail)
    said = at("rep.db", "db", "backup", str(home / "mine.db"), code=5).err
    assert said.startswith(f"Error: no backup could be made in {home}: the disk")
    assert "rep.db" not in said
