"""What was changed, field by field, in words a person can read."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from salesctl.domain.enums.quota import Measure
from salesctl.store.check import Field, described
from salesctl.store.queries.log import ChangedRow, LogFilter, list_changes, name_of
from salesctl.store.store import Store

Worded = Mapping[tuple[str, str], Callable[[str], str]]
"""What says in words the codes of a column, given with its table."""
_Write = Callable[[Any], str | None]


class ChangedField(ChangedRow):
    """A field of a changed row with its old and new value as text; `effect` is what became of the row."""

    effect: str
    field: str
    old: str | None
    new: str | None


class RowInWords(ChangedField):
    """A changed row: what became of it (`row`), and what changed, a field a line; the rest is of the first field."""

    row: str
    changes: str


def list_fields(
    store: Store, chosen: LogFilter, target_id: int | None, limit: int, worded: Worded
) -> list[ChangedField]:
    """Return what changed, a row per field with its old and new value as text, the newest change first.

    An id that refers to a row with a name is given as that name, `rep` for `rep_id`, a code in the words for it.
    """
    words = _Words(store, worded)
    changes = list_changes(store, chosen, target_id, limit)
    return [line for change in changes for line in _lines(change, words)][:limit]


def list_rows(store: Store, chosen: LogFilter, target_id: int | None, limit: int, worded: Worded) -> list[RowInWords]:
    """Return what changed, a row per row of the store with its fields on a line each, the newest change first."""
    words = _Words(store, worded)
    changes = list_changes(store, chosen, target_id, limit)
    return [_together(lines) for change in changes if (lines := list(_lines(change, words)))]


def _together(lines: list[ChangedField]) -> RowInWords:
    """Return the fields of one row as one text; what became of an old value needs to be said only where it changed."""
    first = lines[0]
    return {
        **first,
        "row": f"{first['table']} {first['row_id']} {first['effect']}",
        "changes": "\n".join(f"{line['field']}: {_outcome(line)}" for line in lines),
    }


def _outcome(line: ChangedField) -> str:
    old, new = (" ".join((value or "–").split()) for value in (line["old"], line["new"]))
    return {"added": new, "deleted": old}.get(line["effect"], f"{old} → {new}")


def _lines(change: ChangedRow, words: "_Words") -> Iterator[ChangedField]:
    """Yield a row per field that differs; keys for look-ups follow from names and are left out."""
    before, after = (json.loads(image or "{}") for image in (change["before"], change["after"]))
    effect = "changed" if before and after else "added" if after else "deleted"
    for column in after or before:
        old, new = before.get(column), after.get(column)
        if old != new and column != "id" and not column.endswith("_key"):
            field, write = words.of(change["table"], column, after or before)
            yield {**change, "effect": effect, "field": field, "old": write(old), "new": write(new)}


class _Words:
    """How fields and their values are written; each name is looked up once."""

    def __init__(self, store: Store, worded: Worded) -> None:
        self._store = store
        self._worded = worded
        self._names: dict[tuple[str, int], str] = {}

    def of(self, table: str, column: str, image: Mapping[str, Any]) -> tuple[str, _Write]:
        """Return what to call a column, and what writes its values."""
        field = _fields(table).get(column, {})
        referred = field.get("refers", "")
        if "name" in _fields(referred):
            return column.removesuffix("_id"), lambda row_id: None if row_id is None else self._name(referred, row_id)
        if "money" in field and image.get("measure") != Measure.ORDERS:
            return column, lambda minor: None if minor is None else f"{minor // 100}.{minor % 100:02d}"
        say = self._worded.get((table, column), str)
        return column, lambda value: None if value is None else say(value)

    def _name(self, table: str, row_id: int) -> str:
        if (table, row_id) not in self._names:
            name = name_of(self._store, table, row_id)
            self._names[table, row_id] = str(row_id if name is None else name)
        return self._names[table, row_id]


def _fields(table: str) -> Mapping[str, Field]:
    """Return what is known of a table's fields; nothing of one that only the journal names."""
    fields: Mapping[str, Field] = described().get(table, {"fields": {}})["fields"]
    return fields
