"""Forgetting a customer or a contact for good."""

import os
import shutil
import sqlite3
from contextlib import closing

import pytest
from cli.rows import planned, prospect, visit

from salesctl.domain.account import AccountPlanFields
from salesctl.domain.case import AccountCaseFields
from salesctl.domain.text import fold
from salesctl.store.sqlite import layout

SAID = ("Zebra Works", "0912 345 678", "912345678", "Quince street", "Xenia Lee", "xenia@zebra.example", "likes zgolf")
SAID += ("0987 111 222", "zqnote", "zqterms", "zqtag", "zqintel")


@pytest.fixture
def zebra(run):
    """A customer of whom much is noted, and another."""
    run("target", "add", "Zebra Works", "--phone", "0912 345 678", "--address", "Quince street 5", "--tag", "zqtag")
    run("contact", "add", "Zebra", "Xenia Lee", "--phone", "0987 111 222", "--email", "xenia@zebra.example")
    run("contact", "edit", "Zebra", "Xenia", "--note", "likes zgolf")
    run("visit", "add", "Zebra", "--outcome", "order", "--order", "500", "--met", "Xenia", "--note", "zqnote")
    run("visit", "add", "Zebra", "--outcome", "advance", "--on", "yesterday", "--terms", "zqterms")
    run("intel", "add", "zqintel", "--target", "Zebra")
    run("target", "add", "Birch", "--phone", "02 7654 3210")


def left(folder):
    """Return which of the texts are still in the bytes of which files."""
    files = [file for file in folder.rglob("*") if file.is_file() and "store" in file.name]
    assert files
    return {(said, file.name) for said in SAID for file in files if said.lower().encode() in file.read_bytes().lower()}


def backup_of(home, name="monday"):
    """Copy the store into the folder of backups as it is now."""
    (home / "backups").mkdir(exist_ok=True)
    file = home / "backups" / f"store-20261101T120000Z-{name}.db"
    with closing(sqlite3.connect(home / "store.db")) as store, closing(sqlite3.connect(file)) as copy:
        store.backup(copy)
    return file


def test_no_byte_of_it_is_left_in_the_store_its_backups_and_the_store_that_a_restore_replaced(home, run, zebra):
    run("search", "zgolf")
    run("db", "backup")
    run("target", "edit", "Zebra", "--phone", "0912 345 679")
    run("db", "restore", str(next((home / "backups").glob("*.db"))))
    assert left(home)
    said = run("target", "forget", "Zebra", "--yes")
    assert said.out == "Target 1 is forgotten; 2 visits and 1 sale stay under 'forgotten T1'. (2 backups rewritten)\n"
    assert said.err == ""
    assert left(home) == set()
    for file in (home / "backups").glob("*.db"):
        with closing(sqlite3.connect(file)) as backup:
            assert backup.execute("SELECT name FROM target ORDER BY id").fetchall() == [("forgotten T1",), ("Birch",)]
        run("--db", str(file), "db", "check")
    run("db", "check")


@pytest.mark.parametrize("dropped", [False, True])
def test_a_contact_is_forgotten_even_when_dropped_before(home, run, zebra, dropped):
    backup_of(home)
    if dropped:
        run("contact", "drop", "Zebra", "Xenia")
    said = run("contact", "forget", "Zebra", "Xenia Lee", "--yes")
    assert ("under 'forgotten C1'" in said.out) is not dropped
    assert not {word for word, _ in left(home)} & set(SAID[4:8])
    assert {word for word, _ in left(home)} >= {"Zebra Works", "zqnote"}, "her customer stays"


def test_a_contact_that_only_a_backup_still_has_is_forgotten_there(home, run, zebra):
    file = backup_of(home)
    run("contact", "drop", "Zebra", "Xenia")
    with closing(sqlite3.connect(home / "store.db")) as store, store:
        store.execute("DELETE FROM change")
        store.execute("DELETE FROM command")
    run("db", "vacuum")
    assert "1 backup rewritten" in run("contact", "forget", "Zebra", "xenia  lee", "--yes").out
    assert not {word for word, _ in left(home)} & set(SAID[4:8])
    assert file.exists()


def test_it_is_asked_first(home, run, refused, zebra):
    file = backup_of(home)
    before = file.read_bytes()
    assert refused(2, "target", "forget", "Zebra") == (
        "Error: what is known of 'Zebra Works' is blanked for good; 2 visits and 1 sale stay under 'forgotten T1';"
        " 1 backup to rewrite; nothing brings it back; --yes does so\n"
    )
    assert "1 visit stays under 'forgotten C1'" in refused(2, "contact", "forget", "Zebra", "Xenia")
    assert file.read_bytes() == before


