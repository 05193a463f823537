"""Undo and redo, against a model: a stack of whole states, whatever the commands were."""

import json
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from salesctl import clock
from salesctl.errors import Conflict, NotFound
from salesctl.store import journal, tables
from salesctl.store import store as writing
from salesctl.store.sqlite.opening import open_store
from salesctl.store.store import Store

TABLES = ("rep", "territory", "block", "target", "target_tag")
KINDS = {kind.name: kind for kind in (tables.REP, tables.TERRITORY, tables.BLOCK, tables.TARGET, tables.TARGET_TAG)}
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
        store.update(KINDS[table].changes(values), step[2])


class UndoMachine(RuleBasedStateMachine):
    """Random commands, undo and redo; the model keeps the states that undo and redo lead to."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = open_store(Path(self.folder.name) / "store.db", command_line="command")
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
    return tables.REP.checked({"name": name, "name_key": name})


@pytest.fixture
def two(store):
    """A store on which two commands ran: one made Lin, one made Wang and renamed Lin."""
    with store.transaction():
        store.insert(rep("Lin"))
    with store.transaction():
        store.insert(rep("Wang"))
        store.update(tables.REP.changes({"name": "Lin 2"}), 1)
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
            store.insert(tables.TERRITORY.checked({"name": name, "name_key": name}))
        store.update(tables.TERRITORY.changes({"parent_id": 2}), 1)
        store.update(tables.TERRITORY.changes({"parent_id": 1}), 2)
    before = state(store)
    with store.transaction():
        store.rows("PRAGMA defer_foreign_keys = ON")
        store.delete_where(tables.TERRITORY, "1 = 1", {})
    journal.undo(store)
    assert state(store) == before


steps_back_and_forth = st.one_of(
    st.tuples(st.just("write"), names),
    st.tuples(st.sampled_from(["undo", "redo"]), st.none()),
    st.tuples(st.just("to"), st.integers(0, 9)),
)


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(steps_back_and_forth, max_size=25))
def test_going_back_to_an_entry_brings_back_the_state_it_left(steps):
    with tempfile.TemporaryDirectory() as folder, closing(open_store(Path(folder) / "store.db").lane) as lane:
        store = Store(lane, "test")
        left: dict[int, dict] = {}
        for kind, what in steps:
            if kind == "to" and left:
                entry = sorted(left)[what % len(left)]
                with suppress(Conflict):  # it may be there already
                    journal.undo_to(store, entry)
                assert state(store) == left[entry]
            elif kind in ("undo", "redo"):
                with suppress(Conflict):
                    getattr(journal, kind)(store)
            elif kind == "write":
                write_something(store, what)
            if last := store.value("SELECT max(id) FROM command"):
                left[last] = state(store)


def write_something(store, name):
    """Rename the rep of this name, or make one; the same row is made, changed and deleted again and again."""
    with store.transaction():
        known = store.one("SELECT * FROM rep WHERE name_key = :name", {"name": name})
        if known is None:
            store.insert(rep(name))
        elif known["name"] == name:
            store.update(tables.REP.changes({"name": f"{name} 2"}), known["id"])
        else:
            store.delete_where(tables.REP, "id = :id", known)


def test_going_back_does_not_cross_a_barrier(two):
    two.rows("INSERT INTO command (recorded_at, words, kind) VALUES ('2026', 'migrate', 'barrier')")
    with pytest.raises(Conflict, match="does not go back beyond entry 3, 'migrate'"):
        journal.undo_to(two, 1)
    with pytest.raises(NotFound, match="no entry 9"):
        journal.undo_to(two, 9)


def test_going_back_that_fails_half_way_takes_nothing_back(two):
    with two.transaction():
        two.insert(rep("Chen"))
    with closing(sqlite3.connect(two.lane.path)) as other, other:
        other.execute("UPDATE rep SET name = 'changed' WHERE id = 2")
    before = state(two)
    with pytest.raises(Conflict, match="rep 2 is no longer"):
        journal.undo_to(two, 1)
    assert state(two) == before


def test_unique_names_that_changed_places_change_back(store):
    with store.transaction():
        for name in ("Lin", "Wang"):
            store.insert(rep(name))
    before = state(store)
    with store.transaction():
        for row_id, name in ((1, "x"), (2, "Lin"), (1, "Wang")):
            store.update(tables.REP.changes({"name": name, "name_key": name}), row_id)
    journal.undo(store)
    assert state(store) == before


def test_what_came_and_went_within_a_command_leaves_no_trace(store):
    with store.transaction():
        store.insert(rep("Lin"))
        store.delete_where(tables.REP, "id = 1", {})
        store.insert(rep("Wang"))
    assert journal.undo(store)["rows"] == 1
    assert state(store)["rep"] == []
    journal.redo(store)
    assert [row["name"] for row in state(store)["rep"]] == ["Wang"]


def test_a_long_undo_shows_how_far_it_has_come(two, monkeypatch):
    seen = []

    def track(rows):
        for row in rows:
            seen.append(row)
            yield row

    journal.undo(two, track=track)
    assert seen == []
    monkeypatch.setattr(writing, "_LONG", 2)
    journal.redo(two, track=track)
    assert len(seen) == 4, "two rows, looked at and written"


def entries(store):
    return [row["id"] for row in store.rows("SELECT id FROM command ORDER BY id")]


@pytest.fixture
def dated(store):
    """A journal of one entry a day: the third is an undo of the second, the fifth a redo of that."""
    for day in (1, 2, 3, 4, 5, 6):
        clock.set_clock(f"2026-01-0{day}")
        if day in (3, 5):
            (journal.undo if day == 3 else journal.redo)(store)
            continue
        if day == 4:
            journal.redo(store)
            journal.undo(store)
            continue
        with store.transaction():
            store.insert(rep(f"rep {day}"))
    clock.set_clock(None)
    return store


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        ("2026-01-01T00:00:00Z", [1, 2, 3, 4, 5, 6, 7]),
        ("2026-01-02T00:00:00Z", [2, 3, 4, 5, 6, 7]),
        ("2026-01-04T00:00:00Z", [2, 3, 4, 5, 6, 7]),  # the redo of the fifth day leads back to the second
        ("2026-01-06T00:00:00Z", [7]),
        ("2027-01-01T00:00:00Z", [7]),
    ],
)
def test_forgetting_keeps_what_the_rest_leads_back_to(dated, before, kept):
    content = state(dated)
    assert journal.forget(dated, before) == 7 - len(kept)
    assert entries(dated) == kept
    assert dated.value("SELECT count(*) FROM change WHERE command_id NOT IN (SELECT id FROM command)") == 0
    assert dated.value("SELECT min(command_id) FROM change") == kept[0]
    assert state(dated) == content
    journal.undo(dated)
    assert dated.value("SELECT count(*) FROM rep") == len(content["rep"]) - 1


def test_ids_of_the_journal_go_on_after_forgetting(dated):
    last = dated.value("SELECT max(id) FROM change")
    journal.forget(dated, "2027-01-01T00:00:00Z")
    with dated.transaction():
        dated.insert(rep("new"))
    assert dated.value("SELECT max(id) FROM change") == last + 1


def test_an_empty_journal_has_nothing_to_forget(store):
    assert journal.forget(store, "2027-01-01T00:00:00Z") == 0
    assert not journal.has_history(store)
