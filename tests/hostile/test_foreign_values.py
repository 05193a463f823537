"""Stores that others wrote into: a text that a terminal would obey, or a value of another kind, in every column.

Which command meets which column is drawn by lot; what was drawn is in the message of a test that fails.
"""

import os
import random
import sqlite3
from contextlib import closing

import pytest
from hostile.commands import commands
from hostile.program import run

from salesctl.store.sqlite import layout

SEED = 1 if os.environ.get("CI") else random.randrange(10**6)
luck = random.Random(SEED)
ESCAPE = "\x1b[31m\x9b2J\x07"
FORMATS = (None, "csv", "md", "json")
KINDS = {"TEXT": ("x'ff00'", "CAST(x'61ff' AS TEXT)"), "INTEGER": ("'x'", "x'ff'", "1.5"), "FLOAT": ("'x'", "x'ff'")}


def columns():
    """Return every column of every table but the ids: its table, its name and the kind it is declared with."""
    with closing(sqlite3.connect(":memory:")) as fresh:
        layout.make(fresh)
        tables = [name for (name,) in fresh.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'")]
        found = [(table, *row[1:3]) for table in tables for row in fresh.execute(f"PRAGMA table_info({table})")]
    return [column for column in found if column[1] != "id"]


COLUMNS = columns()
TEXTS = [column for column in COLUMNS if column[2] == "TEXT"]


@pytest.fixture(scope="module")
def reading(filled_bytes, tmp_path_factory):
    """Every command that goes through and leaves the store as it was, in each format it has."""
    folder = tmp_path_factory.mktemp("reading")
    store = folder / "store.db"
    found = []
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("SALESCTL_DB", str(store))
        patch.setenv("SALESCTL_CONFIG", str(folder / "config.toml"))
        patch.setenv("SALESCTL_TODAY", "2026-11-23")
        (folder / "config.toml").touch()
        for command in commands():
            store.write_bytes(filled_bytes)
            if command.typed != "db restore" and run(*command.words()).code == 0 and store.read_bytes() == filled_bytes:
                has_formats = any(slot.option == "--format" for slot in command.slots)
                found += [
                    command.words(**({"form": form} if form else {})) for form in FORMATS[: 4 if has_formats else 1]
                ]
    assert len(found) > 100
    return found


def write(store, statements):
    """Write into a store as another program may, past all that is checked."""
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("DROP INDEX IF EXISTS uq_setting_name")
        for statement in statements:
            connection.execute(statement)


def say(words, drawn):
    said = run(*words)
    for text in (said.out, said.err):
        assert "\x1b" not in text, (SEED, drawn, words)
        assert "\x9b" not in text, (SEED, drawn, words)
        assert "\x07" not in text, (SEED, drawn, words)
    assert said.code != 5 or "db check" in said.err, (SEED, drawn, words, said.err)
    return said


def test_no_text_of_a_store_is_obeyed_by_a_terminal(refill, reading):
    """All texts at once that no list of words and no kind of date rules out: so most commands come to show them."""
    store = refill()
    kept = {"name_key", "uuid", "table_name", "before", "after", "kind", "value", "month", "week"}
    with closing(sqlite3.connect(store)) as connection:
        free = [
            (table, name)
            for table, name, _ in TEXTS
            if name not in kept
            and not name.endswith(("_on", "_at"))
            and f" {name} IN ("
            not in connection.execute(f"SELECT sql FROM sqlite_master WHERE name = '{table}'").fetchone()[0]
        ]
    assert len(free) > 80
    write(store, [f"UPDATE {table} SET {name} = {name} || '{ESCAPE}'" for table, name in free])
    went = sum(say(words, "all texts").code == 0 for words in reading)
    assert went > len(reading) / 2, went


@pytest.mark.parametrize(("table", "name"), [column[:2] for column in TEXTS], ids=lambda name: name)
def test_no_text_of_a_column_is_obeyed_by_a_terminal(table, name, refill, reading):
    write(refill(), [f"UPDATE {table} SET {name} = coalesce({name}, '') || '{ESCAPE}' || id"])
    noun = "plan" if table in ("planned_visit", "weekly_plan") else table.partition("_")[0]
    drawn = [words for words in reading if words[0] == noun and not any(word.startswith("--format") for word in words)]
    for words in [*drawn, *luck.sample(reading, 2)]:
        say(words, (table, name))


@pytest.mark.parametrize(("table", "name", "kind"), COLUMNS, ids=lambda name: name)
def test_a_value_of_another_kind_is_found_and_no_bug(table, name, kind, refill, reading, filled_bytes):
    value = luck.choice(KINDS[kind])
    with closing(sqlite3.connect(refill())) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        if not connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]:
            pytest.skip("the sample has no such row")
        connection.execute(f"UPDATE {table} SET {name} = {value} WHERE id = (SELECT min(id) FROM {table})")
    said = say(["db", "check"], (table, name, value))
    assert said.code == 5, (SEED, table, name, value)
    assert table in said.err, (SEED, value, said.err)
    for words in luck.sample(reading, 2):
        say(words, (table, name, value))


