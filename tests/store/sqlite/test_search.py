"""The search index: behind nobody who asks it, the same however it was made, and never in the way of the journal."""

import sqlite3
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from salesctl.domain.search import spaced
from salesctl.errors import Conflict, StoreError
from salesctl.store import journal, tables
from salesctl.store.queries.search import search
from salesctl.store.sqlite import search as index
from salesctl.store.sqlite.opening import open_store

KINDS = {
    kind.name: kind
    for kind in (tables.TARGET, tables.TARGET_TAG, tables.CONTACT, tables.VISIT, tables.OBJECTION, tables.INTEL)
}
words = st.text("ab台北 é'", min_size=1, max_size=4).filter(str.strip)
ids = st.integers(1, 3)
VISIT = {"rep_id": 1, "visited_on": "2026-11-23", "outcome": "advance", "recorded_at": "2026-11-23T09:00:00Z"}

inserts = st.one_of(
    st.builds(
        lambda name, address: (
            "target",
            {"name": name, "name_key": name, "rep_id": 1, "added_on": "2026-11-23", "address": address},
        ),
        words,
        st.none() | words,
    ),
    st.builds(lambda at, tag: ("target_tag", {"target_id": at, "tag": tag}), ids, words),
    st.builds(lambda at, name: ("contact", {"target_id": at, "name": name, "name_key": name}), ids, words),
    st.builds(lambda at, note: ("visit", {**VISIT, "target_id": at, "note": note}), ids, st.none() | words),
    st.builds(lambda at, text: ("objection", {"visit_id": at, "kind": "price", "text": text}), ids, words),
    st.builds(
        lambda name, text: (
            "intel",
            {"rep_id": 1, "noted_on": "2026-11-23", "kind": "market", "competitor": name, "text": text},
        ),
        st.none() | words,
        words,
    ),
)
commands = st.one_of(
    st.tuples(st.just("insert"), inserts),
    st.tuples(st.just("update"), inserts, ids),
    st.tuples(st.just("delete"), st.sampled_from(list(KINDS)), ids),
    st.tuples(st.sampled_from(["undo", "redo", "search"])),
)


def do(store, command):
    match command:
        case ["undo" | "redo" as name]:
            getattr(journal, name)(store)
        case ["search"]:
            index.bring_up_to_date(store, everything)
        case _:
            with store.transaction():
                write(store, command)


def write(store, command):
    match command:
        case ["insert", (table, values)]:
            store.insert(KINDS[table].checked(values))
        case ["update", (table, values), row_id]:
            if store.one(f"SELECT id FROM {table} WHERE id = :id", {"id": row_id}):
                store.update(KINDS[table].changes(values), row_id)
        case ["delete", table, row_id]:
            store.delete_where(KINDS[table], "id = :id", {"id": row_id})


def everything(documents, _count):
    return documents


def content(store):
    return store.rows("SELECT rowid, name, text FROM search ORDER BY rowid")


def hits(store, text, **more):
    index.bring_up_to_date(store, everything)
    return [
        (row["kind"], row["id"])
        for row in search(store, text, more.get("kinds", ()), more.get("rep_id"), more.get("limit", 99))
    ]


