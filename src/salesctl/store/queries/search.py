"""Looking words up in the search index (see `store/sqlite/search.py`): the best hits first, whatever their kind."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from salesctl.domain.search import SearchKind, words
from salesctl.store.sqlite.search import DOCUMENTS
from salesctl.store.store import Store

# A hit in a name is worth ten in a text.
_RANK = "rank MATCH 'bm25(10.0, 1.0)'"


class _Shown(NamedTuple):
    """How a hit is shown, in SQL over the rows of its kind and what they join: its text, target and date."""

    text: str
    name: str = "t.name"
    date: str = "NULL"
    joins: str = ""


_TARGET = "JOIN target t ON t.id = d.target_id"
_SHOWN = {
    SearchKind.TARGET: _Shown("{text}", "d.name", "(SELECT max(v.visited_on) FROM visit v WHERE v.target_id = d.id)"),
    SearchKind.CONTACT: _Shown(
        "rtrim({name} || ' · ' || {text}, ' ·')",
        date="(SELECT max(v.visited_on) FROM visit_contact m JOIN visit v ON v.id = m.visit_id"
        " WHERE m.contact_id = d.id)",
    ),
    SearchKind.VISIT: _Shown("{text}", date="d.visited_on", joins=_TARGET),
    SearchKind.INTEL: _Shown(
        "coalesce(d.competitor || ' · ', '') || {text}",
        "t.name",
        "d.noted_on",
        f"LEFT {_TARGET}",
    ),
}


_OF_KINDS = "rowid & 3 IN (SELECT value FROM json_each(:kinds))"
_REP = " ".join(
    f"WHEN {document.number} THEN (SELECT {document.rep_id} FROM {document.rows} WHERE d.id = search.rowid >> 2)"
    for document in DOCUMENTS.values()
)
_OF_REP = f"CASE rowid & 3 {_REP} END = :rep_id"

_ROWS = " UNION ALL ".join(
    f"""SELECT '{kind}' AS kind, d.id AS id, {shown.name} AS name, {shown.date} AS date,
        {shown.text.format(name=DOCUMENTS[kind].name, text=DOCUMENTS[kind].text)} AS text, round(-hit.rank, 6) AS score
    FROM hit JOIN {DOCUMENTS[kind].rows} {shown.joins} WHERE hit.number = {DOCUMENTS[kind].number} AND d.id = hit.id"""
    for kind, shown in _SHOWN.items()
)


def search(
    store: Store, text: str, kinds: Sequence[SearchKind], rep_id: int | None, limit: int
) -> list[dict[str, Any]]:
    """Return what holds every word of the text, or a word that begins with it, the best first and then the newest.

    `kinds` that are empty do not narrow; a contact belongs to its target's rep.
    """
    query = " ".join(f'"{word.replace(chr(34), chr(34) * 2)}"*' for word in words(text))
    if not query:
        return []
    conditions = ["search MATCH :query", _RANK]
    if kinds:
        conditions.append(_OF_KINDS)
    if rep_id is not None:
        conditions.append(_OF_REP)
    numbers = [DOCUMENTS[kind].number for kind in kinds]
    return store.rows(
        f"""WITH hit AS MATERIALIZED (
            SELECT rowid & 3 AS number, rowid >> 2 AS id, rank FROM search WHERE {" AND ".join(conditions)}
            ORDER BY rank, rowid DESC LIMIT :limit
        )
        {_ROWS} ORDER BY score DESC, date DESC, kind, id DESC""",
        {"query": query, "kinds": json.dumps(numbers), "rep_id": rep_id, "limit": limit},
    )
