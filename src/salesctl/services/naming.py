"""What goes for all that has a name: folded for look-ups, never given twice, no part of itself, kept while in use."""

from collections.abc import Mapping
from typing import Any

from salesctl.domain.text import fold, plural
from salesctl.errors import Conflict
from salesctl.store.queries.names import Noun
from salesctl.store.store import Store


def keyed(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values with the folded copy of the name beside the name, where they set one."""
    if "name" not in values:
        return dict(values)
    name = values["name"] or ""
    return {**values, "name": name, "name_key": fold(name)}


def refuse_twin(store: Store, noun: Noun, values: Mapping[str, Any], but: int = 0, **params: Any) -> None:
    """Refuse a name or an external id that another row has; `params` are those of the noun's WHERE.

    Raises:
        Conflict: There is such a row.
    """
    if key := values.get("name_key"):
        condition = f"name_key = :key AND id <> :but AND {noun.where}"
        twin = store.one(f"SELECT id, name FROM {noun.table} WHERE {condition}", {"key": key, "but": but, **params})
        if twin:
            raise Conflict(f"'{twin['name']}' is {noun.called} {twin['id']} already")
    if external_id := values.get("external_id"):
        condition = "external_id = :external_id AND id <> :but"
        found = {"external_id": external_id, "but": but}
        if twin := store.one(f"SELECT id, name FROM {noun.table} WHERE {condition}", found):
            raise Conflict(f"external id '{external_id}' is that of {noun.called} {twin['id']} {twin['name']} already")


def refuse_cycle(store: Store, noun: Noun, row: Mapping[str, Any]) -> None:
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


def refuse_in_use(store: Store, noun: Noun, row_id: int, **uses: str) -> None:
    """Refuse to delete a row that others point to; `uses` maps a table to the condition on `:id` that finds them.

    Raises:
        Conflict: There are such rows; they are counted.
    """
    counts = {
        table: store.value(f"SELECT count(*) FROM {table} WHERE {condition}", {"id": row_id})
        for table, condition in uses.items()
    }
    used = [f"{count} {plural(table, count)}" for table, count in counts.items() if count]
    if used:
        name = store.value(f"SELECT name FROM {noun.table} WHERE id = :id", {"id": row_id})
        raise Conflict(f"{noun.called} '{name}' is in use by {' and '.join(used)}; change those first")
