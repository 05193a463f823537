"""Taking commands back and bringing them back, and forgetting what is too old to be taken back."""

from typing import Any, TypedDict

from salesctl.errors import Conflict, NotFound
from salesctl.store.store import Store, Track

BEGINNING = 0
"""Stands for the entry before the first one: the store as it was made."""

# Since an entry, every command has a chain: it was undone, that undone again, and so on. Its last link stands, and what
# it did is still in force, or was taken out of force, where the chain has an odd number of links.
_STANDING_SINCE = """WITH RECURSIVE chain (last, id) AS (
        SELECT id, id FROM command WHERE undone = 0 AND id > :id
        UNION ALL
        SELECT chain.last, command.undoes FROM chain JOIN command ON command.id = chain.id WHERE command.undoes > :id
    )
    SELECT * FROM command WHERE id IN (SELECT last FROM chain GROUP BY last HAVING count(*) % 2 = 1) ORDER BY id DESC"""


class UndoneEntry(TypedDict):
    """A journal entry that was taken back, and how many rows that changed."""

    id: int
    words: str
    recorded_at: str
    rows: int


def has_history(store: Store) -> bool:
    """Say whether anything was ever changed: a store as it was made has nothing to lose."""
    return bool(store.value("SELECT EXISTS (SELECT 1 FROM command)"))


def undo(store: Store, *, keep: bool = True, track: Track = iter) -> UndoneEntry:
    """Take back the last command as a whole; return its id and words, when it was recorded, and the number of rows.

    With `keep` false it is a rehearsal: nothing is written.

    Raises:
        Conflict: There is nothing to undo, or a row is no longer as the command left it.
    """
    with store.transaction(keep=keep):
        return _take_back(store, next_undo(store), track)


def next_undo(store: Store) -> dict[str, Any]:
    """Return the entry that an undo would take back.

    Raises:
        Conflict: There is none.
    """
    entry = store.one(
        "SELECT * FROM command WHERE undone = 0 AND kind IN ('command', 'redo', 'barrier') ORDER BY id DESC LIMIT 1"
    )
    if entry is None or entry["kind"] == "barrier":
        raise Conflict("nothing to undo")
    return entry


def undo_to(store: Store, entry_id: int, *, keep: bool = True, track: Track = iter) -> list[UndoneEntry]:
    """Bring the store to where it was just after a journal entry; return what was taken back, the newest first.

    All in one transaction, and each a new entry: redo brings them back one by one. What was undone since is redone.

    Raises:
        NotFound: The journal has no such entry.
        Conflict: Nothing was changed since, a barrier lies between, or a row is no longer as a command left it.
    """
    with store.transaction(keep=keep):
        return [_take_back(store, entry, track) for entry in standing_since(store, entry_id)]


def standing_since(store: Store, entry_id: int) -> list[dict[str, Any]]:
    """Return the entries that have to be taken back to come to where the store was just after one, the newest first.

    `BEGINNING` is that before the first one, as long as nothing is forgotten.

    Raises:
        NotFound: The journal has no such entry.
        Conflict: There are none, or a barrier lies between.
    """
    since = {"id": entry_id}
    if entry_id == BEGINNING:
        if (first := store.value("SELECT min(id) FROM command") or 1) > 1:
            raise NotFound(f"the journal begins with entry {first}: what came before is forgotten")
    elif store.one("SELECT id FROM command WHERE id = :id", since) is None:
        raise NotFound(f"the journal has no entry {entry_id}; see `salesctl log`")
    barrier = store.one("SELECT * FROM command WHERE kind = 'barrier' AND id > :id ORDER BY id LIMIT 1", since)
    if barrier:
        raise Conflict(f"undo does not go back beyond entry {barrier['id']}, '{barrier['words']}'")
    entries = store.rows(_STANDING_SINCE, since)
    if not entries:
        raise Conflict(f"nothing to undo: the store is as entry {entry_id} left it")
    return entries


def redo(store: Store, *, track: Track = iter) -> UndoneEntry:
    """Bring back what was undone last; return the same as `undo`.

    Raises:
        Conflict: There is nothing to redo: nothing was undone since the last command.
    """
    with store.transaction():
        return _take_back(store, next_redo(store), track)


def next_redo(store: Store) -> dict[str, Any]:
    """Return the entry that a redo would take back.

    Raises:
        Conflict: There is none.
    """
    entry = store.one(
        "SELECT * FROM command WHERE undone = 0 AND kind = 'undo'"
        " AND id > (SELECT max(id) FROM command WHERE kind IN ('command', 'barrier')) ORDER BY id DESC LIMIT 1"
    )
    if entry is None:
        raise Conflict("nothing to redo: nothing was undone since the last command")
    return entry


def rows_of(store: Store, entry: dict[str, Any]) -> int:
    """Return how many changes of rows an entry holds."""
    return int(store.value("SELECT count(*) FROM change WHERE command_id = :id", entry))


def forget(store: Store, before: str) -> int:
    """Forget the entries recorded before a moment, an ISO timestamp in UTC; return how many.

    What stays is the end of the journal without a gap, its last entry at least. An entry that one of them took back
    stays with it, and so do those recorded in between.
    """
    with store.transaction():
        first = store.value(
            "SELECT coalesce(min(id), (SELECT max(id) FROM command)) FROM command WHERE recorded_at >= :before",
            {"before": before},
        )
        while first is not None:
            taken_back = store.value("SELECT min(undoes) FROM command WHERE id >= :first", {"first": first})
            if taken_back is None or taken_back >= first:
                return store.forget(first)
            first = taken_back
        return 0


def _take_back(store: Store, entry: dict[str, Any], track: Track) -> UndoneEntry:
    """Take an entry back; to undo an undo is to redo."""
    kind = "redo" if entry["kind"] == "undo" else "undo"
    rows = store.take_back(entry["id"], kind=kind, command_line=entry["words"], track=track)
    return {"id": entry["id"], "words": entry["words"], "recorded_at": entry["recorded_at"], "rows": rows}
