"""What refers to a row: it follows to another row, is let go of, or is a reason to keep the row.

The schema's foreign keys say which columns those are, so that a new table needs no mention here.
"""

from collections.abc import Collection
from typing import Any

from salesctl.domain.text import plural
from salesctl.errors import Conflict
from salesctl.store.check import Table, references
from salesctl.store.queries.names import Noun
from salesctl.store.store import Store


def move_references(
    store: Store, table: Table[Any, Any], source_id: int, into_id: int, but: Collection[str] = ()
) -> None:
    """Let what refers to one row refer to another, `but` for some columns (`table.column`)."""
    for user, column in references(table.name):
        if f"{user.name}.{column}" not in but:
            store.update_where(user.changes({column: into_id}), f"{column} = :source", {"source": source_id})


def delete_with_parts(store: Store, table: Table[Any, Any], row_id: int) -> None:
    """Delete a row and its parts, the rows that cannot be without it; others that refer to it stay, without it."""
    row = {"id": row_id}
    for user, column in references(table.name):
        if "optional" in user.fields[column]:
            store.update_where(user.changes({column: None}), f"{column} = :id", row)
        else:
            store.delete_where(user, f"{column} = :id", row)
    store.delete_where(table, "id = :id", row)


def refuse_in_use(store: Store, noun: Noun[Any], row_id: int, *, parts: Collection[str] = ()) -> None:
    """Refuse to delete a row that others refer to, or one of its `parts`, the tables whose rows go with it.

    Raises:
        Conflict: There are such rows; they are counted.
    """
    counts = {
        table: store.value(f"SELECT count(*) FROM {table} WHERE {' OR '.join(conditions)}", {"id": row_id})
        for table, conditions in _uses(noun.table, parts).items()
    }
    used = [f"{count} {plural(table.replace('_', ' '), count)}" for table, count in counts.items() if count]
    if used:
        name = store.value(f"SELECT name FROM {noun.table} WHERE id = :id", {"id": row_id})
        raise Conflict(f"{noun.called} '{name}' is in use by {' and '.join(used)}; change those first")


def _uses(table: str, parts: Collection[str]) -> dict[str, list[str]]:
    """Return by table the conditions on `:id` that find the rows which refer to a row or its parts."""
    found: dict[str, list[str]] = {}
    for user, column in references(table):
        if user.name not in parts:
            found.setdefault(user.name, []).append(f"{column} = :id")
            continue
        for other, key in references(user.name):
            condition = f"{key} IN (SELECT id FROM {user.name} WHERE {column} = :id)"
            found.setdefault(other.name, []).append(condition)
    return found
