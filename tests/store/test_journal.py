"""Undo and redo, against a model: a stack of whole states, whatever the commands were."""

import json
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from salesctl.domain.target import TargetFields, TargetTagFields
from salesctl.domain.territory import BlockFields, RepFields, TerritoryFields
from salesctl.errors import Conflict
from salesctl.store import journal
from salesctl.store.opening import open_store

TABLES = ("rep", "territory", "block", "target", "target_tag")
KINDS = {kind.TABLE: kind for kind in (RepFields, TerritoryFields, BlockFields, TargetFields, TargetTagFields)}
names = st.text("ab甲 '", min_size=1, max_size=3).filter(str.strip)
ids = st.integers(1, 6)
maybe = st.one_of(st.none(), ids)

inserts = st.one_of(
    st.builds(lambda name: ("rep", {"name": name, "name_key": name}), names),
    st.builds(lambda name, up: ("territory", {"name": name, "name_key": name, "parent_id": up}), names, maybe),
    st.builds(
        lambda name, at, place: ("block", {"name": name, "name_key": name, "territory_id": at, "position": place}),
        names,
        ids,
        ids,
    ),
    st.builds(
        lambda name, rep, at, lat, up: (
            "target",
            {
                "name": name,
                "name_key": name,
                "rep_id": rep,
                "territory_id": at,
                "lat": lat,
                "parent_id": up,
                "added_on": "2026-11-23",
            },
        ),
        names,
        ids,
        maybe,
        st.one_of(st.none(), st.floats(-90, 90)),
        maybe,
    ),
    st.builds(lambda at, tag: ("target_tag", {"target_id": at, "tag": tag}), ids, names),
)
steps = st.one_of(
    st.tuples(st.just("insert"), inserts),
    st.tuples(st.just("update"), inserts, ids),
    st.tuples(st.just("delete"), st.sampled_from(TABLES), ids),
)


def state(store):
    return {table: store.rows(f"SELECT * FROM {table} ORDER BY id") for table in TABLES}


def apply(store, step):
    if step[0] == "delete":
        store.delete_where(KINDS[step[1]], "id = :id", {"id": step[2]})
        return
    table, values = step[1]
    if step[0] == "insert":
        store.insert(KINDS[table].checked(values))
    elif store.one(f"SELECT id FROM {table} WHERE id = :id", {"id": step[2]}):
        store.update(KINDS[table], step[2], values)


class UndoMachine(RuleBasedStateMachine):
    """Random commands, undo and redo; the model keeps the states that undo and redo lead to."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = open_store(Path(self.folder.name) / "store.db", words="command")
        self.now = state(self.store)
        self.past, self.future = [], []
        self.used = {table: set() for table in TABLES}

    def teardown(self):
        self.store.lane.close()
        self.folder.cleanup()

    @rule(work=st.lists(steps, min_size=1, max_size=6))
    def command(self, work):
        entries = self.entries()
        try:
            with self.store.transaction():
                for step in work:
                    apply(self.store, step)
        except Conflict:  # a name twice, a row that others point to: all of it is refused
            assert self.entries() == entries
            return
        after = state(self.store)
        if self.entries() == entries:
            assert after == self.now
            return
        for table in TABLES:
            new = {row["id"] for row in after[table]} - {row["id"] for row in self.now[table]}
            assert not new & self.used[table], "an id was used again"
        self.past.append(self.now)
        self.future.clear()
        self.now = after

    @rule()
    def undo(self):
        if not self.past:
            with pytest.raises(Conflict, match="nothing to undo"):
                journal.undo(self.store)
            return
        journal.undo(self.store)
        self.future.append(self.now)
        self.now = self.past.pop()

    @rule()
    def redo(self):
        if not self.future:
            with pytest.raises(Conflict, match="nothing to redo"):
                journal.redo(self.store)
            return
        journal.redo(self.store)
        self.past.append(self.now)
        self.now = self.future.pop()

    def entries(self):
        return self.store.value("SELECT count(*) FROM command")

    @invariant()
    def the_store_is_in_the_expected_state(self):
        assert state(self.store) == self.now
        for table in TABLES:
            self.used[table] |= {row["id"] for row in self.now[table]}


UndoMachine.TestCase.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
TestUndo = UndoMachine.TestCase


def rep(name):
    return RepFields.checked({"name": name, "name_key": name})


@pytest.fixture
def two(store):
    """A store on which two commands ran: one made Lin, one made Wang and renamed Lin."""
    with store.transaction():
        store.insert(rep("Lin"))
    with store.transaction():
        store.insert(rep("Wang"))
        store.update(RepFields, 1, {"name": "Lin 2"})
    return store


@pytest.mark.parametrize(
    "tampering",
    ["UPDATE rep SET name = 'changed' WHERE id = 1", "DELETE FROM rep WHERE id = 2", "DELETE FROM rep WHERE id = 1"],
)
def test_undo_refuses_when_a_row_was_changed_outside(two, tampering):
    with closing(sqlite3.connect(two.lane.path)) as other, other:
        other.execute(tampering)
    before = state(two)
    with pytest.raises(Conflict, match="is no longer as it left it"):
        journal.undo(two)
    assert state(two) == before


def test_redo_refuses_when_a_row_was_changed_outside(two):
    journal.undo(two)
    with closing(sqlite3.connect(two.lane.path)) as other, other:
        other.execute("INSERT INTO rep (id, name, name_key) VALUES (2, 'taken', 'taken')")
    with pytest.raises(Conflict, match="cannot redo 'test'"):
        journal.redo(two)


def test_undo_refuses_what_others_came_to_depend_on(store):
    with store.transaction():
        store.insert(rep("Lin"))
    with closing(sqlite3.connect(store.lane.path)) as other, other:
        other.execute("INSERT INTO target (name, name_key, kind, rep_id, added_on) VALUES ('A','a','company',1,'x')")
    with pytest.raises(Conflict, match="FOREIGN KEY"):
        journal.undo(store)
    assert store.value("SELECT name FROM rep") == "Lin"


def test_undo_tells_what_it_took_back(two):
    taken = journal.undo(two)
    assert (taken["words"], taken["rows"]) == ("test", 2)
    assert journal.redo(two)["words"] == "test"


def test_an_undo_is_itself_journalled(two):
    journal.undo(two)
    (entry,) = two.rows("SELECT * FROM command WHERE kind = 'undo'")
    assert (entry["undoes"], entry["words"], entry["undone"]) == (2, "test", 0)
    changes = two.rows("SELECT * FROM change WHERE command_id = :id ORDER BY id", entry)
    assert json.loads(changes[0]["after"])["name"] == "Lin"
    assert changes[1]["after"] is None


def test_rows_that_point_to_each_other_come_back(store):
    with store.transaction():
        for name in ("North", "South"):
            store.insert(TerritoryFields.checked({"name": name, "name_key": name}))
        store.update(TerritoryFields, 1, {"parent_id": 2})
        store.update(TerritoryFields, 2, {"parent_id": 1})
    before = state(store)
    with store.transaction():
        store.rows("PRAGMA defer_foreign_keys = ON")
        store.delete_where(TerritoryFields, "1 = 1", {})
    journal.undo(store)
    assert state(store) == before
