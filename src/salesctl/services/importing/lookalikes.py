"""New names that nearly are known ones: reported after an import, never refused."""

import re
from collections.abc import Mapping

from salesctl.exchange.foreign_text import key_of, shown
from salesctl.services.importing.books import alias_option
from salesctl.store.store import Store

_TABLES = ("territory", "rep", "target")
_COMPARISONS = 5_000_000
_NOT_DIGITS = re.compile(r"\D+")


def last_ids(store: Store) -> dict[str, int]:
    """Return the highest id of each table whose names are compared."""
    return {table: store.value(f"SELECT coalesce(max(id), 0) FROM {table}") for table in _TABLES}


def warnings(store: Store, before: Mapping[str, int], cutoff: int) -> list[str]:
    """Return a warning for each name made since then that is spelt nearly like an earlier one.

    `cutoff` is the least similarity taken for near, 0 to 100. Names that differ in a figure are not near: branches are
    numbered. Very many new names are not compared at all.
    """
    return [warning for table in _TABLES for warning in _of_table(store, table, before[table], cutoff)]


def _of_table(store: Store, table: str, before: int, cutoff: int) -> list[str]:
    new, total = (store.value(f"SELECT count(*) FROM {table} WHERE id > :id", {"id": last}) for last in (before, 0))
    if not new or new * total > _COMPARISONS:
        return []
    from rapidfuzz import fuzz, process

    rows = store.rows(f"SELECT id, name, name_key FROM {table} ORDER BY id")
    keys = [key_of(row["name"]) for row in rows]
    found = []
    for place in range(total - new, total):
        near = process.extract(keys[place], keys[:place], scorer=fuzz.ratio, score_cutoff=cutoff, limit=5)
        new_row = rows[place]
        known = next((rows[at] for *_, at in near if _alike(new_row["name_key"], rows[at]["name_key"])), None)
        if known is not None:
            found.append(_warning(table, new_row["name"], known["name"]))
    return found


def _alike(one: str, other: str) -> bool:
    """Whether folded names that are near may be meant for one; the very same name again is another territory's."""
    return one != other and _figures(one) == _figures(other)


def _figures(name: str) -> list[str]:
    return _NOT_DIGITS.sub(" ", name).split()


def _warning(table: str, new: str, known: str) -> str:
    remedy = f"`salesctl undo`, then import again with {alias_option(new, known)}"
    return f"new {table} '{shown(new, 200)}' is nearly {table} '{shown(known, 200)}'; if it is the same: {remedy}"
