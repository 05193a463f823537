"""Looking words up in the search index (see `store/sqlite/search.py`): the best hits first, whatever their kind."""

import json
from collections.abc import Sequence
from typing import NamedTuple, TypedDict

from salesctl.domain.search import SearchKind, words
from salesctl.store.searched import TABLES, text
from salesctl.store.sqlite.search import KINDS, NUMBERS
from salesctl.store.store import Store

# A hit in a name is worth ten in a text.
_RANK = "rank MATCH 'bm25(10.0, 1.0)'"


class _Shown(NamedTuple):
    """How a hit is shown, in SQL over the row `d` and the target `t` it may have: its name and date, and whose it is.

    The column `but` is not shown again in its text.
    """

    date: str
    name: str = "t.name"
    rep_id: str = "d.rep_id"
    target: str = "d.target_id"
    but: str | None = None


_LAST_MET = """(SELECT max(v.visited_on) FROM visit_contact m JOIN visit v ON v.id = m.visit_id
    WHERE m.contact_id = d.id)"""
_SHOWN = {
    SearchKind.TARGET: _Shown(
        "(SELECT max(v.visited_on) FROM visit v WHERE v.target_id = d.id)", target="d.id", but="name"
    ),
    SearchKind.CONTACT: _Shown(_LAST_MET, rep_id="t.rep_id"),
    SearchKind.VISIT: _Shown("d.visited_on"),
    SearchKind.INTEL: _Shown("d.noted_on"),
    SearchKind.PROSPECT: _Shown("coalesce(d.closed_on, d.opened_on)"),
    SearchKind.PLAN: _Shown("d.planned_on"),
    SearchKind.CASE: _Shown("d.opened_on"),
    SearchKind.ACCOUNT: _Shown("d.opened_on"),
    SearchKind.DECISION: _Shown("d.decided_on", target="NULL"),
    SearchKind.GOAL: _Shown("d.due_on"),
    SearchKind.TERRITORY: _Shown("NULL", rep_id="NULL", target="NULL"),
}


class Hit(TypedDict):
    """What holds the words: its kind and id, the name it goes by, and how well it fits (`score`)."""

    kind: str
    id: int
    name: str | None
    date: str | None
    text: str | None
    score: float


def search(store: Store, typed: str, kinds: Sequence[SearchKind], rep_id: int | None, limit: int) -> list[Hit]:
    """Return what holds every word typed, or a word that begins with it, the best first and then the newest.

    `kinds` that are empty do not narrow; a contact belongs to its target's rep, and a territory to none.
    """
    query = " ".join(f'"{word.replace(chr(34), chr(34) * 2)}"*' for word in words(typed))
    if not query:
        return []
    conditions = ["search MATCH :query", _RANK]
    if kinds:
        conditions.append(f"rowid % {KINDS} IN (SELECT value FROM json_each(:kinds))")
    if rep_id is not None:
        conditions.append(f"{_rep()} = :rep_id")
    return store.rows(
        f"""WITH hit AS MATERIALIZED (
            SELECT rowid % {KINDS} AS number, rowid / {KINDS} AS id, rank FROM search
            WHERE {" AND ".join(conditions)} ORDER BY rank, rowid DESC LIMIT :limit
        )
        {" UNION ALL ".join(map(_rows, SearchKind))} ORDER BY score DESC, date DESC, kind, id DESC""",
        {"query": query, "kinds": json.dumps([NUMBERS[kind] for kind in kinds]), "rep_id": rep_id, "limit": limit},
        of=Hit,
    )


def _rep() -> str:
    """Return the expression for the rep to whom a document belongs."""
    reps = " ".join(
        f"WHEN {NUMBERS[kind]} THEN (SELECT {shown.rep_id} {_from(kind)} WHERE d.id = search.rowid / {KINDS})"
        for kind, shown in _SHOWN.items()
    )
    return f"CASE rowid % {KINDS} {reps} END"


def _rows(kind: SearchKind) -> str:
    """Return the query for the hits of a kind as they are shown."""
    shown = _SHOWN[kind]
    return f"""SELECT '{kind}' AS kind, d.id AS id, {shown.name} AS name, {shown.date} AS date,
            {text(TABLES[kind], "d", but=shown.but)} AS text, round(-hit.rank, 6) AS score
        {_from(kind, "hit CROSS JOIN")} WHERE hit.number = {NUMBERS[kind]} AND d.id = hit.id"""


def _from(kind: SearchKind, first: str = "") -> str:
    return f"FROM {first} {TABLES[kind]} d LEFT JOIN target t ON t.id = {_SHOWN[kind].target}"