@pytest.mark.parametrize("answer", [True, False])
def test_on_a_terminal_it_is_confirmed(run, zebra, sql, monkeypatch, answer):
    asked = []
    monkeypatch.setattr("salesctl.cli.core.ask.possible", lambda: True)
    monkeypatch.setattr("typer.confirm", lambda question, **_: asked.append(question) or answer)
    run("target", "forget", "Zebra", code=None)
    assert "Nothing brings it back. Go on?" in asked[0]
    assert (sql("SELECT name FROM target WHERE id = 1") == [("forgotten T1",)]) is answer


def test_undo_goes_not_back_beyond_it(run, refused, zebra):
    run("target", "forget", "Zebra", "--yes")
    for command in (["undo"], ["undo", "--to", "2"], ["undo", "--of", "3"]):
        refused(4, *command)
    assert "'target forget T1'" in refused(4, "undo", "--to", "2")


def test_what_is_open_has_to_be_closed_before(run, refused, zebra, insert):
    insert(
        prospect(1),
        AccountPlanFields(target_id=1, rep_id=1, opened_on="2026-11-01"),
        AccountCaseFields(
            target_id=1, rep_id=1, kind="complaint", text="x", opened_on="2026-11-01", due_on="2026-11-02"
        ),
    )
    assert refused(4, "target", "forget", "Zebra", "--yes") == (
        "Error: 'Zebra Works' has something open: prospect 1; account plan 1; case 1; close it first with"
        " `salesctl prospect lose`, `salesctl account close`, `salesctl case close`\n"
    )


def test_it_is_dropped_and_no_longer_planned(run, zebra, insert, sql):
    insert(planned(1, "2026-11-24"), planned(1, "2026-11-20"), planned(2, "2026-11-24"))
    run("target", "forget", "Zebra", "--yes")
    assert sql("SELECT target_id, planned_on FROM planned_visit") == [(1, "2026-11-20"), (2, "2026-11-24")]
    assert sql("SELECT dropped_on, drop_reason FROM target WHERE id = 1") == [("2026-11-23", None)]


def test_commands_that_tell_of_it_keep_their_noun_and_verb(run, zebra, sql):
    run("visit", "add", "Birch", "--outcome", "no-sale", "--note", "sent us to ZEBRA  works", "--on", "yesterday")
    run("target", "edit", "Zebra", "--source", "zqsource")
    run("undo")
    run("target", "forget", "Zebra", "--yes")
    assert [words for (words,) in sql("SELECT words FROM command ORDER BY id")] == [
        "target add (forgotten)",
        "contact add (forgotten)",
        "contact edit (forgotten)",
        "visit add (forgotten)",
        "visit add (forgotten)",
        "intel add (forgotten)",
        "target add Birch --phone '02 7654 3210'",
        "visit add (forgotten)",
        "target edit (forgotten)",
        "target edit (forgotten)",
        "target forget T1",
    ]


def test_texts_of_others_that_name_it_are_listed_and_stay(run, zebra, insert, sql):
    run("visit", "add", "Birch", "--outcome", "no-sale", "--note", "ask at zebra WORKS", "--on", "yesterday")
    run("intel", "add", "call 0912-345-678", "--target", "Birch")
    run("intel", "add", "Zebra Workshop is another", "--target", "Birch")
    run("review", "act", "see xenia@zebra.example")
    said = run("target", "forget", "Zebra", "--yes").err
    assert said == (
        "Named in 3 texts elsewhere, which are as before:\n  decision 1: text\n  intel 2: text\n  visit 3: note\n"
    )
    assert sql("SELECT note FROM visit WHERE id = 3") == [("ask at zebra WORKS",)]


def test_of_many_texts_some_are_listed(run, zebra, insert):
    insert(*(visit(2, "2026-11-02", note=f"{number} Zebra Works") for number in range(25)))
    said = run("target", "forget", "Zebra", "--yes").err.splitlines()
    assert (said[0], len(said), said[-1]) == (
        "Named in 25 texts elsewhere, which are as before:",
        22,
        "  and 5 more",
    )


def test_a_text_that_only_the_log_still_has_is_listed(run, zebra):
    run("visit", "add", "Birch", "--outcome", "no-sale", "--note", "Zebra Works", "--on", "yesterday")
    run("visit", "edit", "3", "--note", "nothing")
    assert "visit 3: as log entry 8 has it" in run("target", "forget", "Zebra", "--yes").err


def test_notes_of_visits_that_name_a_contact_are_listed(run, zebra):
    run("visit", "add", "Zebra", "--outcome", "no-sale", "--note", "Xenia Lee was ill", "--on", "-3d")
    assert "visit 3: note" in run("contact", "forget", "Zebra", "Xenia", "--yes").err


def test_who_was_merged_into_it_is_forgotten_with_it(home, run, zebra):
    run("target", "add", "Yak Farm", "--phone", "0933 222 111")
    run("contact", "add", "Yak", "Yolanda", "--note", "zqyak")
    run("target", "merge", "Yak Farm", "Zebra")
    run("target", "forget", "Zebra", "--yes")
    content = (home / "store.db").read_bytes().lower()
    assert [word for word in (b"yak", b"0933", b"yolanda", b"zqyak") if word in content] == []


