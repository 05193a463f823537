"""The journal: what each command changed, and taking the last one back."""

import json
from typing import Any

from salesctl.errors import Conflict
from salesctl.store.store import Store


def undo(store: Store) -> dict[str, Any]:
    """Take back the last command as a whole; return its words, when it was recorded, and the number of rows.

    Raises:
        Conflict: There is nothing to undo, or a row is no longer as the command left it.
    """
    with store.transaction():
        entry = store.one(
            "SELECT * FROM command WHERE undone = 0 AND kind IN ('command', 'redo', 'barrier') ORDER BY id DESC LIMIT 1"
        )
        if entry is None or entry["kind"] == "barrier":
            raise Conflict("nothing to undo")
        return _take_back(store, entry, kind="undo", words=entry["words"])


def redo(store: Store) -> dict[str, Any]:
    """Bring back what was undone last; return its words, when it was recorded, and the number of rows.

    Raises:
        Conflict: There is nothing to redo: nothing was undone since the last command.
    """
    with store.transaction():
        entry = store.one(
            "SELECT * FROM command WHERE undone = 0 AND kind = 'undo'"
            " AND id > (SELECT max(id) FROM command WHERE kind IN ('command', 'barrier')) ORDER BY id DESC LIMIT 1"
        )
        if entry is None:
            raise Conflict("nothing to redo: nothing was undone since the last command")
        words = store.value("SELECT words FROM command WHERE id = :id", {"id": entry["undoes"]})
        return _take_back(store, entry, kind="redo", words=words)


def _take_back(store: Store, entry: dict[str, Any], *, kind: str, words: str) -> dict[str, Any]:
    """Bring every row back to its image before the entry, the last change first; journalled like any command."""
    changes = store.rows("SELECT * FROM change WHERE command_id = :id ORDER BY id DESC", {"id": entry["id"]})
    # Rows come back in the reverse order of their writing, but a row may point to itself or to its sibling.
    store.rows("PRAGMA defer_foreign_keys = ON")
    for change in changes:
        table, row_id = change["table_name"], change["row_id"]
        now = store.one(f"SELECT * FROM {table} WHERE id = :id", {"id": row_id})
        if now != _image(change["after"]):
            raise Conflict(f"cannot {kind} '{words}': {table} {row_id} is no longer as it left it")
        store.put(table, row_id, _image(change["before"]))
    store.mark(entry["id"], kind=kind, words=words)
    return {"words": words, "recorded_at": entry["recorded_at"], "rows": len(changes)}


def _image(text: str | None) -> dict[str, Any] | None:
    return json.loads(text) if text is not None else None
