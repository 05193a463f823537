"""Every text is searched: by `salesctl search`, by `--search` of lists, and where an older version made the index."""

import sqlite3
from contextlib import closing

import pytest

from salesctl.cli.core.app import NOUNS, load
from salesctl.domain.search import SearchKind
from salesctl.store import journal, searched
from salesctl.store.check import Table, described
from salesctl.store.queries.search import search
from salesctl.store.sqlite import search as index
from salesctl.store.sqlite.opening import open_store

SEARCHED = [(table, column) for table, columns in searched.columns().items() for column in columns]
WORDS = {place: f"zq{number:03}" for number, place in enumerate(SEARCHED, 1)}
KIND_OF = {table: kind for kind, table in searched.TABLES.items()}
KIND_OF |= {part.table: KIND_OF[part.whole] for part in searched.parts()}

FOLDED = "a folded copy of another column, for look-ups"
MOMENT = "a time, a week or a month, which lists are narrowed by"
NAMED = "a name that other rows refer to; short lists show all there are"
ON_PURPOSE = {
    **dict.fromkeys([f"{table}.name_key" for table in ("block", "contact", "product", "rep", "site")], FOLDED),
    **dict.fromkeys(["target.name_key", "target.phone_key", "territory.name_key"], FOLDED),
    **dict.fromkeys(["budget.month", "decision.week", "planned_visit.at", "planned_visit.week"], MOMENT),
    **dict.fromkeys(["quota.month", "visit.at", "weekly_plan.week"], MOMENT),
    **dict.fromkeys(["product.name", "product.external_id", "rep.name", "site.name"], NAMED),
    "day_off.reason": "belongs to a rep's days, of which `plan off` shows all",
    "planned_visit.reason": "written by the program, the same for most visits",
    "sale.external_id": "a sale has no words, and is no kind of hit",
    "setting.name": "a setting, not what was noted",
    "setting.value": "a setting, not what was noted",
    "territory.focus": "a rule such as size=big, not what was noted",
}
"""The texts that are not searched, and why."""

A_VALUE = {"integer": 1, "number": 1.0, "boolean": False, "date": "2026-11-23", "date-time": "2026-11-23T09:00:00Z"}


def needed(fields):
    """Return values for the fields that must be there, of rows that all have the id 1."""
    return {
        name: field["enum"][0] if "enum" in field else A_VALUE.get(field.get("type"), field.get("minimum", "2026-11"))
        for name, field in fields.items()
        if not {"optional", "default"} & field.keys()
    } | ({"year": 2026} if "year" in fields else {})


def noted(table):
    """Return the row of a table with a word of its own in every searched column."""
    words = {column: WORDS[table, column] for column in searched.columns().get(table, ())}
    if "email" in words:
        words["email"] += "@example.com"
    return Table(table).checked({**needed(Table(table).fields), **words})


def after_what_it_refers_to(names):
    """Return tables in an order in which the rows they refer to come first."""
    ordered = []
    while len(ordered) < len(names):
        ordered += [
            name
            for name in names
            if name not in ordered
            and all(
                field["refers"] in ordered
                for field in Table(name).fields.values()
                if "refers" in field and "optional" not in field
            )
        ]
    return ordered


@pytest.fixture
def filled(home):
    """A store with a row of every table, each searched column of which holds a word of its own."""
    store = open_store(home / "store.db", command_line="a row of each")
    with closing(store.lane):
        with store.transaction():
            for table in after_what_it_refers_to(list(described())):
                store.insert(noted(table))
        yield store


def hits(store, text):
    index.bring_up_to_date(store, lambda documents, _count: documents)
    return [(row["kind"], row["id"]) for row in search(store, text, (), None, 9)]


def test_a_text_is_searched_or_stands_here_with_a_reason():
    texts = {
        f"{table}.{column}"
        for table in described()
        for column, field in Table(table).fields.items()
        if field.get("type", "string") not in {*A_VALUE, "word"}
    }
    assert texts - {".".join(place) for place in SEARCHED} == set(ON_PURPOSE)


