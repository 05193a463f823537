"""What goes for all that has a name: folded for look-ups, never given twice, no part of itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict, TypeVar

from salesctl.domain.text import fold
from salesctl.errors import Conflict
from salesctl.store.queries.names import Noun
from salesctl.store.store import Store

V = TypeVar("V", bound=Mapping[str, Any])


class Nested(TypedDict):
    """What may be part of another of its kind: a part of its row."""

    id: int
    name: str
    parent_id: int | None


def keyed(values: V) -> V:
    """Return values with the folded copy of the name beside the name, where they set one."""
    named: Any = dict(values)
    if "name" in named:
        name = named["name"] or ""
        named |= {"name": name, "name_key": fold(name)}
    return named  # type: ignore[no-any-return]  # the same keys: who has a name has its key


def refuse_twin(
    store: Store, noun: Noun[Any], name_key: str | None, external_id: str | None = None, but: int = 0, **params: int
) -> None:
    """Refuse a name or an external id that another row has; `params` are those of the noun's WHERE.

    Raises:
        Conflict: There is such a row.
    """
    if name_key:
        condition = f"name_key = :key AND id <> :but AND {noun.where}"
        twin = store.one(
            f"SELECT id, name FROM {noun.table} WHERE {condition}", {"key": name_key, "but": but, **params}
        )
        if twin:
            raise Conflict(f"'{twin['name']}' is {noun.called} {twin['id']} already")
    if external_id:
        condition = "external_id = :external_id AND id <> :but"
        found = {"external_id": external_id, "but": but}
        if twin := store.one(f"SELECT id, name FROM {noun.table} WHERE {condition}", found):
            raise Conflict(f"external id '{external_id}' is that of {noun.called} {twin['id']} {twin['name']} already")


def refuse_cycle(store: Store, noun: Noun[Any], row: Nested) -> None:
    """Refuse a parent that is the row itself or a part of it.

    Raises:
        Conflict: It is.
    """
    inside = store.one(
        f"""WITH RECURSIVE above (id) AS (
            SELECT CAST(:parent AS INTEGER)
            UNION
            SELECT t.parent_id FROM {noun.table} t JOIN above ON above.id = t.id WHERE t.parent_id IS NOT NULL)
        SELECT id FROM above WHERE id = :id""",
        {"parent": row["parent_id"], "id": row["id"]},
    )
    if inside:
        raise Conflict(f"{noun.called} '{row['name']}' cannot be part of itself; choose another parent")
