"""Full-text search over SQLite's FTS5: an index made from the store's rows when somebody searches.

Nobody who writes pays for it: the journal tells which rows changed since the last search, and only those are indexed
again. The index is no part of the schema and is not journalled: it can be thrown away at any time and is made anew.
What is indexed is derived (see `store/searched.py`). A document has the row number `KINDS` · id of what it stands for +
the number of its kind.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple, TypedDict

from salesctl.domain.search import SearchKind, spaced
from salesctl.store.queries.narrow import AMONG, among
from salesctl.store.searched import TABLES, columns, parts, text
from salesctl.store.store import Store


class Document(TypedDict):
    """What is indexed of something: its row number, and its words."""

    number: int
    name: str
    text: str


Tracked = Callable[[Iterable[Document], int], Iterable[Document]]
"""Passes documents on and shows how many of about so many went by."""

KINDS = len(SearchKind)
NUMBERS = {kind: number for number, kind in enumerate(SearchKind)}

_SCHEMA = (
    "DROP TABLE IF EXISTS search",
    "DROP TABLE IF EXISTS search_state",
    # Symbols are words here: people write 👍 and search for it.
    """CREATE VIRTUAL TABLE search USING fts5(
        name, text, tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co So'")""",
    "CREATE TABLE search_state (layout INTEGER NOT NULL, command_id INTEGER NOT NULL, change_id INTEGER NOT NULL)",
)

# A hit in such a column is worth more than one in the others.
_NAMES = {
    SearchKind.TARGET: "name",
    SearchKind.CONTACT: "name",
    SearchKind.INTEL: "competitor",
    SearchKind.TERRITORY: "name",
}
# How texts are cut into words is no SQL: what becomes of letters of all kinds stands for it.
_LETTERS = "".join(map(chr, range(0x20, 0xD800, 61)))


class _Mark(NamedTuple):
    """How far the journal had come when the index was last brought up to date, and in which layout."""

    layout: int
    command_id: int
    change_id: int


def is_current(store: Store) -> bool:
    """Whether the index has everything that was written."""
    mark = _mark(store)
    return mark is not None and mark == _now(store)


def bring_up_to_date(store: Store, tracked: Tracked) -> None:
    """Index what changed since the last time; everything, where the journal does not tell what changed.

    Raises:
        StoreError: The store cannot be written, or SQLite has no full-text search.
    """
    with store.transaction():
        mark = _mark(store)
        now = _now(store)
        if mark is None or not _follows(store, mark, now):
            for statement in _SCHEMA:
                store.lane.run(statement)
            changed = None
        else:
            changed = [row["number"] for row in store.rows(_changed(), {"after": mark.change_id})]
            store.lane.run(f"DELETE FROM search WHERE rowid {AMONG}", among(changed))
        store.lane.run_many(
            "INSERT INTO search (rowid, name, text) VALUES (:number, :name, :text)",
            tracked(_documents(store, changed), _count(store) if changed is None else len(changed)),
        )
        store.lane.run("DELETE FROM search_state")
        store.lane.run("INSERT INTO search_state VALUES (:layout, :command_id, :change_id)", now._asdict())


def is_made(store: Store) -> bool:
    """Whether there is an index, be it behind."""
    return _mark(store) is not None


def _mark(store: Store) -> _Mark | None:
    if not store.one("SELECT name FROM sqlite_master WHERE name = 'search_state'"):
        return None
    row = store.one("SELECT layout, command_id, change_id FROM search_state")
    return _Mark(**row) if row and row["layout"] == layout() else None


def _now(store: Store) -> _Mark:
    """Return where the journal stands: its sequences, which stay when old entries are deleted."""
    rows = store.rows("SELECT name, seq FROM sqlite_sequence WHERE name IN ('command', 'change')")
    ends = {row["name"]: row["seq"] for row in rows}
    return _Mark(layout(), ends.get("command", 0), ends.get("change", 0))


def _follows(store: Store, mark: _Mark, now: _Mark) -> bool:
    """Whether the journal tells all that changed since the mark: no entry is missing, and none is a barrier."""
    kept = store.value("SELECT count(*) FROM change WHERE id > :change_id", mark._asdict())
    barrier = store.one("SELECT id FROM command WHERE id > :command_id AND kind = 'barrier'", mark._asdict())
    return kept == now.change_id - mark.change_id and not barrier


@cache
def layout() -> int:
    """Return what is another number when something else is indexed, or in another way."""
    indexed = [str(KINDS), *_SCHEMA, *map(_of, SearchKind)]
    return zlib.crc32("\n".join([*indexed, spaced(_LETTERS)]).encode())


def _changed() -> str:
    """Return the query for the numbers of the documents whose rows, or the parts of whose rows, changed `:after`."""
    numbers = {table: NUMBERS[kind] for kind, table in TABLES.items()}
    wholes = {part.table: numbers[part.whole] for part in parts()}
    paths = {part.table: f"'$.{part.column}'" for part in parts()}
    # The plus keeps SQLite from reading the whole journal of a table where only its end is asked for.
    return f"""
        SELECT {KINDS} * row_id + {_by_table(numbers)} AS number FROM change
        WHERE id > :after AND +table_name IN ({_listed(numbers)})
        UNION
        SELECT {KINDS} * json_extract(image, {_by_table(paths)}) + {_by_table(wholes)} FROM (
            SELECT table_name, before AS image FROM change WHERE id > :after
            UNION ALL SELECT table_name, after FROM change WHERE id > :after
        ) WHERE table_name IN ({_listed(wholes)}) AND image IS NOT NULL"""


def _by_table(values: Mapping[str, object]) -> str:
    return "CASE table_name " + " ".join(f"WHEN '{table}' THEN {value}" for table, value in values.items()) + " END"


def _listed(tables: Iterable[str]) -> str:
    return ", ".join(f"'{table}'" for table in tables)


def _count(store: Store) -> int:
    return int(store.value("SELECT " + " + ".join(f"(SELECT count(*) FROM {table})" for table in TABLES.values())))


def _documents(store: Store, numbers: Sequence[int] | None) -> Iterator[Document]:
    """Yield the documents of the numbers, or all there are; what has no words needs none."""
    for kind in SearchKind:
        chosen = "1 = 1"
        if numbers is not None:
            chosen = f"d.id IN (SELECT value / {KINDS} FROM json_each(:ids) WHERE value % {KINDS} = :kind)"
        rows = store.stream(f"{_of(kind)} WHERE {chosen}", {**among(numbers or ()), "kind": NUMBERS[kind]})
        for row in rows:
            if row["name"] or row["text"]:
                yield {"number": row["number"], "name": spaced(row["name"]), "text": spaced(row["text"])}


def _of(kind: SearchKind) -> str:
    """Return the query for all documents of a kind."""
    table, name = TABLES[kind], _NAMES.get(kind)
    named = f"coalesce(d.{name}, '')" if name in columns()[table] else "''"
    said = text(table, "d", but=name)
    return f"SELECT {KINDS} * d.id + {NUMBERS[kind]} AS number, {named} AS name, {said} AS text FROM {table} d"