def test_a_searched_table_is_a_kind_of_hit_or_a_part_of_one():
    assert set(searched.TABLES) == set(SearchKind)
    tables_of_parts = [part.table for part in searched.parts()]
    assert sorted([*searched.TABLES.values(), *tables_of_parts]) == sorted(searched.columns()), "each of them once"


def test_search_finds_every_text(run, filled):
    missed = [
        f"{table}.{column}"
        for (table, column), word in WORDS.items()
        if [(row["kind"], row["id"]) for row in run("search", word, "-f", "json").json] != [(KIND_OF[table], 1)]
    ]
    assert not missed


def lists(typed, command):
    """Yield the lists of a noun that have --search, as they are typed."""
    for verb, part in getattr(command, "commands", {}).items():
        if verb == "list" and "search" in {param.name for param in part.params}:
            yield f"{typed} list"
        yield from lists(f"{typed} {verb}", part)


@pytest.mark.parametrize("typed", [typed for noun in NOUNS for typed in lists(noun, load(noun))])
def test_a_list_finds_every_text_of_what_it_lists(run, filled, typed):
    kind = {"review list": "decision", "quota goal list": "goal"}.get(typed, typed.removesuffix(" list"))
    words = {f"{table}.{column}": word for (table, column), word in WORDS.items() if KIND_OF[table] == kind}
    found = {
        place: [row["id"] for row in run(*typed.split(), "--search", word, "-f", "json").json]
        for place, word in {**words, "none": "zq999"}.items()
    }
    assert found == {place: [] if place == "none" else [1] for place in found}


def test_case_width_accents_and_spaces_do_not_matter_to_a_list(run):
    run("target", "add", "Café Núñez 臺北")
    for typed in ("CAFE nunez", "ｃａｆé", "fe  nu", "臺", "臺北"):
        assert [row["id"] for row in run("target", "list", "--search", typed, "-f", "json").json] == [1], typed
    assert run("target", "list", "--search", "nunez cafe", "-f", "json").json == []


def test_a_list_that_meets_bytes_that_are_no_text_says_the_store_is_damaged(run, filled):
    with closing(sqlite3.connect(filled.lane.path)) as other, other:
        other.execute("UPDATE visit SET note = CAST(x'ff' AS TEXT)")
    assert "is damaged or not a salesctl store" in run("visit", "list", "--search", "zq001", code=5).err


@pytest.mark.parametrize("table", searched.columns())
def test_what_is_written_and_taken_back_is_found_and_lost(filled, table):
    for column in searched.columns()[table]:
        word = WORDS[table, column]
        assert hits(filled, word) == [(KIND_OF[table], 1)]
        with filled.transaction():
            filled.update(Table(table).changes({column: "zq999@example.com" if column == "email" else "zq999"}), 1)
        assert (hits(filled, word), hits(filled, "zq999")) == ([], [(KIND_OF[table], 1)])
        journal.undo(filled)
        assert hits(filled, word) == [(KIND_OF[table], 1)]


@pytest.mark.parametrize("table", searched.columns())
def test_an_index_made_before_a_text_was_searched_is_made_anew(filled, table, monkeypatch):
    now = searched.columns()
    for column in now[table]:
        before = {**now, table: tuple(name for name in now[table] if name != column)}
        with monkeypatch.context() as older:
            older.setattr(searched, "columns", lambda before=before: before)
            older.setattr(index, "columns", searched.columns)
            index.layout.cache_clear()
            assert hits(filled, WORDS[table, column]) == []
        index.layout.cache_clear()
        assert hits(filled, WORDS[table, column]) == [(KIND_OF[table], 1)], column


def test_texts_cut_into_words_in_another_way_are_another_layout(monkeypatch):
    now = index.layout()
    monkeypatch.setattr(index, "spaced", str.casefold)
    index.layout.cache_clear()
    assert index.layout() != now
    monkeypatch.undo()
    index.layout.cache_clear()
    assert index.layout() == now
