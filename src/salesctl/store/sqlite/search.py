"""Full-text search over SQLite's FTS5: an index made from the store's rows when somebody searches.

Nobody who writes pays for it: the journal tells which rows changed since the last search, and only those are indexed
again. The index is no part of the schema and is not journalled: it can be thrown away at any time and is made anew.
A document has the row number 4 · id of what it stands for + the number of its kind.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from salesctl.domain.search import SearchKind, spaced
from salesctl.store.queries.narrow import AMONG, among
from salesctl.store.store import Store

Tracked = Callable[[Iterable[dict[str, Any]], int], Iterable[dict[str, Any]]]
"""Passes documents on and shows how many of about so many went by."""

_LAYOUT = 1  # to be raised when what is indexed, or how, becomes different

_SCHEMA = (
    "DROP TABLE IF EXISTS search",
    "DROP TABLE IF EXISTS search_state",
    # Symbols are words here: people write 👍 and search for it.
    """CREATE VIRTUAL TABLE search USING fts5(
        name, text, tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co So'")""",
    "CREATE TABLE search_state (layout INTEGER NOT NULL, command_id INTEGER NOT NULL, change_id INTEGER NOT NULL)",
)


class Document(NamedTuple):
    """How a kind is searched, in SQL over its table `d`; `name` weighs more than `text`."""

    number: int
    rows: str
    name: str
    text: str
    rep_id: str = "d.rep_id"


def joined(*columns: str) -> str:
    """Return the expression for the columns that hold something, a dot between them."""
    return "rtrim(" + " || ".join(f"coalesce({column} || ' · ', '')" for column in columns) + ", ' ·')"


DOCUMENTS = {
    SearchKind.TARGET: Document(
        0,
        "target d",
        "d.name",
        joined(
            *(f"d.{name}" for name in ("address", "phone", "industry", "form", "size", "use", "source", "drop_reason")),
            "d.external_id",
            "(SELECT group_concat(g.tag, ' ') FROM target_tag g WHERE g.target_id = d.id)",
        ),
    ),
    SearchKind.CONTACT: Document(
        1,
        "contact d JOIN target t ON t.id = d.target_id",
        "d.name",
        joined("d.title", "d.phone", "d.email", "d.note"),
        "t.rep_id",
    ),
    SearchKind.VISIT: Document(
        2,
        "visit d",
        "''",
        joined(
            *(f"d.{name}" for name in ("note", "impression", "purpose", "current", "desired", "consequence", "gain")),
            *(f"d.{name}" for name in ("benefits", "competitor", "reaction", "terms", "signal")),
            "(SELECT group_concat(o.text, ' · ') FROM objection o WHERE o.visit_id = d.id)",
        ),
    ),
    SearchKind.INTEL: Document(3, "intel d", "coalesce(d.competitor, '')", "d.text"),
}

_NUMBERED = " ".join(f"WHEN '{kind}' THEN {document.number}" for kind, document in DOCUMENTS.items())
# The plus keeps SQLite from reading the whole journal of a table where only its end is asked for.
_CHANGED = f"""
    SELECT 4 * row_id + CASE table_name {_NUMBERED} END AS number FROM change
    WHERE id > :after AND +table_name IN ({", ".join(f"'{kind}'" for kind in DOCUMENTS)})
    UNION
    SELECT 4 * json_extract(image, CASE table_name WHEN 'objection' THEN '$.visit_id' ELSE '$.target_id' END)
        + CASE table_name WHEN 'objection' THEN {DOCUMENTS[SearchKind.VISIT].number} ELSE 0 END
    FROM (
        SELECT table_name, before AS image FROM change WHERE id > :after
        UNION ALL SELECT table_name, after FROM change WHERE id > :after
    ) WHERE table_name IN ('objection', 'target_tag') AND image IS NOT NULL"""


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
            changed = [row["number"] for row in store.rows(_CHANGED, {"after": mark.change_id})]
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
    return _Mark(**row) if row and row["layout"] == _LAYOUT else None


def _now(store: Store) -> _Mark:
    """Return where the journal stands: its sequences, which stay when old entries are deleted."""
    rows = store.rows("SELECT name, seq FROM sqlite_sequence WHERE name IN ('command', 'change')")
    ends = {row["name"]: row["seq"] for row in rows}
    return _Mark(_LAYOUT, ends.get("command", 0), ends.get("change", 0))


def _follows(store: Store, mark: _Mark, now: _Mark) -> bool:
    """Whether the journal tells all that changed since the mark: no entry is missing, and none is a barrier."""
    kept = store.value("SELECT count(*) FROM change WHERE id > :change_id", mark._asdict())
    barrier = store.one("SELECT id FROM command WHERE id > :command_id AND kind = 'barrier'", mark._asdict())
    return kept == now.change_id - mark.change_id and not barrier


def _count(store: Store) -> int:
    return int(store.value("SELECT " + " + ".join(f"(SELECT count(*) FROM {kind})" for kind in DOCUMENTS)))


def _documents(store: Store, numbers: Sequence[int] | None) -> Iterator[dict[str, Any]]:
    """Yield the documents of the numbers, or all there are; what has no words needs none."""
    for document in DOCUMENTS.values():
        chosen = "1 = 1"
        if numbers is not None:
            chosen = "d.id IN (SELECT value >> 2 FROM json_each(:ids) WHERE value & 3 = :kind)"
        rows = store.stream(
            f"SELECT 4 * d.id + {document.number} AS number, {document.name} AS name, {document.text} AS text"
            f" FROM {document.rows} WHERE {chosen}",
            {**among(numbers or ()), "kind": document.number},
        )
        for row in rows:
            if row["name"] or row["text"]:
                yield {"number": row["number"], "name": spaced(row["name"]), "text": spaced(row["text"])}