def test_an_undo_runs_nothing_that_the_journal_says_of_itself(refill):
    for changed in (
        "table_name = 'target WHERE 0; DROP TABLE target; --'",
        "table_name = 'sqlite_master'",
        "before = json_set(before, '$.\"name) VALUES (1); --\"', 1)",
        "after = json_set(after, '$.\"name) VALUES (1); --\"', 1)",
        "before = json_remove(before, '$.name')",
        "before = '[1]', after = '[2]'",
        f"before = '{'[' * 50_000}'",
    ):
        store = refill()
        assert run("product", "edit", "GTX", "--price", "200").code == 0
        write(store, [f"UPDATE change SET {changed} WHERE id = (SELECT max(id) FROM change)"])
        before = store.read_bytes()
        for command in ("undo", "undo --dry-run", "log", "log Acme", "db check"):
            said = run(*command.split())
            assert said.code in ((5,) if command == "db check" else (0, 4, 5)), (changed, command, said)
            assert command != "undo" or said.code in (4, 5), changed
        assert store.read_bytes() == before, changed


@pytest.mark.parametrize(("mode", "becomes"), [(0o644, 0o600), (0o604, 0o600), (0o664, 0o660), (0o600, 0o600)])
def test_a_store_that_arrives_open_to_all_becomes_private(mode, becomes, refill):
    store = refill()
    store.chmod(mode)
    assert run("target", "list").code == 0
    assert store.stat().st_mode & 0o777 == becomes


def test_where_a_store_cannot_be_made_private_it_is_said(refill, monkeypatch):
    refill().chmod(0o644)
    monkeypatch.setattr("pathlib.Path.chmod", lambda *_: (_ for _ in ()).throw(PermissionError(1, "no")))
    said = run("db", "check")
    assert (said.code, "Others can read" in said.err) == (0, True)


def test_a_store_with_a_trigger_is_read_and_not_written(refill, home):
    store = refill()
    write(store, ["CREATE TRIGGER theirs AFTER INSERT ON visit BEGIN DELETE FROM sale; END"])
    before = store.read_bytes()
    assert "Acme" in run("target", "list").out
    assert run("export", "targets").code == 0
    for command in ("target add New", "undo", "visit add Acme --outcome advance", "plan week --replan", "db check"):
        said = run(*command.split())
        assert said.code == 5, command
        assert "theirs" in said.err, command
        assert "db check --repair" in said.err, command
    assert store.read_bytes() == before
    assert run("db", "check", "--repair").code == 0
    assert run("target", "add", "New").code == 0
    assert run("db", "check").code == 0


def test_views_are_named_and_left_alone(refill):
    store = refill()
    write(store, ["CREATE VIEW mine AS SELECT name FROM target", "CREATE TABLE own (x)"])
    write(store, ["CREATE UNIQUE INDEX uq_setting_name ON setting (name)"])
    said = run("db", "check")
    assert said.code == 0
    assert "left alone: the view mine." in said.err
    assert "left alone: the table own." in said.err
    assert run("target", "add", "New").code == 0
