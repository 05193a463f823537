"""The one place for writes: records in, rows out, each change journalled, all of a transaction or nothing."""

import json
import sqlite3
from contextlib import closing

import pytest

from salesctl.errors import Conflict, InvalidInput, StoreError
from salesctl.store import tables


def rep(name):
    return tables.REP.checked({"name": name, "name_key": name.casefold()})


def together(store, *writes):
    """Run writes in one transaction."""
    with store.transaction():
        for write in writes:
            write(store)


def insert(name):
    return lambda store: store.insert(rep(name))


def fail(store):
    raise ZeroDivisionError


def journal(store):
    return store.rows("SELECT * FROM command ORDER BY id"), store.rows("SELECT * FROM change ORDER BY id")


@pytest.fixture
def lin(store):
    with store.transaction():
        return store.insert(rep("Lin"))


def test_an_insert_returns_the_row_as_stored(store):
    product = tables.PRODUCT.checked({"name": "GTX 專業版", "name_key": "gtx", "list_price": 10**15, "margin": 0.35})
    with store.transaction():
        row = store.insert(product)
    assert row == store.one("SELECT * FROM product")
    assert (row["id"], row["name"], row["list_price"], row["margin"]) == (1, "GTX 專業版", 10**15, 0.35)


def test_each_change_is_journalled_with_its_images(store, lin):
    with store.transaction():
        store.update(tables.REP.changes({"name": "Lin 2"}), lin["id"])
        store.delete_where(tables.REP, "id = :id", lin)
    commands, changes = journal(store)
    assert [(command["words"], command["kind"], command["undone"]) for command in commands] == [
        ("test", "command", 0),
        ("test", "command", 0),
    ]
    images = [tuple(change[side] and json.loads(change[side]) for side in ("before", "after")) for change in changes]
    renamed = {**lin, "name": "Lin 2"}
    assert images == [(None, lin), (lin, renamed), (renamed, None)]


def test_no_change_is_no_journal_entry(store, lin):
    before = journal(store)
    with store.transaction():
        assert store.update(tables.REP.changes({"name": "Lin"}), lin["id"]) == lin
        assert store.update_where(tables.REP.changes({"name": "Nobody"}), "id = 99", {}) == []
        assert store.update_where(tables.REP.changes({"name": "Lin"}), "id = :id", lin) == [lin]
        assert store.delete_where(tables.REP, "id = 99", {}) == 0
        assert store.insert_many([]) == []
    assert journal(store) == before


def test_a_transaction_that_fails_writes_nothing(store, lin):
    before = journal(store)
    with pytest.raises(ZeroDivisionError):
        together(store, insert("Wang"), fail)
    with pytest.raises(Conflict, match="UNIQUE"):
        together(store, insert("Wang"), insert("lin"))
    assert store.rows("SELECT * FROM rep") == [lin]
    assert journal(store) == before


def test_an_interrupt_writes_nothing(store):
    def interrupted(store):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        together(store, insert("Lin"), interrupted)
    assert store.rows("SELECT * FROM rep") == []


def test_a_commit_that_is_refused_writes_nothing_and_frees_the_store(store):
    dangling = tables.BLOCK.checked({"territory_id": 99, "name": "A", "name_key": "a", "position": 1})
    with pytest.raises(Conflict, match="FOREIGN KEY"):
        together(
            store, lambda store: store.rows("PRAGMA defer_foreign_keys = ON"), lambda store: store.insert(dangling)
        )
    together(store, insert("Lin"))
    assert store.value("SELECT count(*) FROM block") == 0


def test_an_inner_use_case_joins_the_outer_one(store):
    together(store, lambda store: together(store, insert("Lin")), insert("Wang"))
    assert len(journal(store)[0]) == 1
    with pytest.raises(ZeroDivisionError):
        together(store, lambda store: together(store, insert("Chen")), fail)
    assert [row["name"] for row in store.rows("SELECT name FROM rep ORDER BY id")] == ["Lin", "Wang"]


def test_a_rehearsal_leaves_nothing(store):
    with store.transaction(keep=False):
        store.insert(rep("Lin"))
        assert store.value("SELECT count(*) FROM rep") == 1
    assert store.rows("SELECT * FROM rep") == []
    assert journal(store) == ([], [])


@pytest.mark.parametrize(
    "write",
    [
        lambda store: store.insert(rep("Wang")),
        lambda store: store.insert_many([rep("Wang"), rep("Chen")]),
        lambda store: store.update(tables.REP.changes({"name": "Wang"}), 1),
        lambda store: store.update_where(tables.REP.changes({"name": "Wang"}), "1 = 1", {}),
        lambda store: store.delete_where(tables.REP, "1 = 1", {}),
        lambda store: store.take_back(1, kind="undo", command_line="test", track=iter),
        lambda store: store.forget(2),
    ],
)
def test_a_write_outside_a_transaction_is_refused_before_it_happens(store, lin, write):
    with pytest.raises(RuntimeError, match="outside a transaction"):
        write(store)
    assert store.rows("SELECT * FROM rep") == [lin]


def test_an_update_validates_the_whole_row(store, lin):
    with pytest.raises(InvalidInput, match="name"), store.transaction():
        store.update(tables.REP.changes({"name": "  "}), lin["id"])
    with pytest.raises(InvalidInput, match="nickname"), store.transaction():
        store.update(tables.REP.changes({"nickname": "x"}), lin["id"])
    with pytest.raises(StoreError, match="no longer in the store"), store.transaction():
        store.update(tables.REP.changes({"name": "x"}), 99)


def test_the_schema_refuses_what_validation_would_not_see(store):
    together(store, lambda store: store.insert(tables.TERRITORY.checked({"name": "North", "name_key": "north"})))
    with pytest.raises(Conflict, match="ck_territory_approach"), store.transaction():
        store.update_where(tables.TERRITORY.changes({"approach": "at random"}), "1 = 1", {})


def test_many_rows_are_stored_in_order(store):
    with store.transaction():
        rows = store.insert_many(rep(name) for name in ("Lin", "Wang", "陳"))
    assert [(row["id"], row["name"]) for row in rows] == [(1, "Lin"), (2, "Wang"), (3, "陳")]
    assert [change["row_id"] for change in journal(store)[1]] == [1, 2, 3]


def test_a_reader_beside_a_writer_sees_the_store_before(store, lin):
    with store.transaction():
        store.insert(rep("Wang"))
        with closing(sqlite3.connect(store.lane.path)) as other:
            assert other.execute("SELECT name FROM rep").fetchall() == [("Lin",)]


def test_many_rows_are_changed_each_in_its_own_way(store):
    with store.transaction():
        rows = [store.insert(rep(name)) for name in ("Ann", "Bob", "Cy")]
    ids = [row["id"] for row in rows]
    with store.transaction():
        store.update_many(tables.REP, {ids[0]: {"name": "Anna"}, ids[2]: {"name": "Cyd"}, ids[1]: {"name": "Bob"}})
    assert [row["name"] for row in store.rows("SELECT name FROM rep ORDER BY id")][-3:] == ["Anna", "Bob", "Cyd"]
    last = store.value("SELECT max(id) FROM command")
    changed = store.rows("SELECT row_id, before, after FROM change WHERE command_id = :id ORDER BY id", {"id": last})
    assert [row["row_id"] for row in changed] == [ids[0], ids[2]], "what did not change is not journalled"
    assert [json.loads(row["after"])["name"] for row in changed] == ["Anna", "Cyd"]
    with pytest.raises(InvalidInput), store.transaction():
        store.update_many(tables.REP, {ids[0]: {"name": ""}})
