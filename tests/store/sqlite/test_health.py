"""What `db check` finds: in the schema, in values, and where rows are not as the journal says they were written."""

import sqlite3
from contextlib import closing

import pytest
from store.files import make_old


@pytest.fixture
def file(run, home):
    run("product", "add", "GTX", "--price", "100")
    run("target", "add", "Acme", "--address", "Harbour 1", "--tag", "vip")
    run("target", "add", "王大同 公司")
    run("prospect", "promote", "Acme", "--grade", "A", "--money", "y", "--need", "y", "--interest", "strong")
    run("visit", "add", "Acme", "--outcome", "advance", "--note", "spoken", "--at", "10:00")
    run("target", "edit", "Acme", "--address", "Harbour 2")
    run("product", "add", "Gone")
    run("undo")
    assert run("db", "check").out.endswith("is whole.\n")
    return home / "store.db"


def write(file, *statements):
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            connection.execute(statement)


IN_SCHEMA = "UPDATE sqlite_master SET sql = replace(sql, {!r}, {!r}) WHERE name = {!r}"

DAMAGE = {
    "DROP INDEX uq_setting_name": "the index uq_setting_name of setting is not there",
    "DROP INDEX ix_change_row": "the index ix_change_row of change is not there",
    "DROP TABLE goal": "the table goal has no column",
    "ALTER TABLE goal RENAME COLUMN text TO words": "the table goal has no column text",
    IN_SCHEMA.format(
        "customers >= 0", "customers >= -9", "territory"
    ): "the table territory is not made as it should be",
    IN_SCHEMA.format("UNIQUE", "", "uq_setting_name"): "the index uq_setting_name is not made as it should be",
    "CREATE TRIGGER t AFTER INSERT ON visit BEGIN DELETE FROM sale; END": "there is a trigger, t,",
    "UPDATE target SET address = CAST(x'e7ff' AS TEXT)": "target 1 has a text in address that is not Unicode",
    "UPDATE target SET address = 'a' || char(0) || 'b' WHERE id = 1": "target 1 has no text in address",
    "UPDATE target SET address = x'61' WHERE id = 1": "target 1 has no text in address",
    "UPDATE target SET added_on = '2026-02-30' WHERE id = 2": "target 2 has no day in added_on",
    "UPDATE visit SET recorded_at = '2026-11-23 12:00'": "visit 1 has no moment in recorded_at",
    "UPDATE visit SET at = '25:00'": "visit 1 has no at that can be read",
    "UPDATE target SET block_id = 'x' WHERE id = 1": "target 1 has no whole number in block_id",
    "UPDATE product SET list_price = -1": "CHECK constraint failed in product",
    "UPDATE command SET recorded_at = 'once' WHERE id = 1": "command 1 has no moment in recorded_at",
    "UPDATE change SET after = '{' WHERE id = 1": "entry 1 of the journal's changes cannot be read",
    "UPDATE change SET table_name = 'visot' WHERE id = 1": "entry 1 of the journal's changes cannot be read",
    "UPDATE sqlite_sequence SET seq = 1 WHERE name = 'target'": "the next id of target would be one that was used",
    "UPDATE visit SET target_id = 99": "visit 1 refers to a target that is not there",
}
CHANGED = {
    "UPDATE target SET address = 'Harbour 3' WHERE id = 1": "target 1 is not as the journal says it was written",
    "UPDATE product SET list_price = 10001": "product 1 is not as the journal says it was written",
    "UPDATE target SET name = 'Acne' WHERE id = 1": "target 1 is not as the journal says it was written",
    "DELETE FROM target_tag": "target_tag 1 is not there, and the journal does not say why",
    "INSERT INTO product (id, name, name_key) VALUES (2, 'x', 'x')": "product 2 is not as the journal says",
    "UPDATE change SET before = replace(before, 'Harbour 1', 'Harbour 7') WHERE before LIKE '%Harbour 1%'": (
        "of the journal's changes does not follow from the one before it"
    ),
}


@pytest.mark.parametrize("statement", DAMAGE)
def test_what_is_damaged_is_found_and_repaired(run, file, statement):
    write(file, statement)
    said = run("db", "check", code=5).err
    assert DAMAGE[statement] in said
    assert "is damaged" in said
    run("db", "check", "--repair")
    assert run("db", "check").out.endswith("is whole.\n")
    run("target", "add", "After")


@pytest.mark.parametrize("statement", CHANGED)
def test_what_was_changed_by_hand_is_found_and_can_be_taken_as_it_stands(run, file, statement):
    write(file, statement)
    said = run("db", "check", code=5).err
    assert CHANGED[statement] in said
    assert "was changed by hand, or by a disk that fails" in said
    assert run("db", "backup").out.startswith("Backed up"), "it is no damage"
    run("db", "check", "--repair")
    assert run("db", "check").out.endswith("is whole.\n")


def test_what_came_before_a_barrier_is_not_compared(run, file, home):
    run("db", "backup", str(home / "old.db"))
    write(home / "old.db", "UPDATE target SET address = 'Harbour 3' WHERE id = 1")
    run("db", "restore", str(home / "old.db"))
    run("db", "check")


def test_what_is_forgotten_of_the_journal_is_not_missed(run, file):
    run("--today", "2029-01-01", "target", "edit", "Acme", "--address", "Harbour 9")
    run("--today", "2029-01-02", "db", "vacuum")
    run("db", "check")


@pytest.mark.parametrize("revision", ["0001", "0005"])
def test_a_store_of_a_former_version_is_checked_as_it_was_made(run, home, revision):
    row = "INSERT INTO rep (name, name_key) VALUES ('me', 'me')"
    make_old(home / "old.db", revision, row)
    run("db", "restore", str(home / "old.db"))
    run("db", "check")


def test_several_problems_are_counted(run, file):
    write(file, "DROP INDEX uq_setting_name", "DROP INDEX ix_change_row")
    assert "(and 1 more)" in run("db", "check", code=5).err