@cache
def made():
    """Return what the file of a store with a rep holds: making the schema takes longer than most tests here."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        store = open_store(path, command_line="test")
        with closing(store.lane), store.transaction():
            store.insert(tables.REP.checked({"name": "me", "name_key": "me"}))
        return path.read_bytes()


def with_rep(folder):
    path = Path(folder) / "store.db"
    path.write_bytes(made())
    return open_store(path, command_line="test")


@settings(max_examples=40, deadline=None)
@given(st.lists(commands, max_size=25))
def test_an_index_brought_up_to_date_is_one_made_anew(steps):
    with tempfile.TemporaryDirectory() as folder:
        store = with_rep(folder)
        with closing(store.lane):
            for step in steps:
                try:
                    do(store, step)
                except Conflict:  # a row that others point to, or nothing to undo: nothing was written
                    continue
            index.bring_up_to_date(store, everything)
            assert index.is_current(store)
            brought = content(store)
            with store.transaction():
                store.lane.run("DROP TABLE search_state")
            index.bring_up_to_date(store, everything)
            assert brought == content(store)


@pytest.fixture(scope="module")
def notes():
    """A store with a rep and a target, to which a test adds a note that it takes back."""
    with tempfile.TemporaryDirectory() as folder:
        store = with_rep(folder)
        with store.transaction():
            store.insert(tables.TARGET.checked({"name": "T", "name_key": "t", "rep_id": 1, "added_on": "2026-11-23"}))
        with closing(store.lane):
            yield store


# Vowel signs of two scripts that SQLite, whose Unicode is older, does not take for letters.
SIGNS = [*map(chr, range(0x19B0, 0x19CA)), "\u1cf2", "\u1cf3"]
texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=SIGNS)
    | st.sampled_from("台北'\"*^:(){}+-AND OR"),
    max_size=30,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts, texts, texts)
def test_any_words_find_the_note_that_holds_them(notes, before, typed, after):
    with notes.transaction():
        visit = notes.insert(tables.VISIT.checked({**VISIT, "target_id": 1, "note": f"{before} {typed} {after}"}))
    found = hits(notes, typed)
    if any(character.isalnum() for character in spaced(typed)):
        assert ("visit", visit["id"]) in found
    journal.undo(notes)
    assert ("visit", visit["id"]) not in hits(notes, typed)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text("台北捷運公司龥𠀀あ", min_size=1, max_size=8), st.data())
def test_any_part_of_a_chinese_text_finds_it(notes, text, data):
    first = data.draw(st.integers(0, len(text) - 1))
    part = text[first : data.draw(st.integers(first + 1, len(text)))]
    assume(part)
    with notes.transaction():
        notes.insert(tables.VISIT.checked({**VISIT, "target_id": 1, "note": f"x{text}y"}))
    assert hits(notes, part)
    assert hits(notes, f"{part}鑫") == []
    journal.undo(notes)


@pytest.fixture
def filled(tmp_path):
    store = with_rep(tmp_path)
    with store.transaction():
        store.insert(
            tables.TARGET.checked({"name": "Café 台北", "name_key": "x", "rep_id": 1, "added_on": "2026-11-23"})
        )
        store.insert(tables.VISIT.checked({**VISIT, "target_id": 1, "note": "seen at the cafe"}))
    with closing(store.lane):
        yield store


def test_a_name_counts_more_than_a_note(filled):
    assert hits(filled, "CAFE") == [("target", 1), ("visit", 1)]
    assert hits(filled, "ca") == [("target", 1), ("visit", 1)]
    assert hits(filled, "afe") == []
    assert hits(filled, "cafe", limit=1) == [("target", 1)]
    assert hits(filled, "cafe", rep_id=2) == []


def test_among_equals_the_newest_comes_first(filled):
    with filled.transaction():
        filled.insert_many(tables.VISIT.checked({**VISIT, "target_id": 1, "note": "quote sent"}) for _ in range(3))
    assert hits(filled, "quote") == [("visit", 4), ("visit", 3), ("visit", 2)]
    assert hits(filled, "quote", limit=1) == [("visit", 4)]


def test_searching_is_not_journalled(filled):
    before = filled.rows("SELECT * FROM command"), filled.rows("SELECT * FROM change")
    assert hits(filled, "cafe")
    assert before == (filled.rows("SELECT * FROM command"), filled.rows("SELECT * FROM change"))
    journal.undo(filled)
    assert hits(filled, "cafe") == []
    journal.redo(filled)
    assert hits(filled, "cafe") == [("target", 1), ("visit", 1)]


@pytest.mark.parametrize(
    "behind_its_back",
    [
        "DELETE FROM change",
        "DELETE FROM change WHERE id = 4",
        "INSERT INTO command (recorded_at, words, kind) VALUES ('2026', 'migrate', 'barrier')",
        "UPDATE search_state SET layout = layout - 1",
        "DELETE FROM search_state",
    ],
)
def test_where_the_journal_does_not_tell_what_changed_all_is_indexed_anew(filled, behind_its_back):
    assert hits(filled, "cafe")
    with filled.transaction():
        filled.update(tables.VISIT.changes({"note": "tea"}), 1)  # change 4
    with closing(sqlite3.connect(filled.lane.path)) as other, other:
        other.execute("UPDATE target SET name = 'Teahouse'")
        other.execute(behind_its_back)
    assert hits(filled, "cafe") == []
    assert hits(filled, "tea") == [("target", 1), ("visit", 1)]


def test_only_what_changed_is_read(filled):
    hits(filled, "cafe")
    with filled.transaction():
        filled.insert(tables.VISIT.checked({**VISIT, "target_id": 1, "note": "one more"}))
    read = []
    index.bring_up_to_date(filled, lambda documents, count: read.extend(documents) or read)
    assert [row["text"] for row in read] == ["one more"]
    assert index.is_current(filled)


def test_without_full_text_search_one_line_says_so(filled, monkeypatch):
    monkeypatch.setattr(index, "_SCHEMA", ("CREATE VIRTUAL TABLE search USING fts5(name, text)",))
    real = filled.lane.run

    def run(sql, params=None):
        return real(sql.replace("fts5", "fts5x") if "VIRTUAL" in sql else sql, params)

    monkeypatch.setattr(filled.lane, "run", run)
    with pytest.raises(StoreError, match="no full-text search"):
        index.bring_up_to_date(filled, everything)
    assert not index.is_made(filled)