def test_another_who_has_its_id_in_a_replaced_store_is_left_and_named(home, run, zebra):
    file = backup_of(home)
    with closing(sqlite3.connect(file)) as other, other:
        other.execute(
            "UPDATE target SET name = 'Other', name_key = 'other', phone = NULL, phone_key = NULL WHERE id = 1"
        )
        other.execute("DELETE FROM change")
    said = run("target", "forget", "Zebra", "--yes")
    assert f"Warning: {file} has another name by that id" in said.err
    with closing(sqlite3.connect(file)) as other:
        assert other.execute("SELECT name FROM target WHERE id = 1").fetchone() == ("Other",)


def test_it_is_found_in_a_replaced_store_by_its_name_where_its_id_is_another(home, run, zebra):
    file = backup_of(home)
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("PRAGMA foreign_keys = OFF")
        other.execute("UPDATE target SET id = 9 WHERE id = 1")
        for table in ("contact", "visit", "sale", "intel", "target_tag"):
            other.execute(f"UPDATE {table} SET target_id = 9 WHERE target_id = 1")
        other.execute("DELETE FROM change")
        other.execute("DELETE FROM command")
    run("target", "forget", "Zebra", "--yes")
    assert left(home) == set()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_backup_that_cannot_be_written_is_named(home, run, zebra):
    file = backup_of(home)
    file.chmod(0o400)
    assert f"Warning: {file} could not be rewritten" in run("target", "forget", "Zebra", "--yes").err


def test_what_is_kept_and_cannot_be_opened_is_named(home, run, zebra):
    (home / "backups").mkdir()
    damaged = home / "backups" / "store-20261101T120000Z-damaged.db"
    log = home / "backups" / "store-20261101T120000Z-left.db-wal"
    for file in (damaged, log):
        file.write_bytes(b"Zebra Works")
    said = run("target", "forget", "Zebra", "--yes").err
    for file in (damaged, log):
        assert f"Warning: {file} could not be rewritten" in said
        assert "delete it" in said


@pytest.mark.parametrize("revision", ["0001", "0003", "0005", "0007"])
def test_a_backup_of_an_older_version_is_rewritten_as_it_is(home, run, zebra, revision):
    (home / "backups").mkdir()
    file = home / "backups" / "store-20251101T120000Z-before-migration.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as old:
        layout.make(old, revision)
        old.execute("INSERT INTO rep (name, name_key) VALUES ('me', 'me')")
        old.execute(
            "INSERT INTO target (name, name_key, kind, rep_id, added_on, address)"
            " VALUES ('Zebra Works', 'zebra works', 'company', 1, '2025-10-01', 'Quince street 5')"
        )
        old.execute("INSERT INTO contact (target_id, name, name_key) VALUES (1, 'Xenia Lee', 'xenia lee')")
    assert run("target", "forget", "Zebra", "--yes").err == ""
    assert left(home) == set()
    with closing(sqlite3.connect(file)) as old:
        assert old.execute("SELECT version_num FROM alembic_version").fetchone() == (revision,)


def test_backups_of_another_store_are_left(home, run, zebra):
    other = home / "other.db"
    shutil.copy(home / "store.db", other)
    run("--db", str(other), "target", "add", "Oak")
    (home / "backups").mkdir()
    with (
        closing(sqlite3.connect(other)) as store,
        closing(sqlite3.connect(home / "backups/other-20261101T120000Z-x.db")) as copy,
    ):
        store.backup(copy)
    before = (home / "backups/other-20261101T120000Z-x.db").read_bytes()
    run("target", "forget", "Zebra", "--yes")
    assert (home / "backups/other-20261101T120000Z-x.db").read_bytes() == before


def test_nobody_of_that_name_is_not_found_and_near_names_are_never_taken(refused, zebra):
    for name in ("Nobody", "Zebra Wroks"):
        assert refused(3, "target", "forget", name, "--yes").startswith(f"Error: there is no target '{name}'")
    refused(3, "contact", "forget", "Zebra", "Xenja Lee", "--yes")


def test_who_is_forgotten_can_be_forgotten_again(run, zebra, sql):
    run("target", "forget", "Zebra", "--yes")
    run("target", "forget", "1", "--yes")
    assert sql("SELECT name, name_key FROM target WHERE id = 1") == [("forgotten T1", fold("forgotten T1"))]


def test_a_name_that_is_taken_is_refused_as_a_whole(refused, run, zebra, home):
    run("target", "add", "forgotten T1")
    file = backup_of(home)
    before = file.read_bytes()
    refused(4, "target", "forget", "Zebra", "--yes")
    assert file.read_bytes() == before


def test_an_open_reader_keeps_the_log_and_is_told_of(home, run, zebra):
    with closing(sqlite3.connect(home / "store.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM target").fetchall()
        said = run("target", "forget", "Zebra", "--yes")
        assert "another program uses the store" in said.err
    run("db", "vacuum")
    assert left(home) == set()
