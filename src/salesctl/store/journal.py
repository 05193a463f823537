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
    """A journal entry that was taken back, whose it was, and how many rows that changed."""

    id: int
    rep: str | None
    words: str
    recorded_at: str
    rows: int


_OWN = "(:any = 1 OR rep IS NULL OR :rep IS NULL OR rep = :rep)"
"""Whether an entry is that of who asks; the first versions did not keep whose it was, and those are everybody's."""


def has_history(store: Store) -> bool:
    """Say whether anything was ever changed: a store as it was made has nothing to lose."""
    return bool(store.value("SELECT EXISTS (SELECT 1 FROM command)"))


def undo(store: Store, of: int | None = None, *, keep: bool = True, track: Track = iter) -> UndoneEntry:
    """Take back one's own last command as a whole, or the entry `of`.

    Return its id, whose it was and its words, when it was recorded, and the number of rows. With `keep` false it is a
    rehearsal: nothing is written.

    Raises:
        NotFound: The journal has no such entry.
        Conflict: There is nothing to undo, or a row is no longer as the command left it.
    """
    with store.transaction(keep=keep):
        return _take_back(store, next_undo(store, of), track)


def next_undo(store: Store, of: int | None = None) -> dict[str, Any]:
    """Return the entry that an undo would take back: the last that its rep meant, or the one `of` that id.

    Raises:
        NotFound: The journal has no such entry.
        Conflict: There is none to be taken back, or it lies behind a migration or a restored backup.
    """
    meant = _entry(store, of) if of is not None else _last(store, "kind IN ('command', 'redo')", own=True)
    if meant is None:
        last = _last(store, "kind IN ('command', 'redo')", own=False)
        if last is None or _barrier_since(store, last["id"]):
            raise Conflict("nothing to undo")
        raise Conflict(
            f"nothing of yours to undo; the last command, entry {last['id']}, is that of {last['rep']}:"
            f" `salesctl undo --of {last['id']}` takes it back"
        )
    if barrier := _barrier_since(store, meant["id"]):
        if of is None:
            raise Conflict("nothing to undo")
        raise Conflict(f"undo does not go back beyond entry {barrier['id']}, '{barrier['words']}'")
    if meant["undone"]:
        raise Conflict(f"entry {of} is undone already; `salesctl redo --of {of}` brings it back")
    if meant["kind"] not in ("command", "redo"):
        raise Conflict(f"entry {of} is no command that can be undone, but: {meant['kind']}")
    return meant


def _entry(store: Store, entry_id: int) -> dict[str, Any]:
    entry = store.one("SELECT * FROM command WHERE id = :id", {"id": entry_id})
    if entry is None:
        raise NotFound(f"the journal has no entry {entry_id}; see `salesctl log`")
    return entry


def _last(store: Store, which: str, *, own: bool) -> dict[str, Any] | None:
    """Return the last entry of a kind that is not undone; of one's own, or of anybody."""
    return store.one(
        f"SELECT * FROM command WHERE undone = 0 AND {which} AND {_OWN} ORDER BY id DESC LIMIT 1",
        {"any": int(not own), "rep": store.rep},
    )


def _barrier_since(store: Store, entry_id: int) -> dict[str, Any] | None:
    return store.one("SELECT * FROM command WHERE kind = 'barrier' AND id >= :id ORDER BY id LIMIT 1", {"id": entry_id})


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
    else:
        _entry(store, entry_id)
    barrier = store.one("SELECT * FROM command WHERE kind = 'barrier' AND id > :id ORDER BY id LIMIT 1", since)
    if barrier:
        raise Conflict(f"undo does not go back beyond entry {barrier['id']}, '{barrier['words']}'")
    entries = store.rows(_STANDING_SINCE, since)
    if not entries:
        raise Conflict(f"nothing to undo: the store is as entry {entry_id} left it")
    return entries


def redo(store: Store, of: int | None = None, *, track: Track = iter) -> UndoneEntry:
    """Bring back what its rep undid last, or the entry `of`; return the same as `undo`.

    Raises:
        NotFound: The journal has no such entry.
        Conflict: There is nothing to redo: nothing was undone since the last command.
    """
    with store.transaction():
        return _take_back(store, next_redo(store, of), track)


def next_redo(store: Store, of: int | None = None) -> dict[str, Any]:
    """Return the entry that a redo would take back: an undo, the last of one's own or the one of an entry.

    Raises:
        NotFound: The journal has no such entry.
        Conflict: There is none.
    """
    if of is not None:
        entry = _entry(store, of)
        undone_by = _last(store, f"kind = 'undo' AND (undoes = {of:d} OR id = {of:d})", own=False)
        if undone_by is None:
            raise Conflict(f"entry {of}, '{entry['words']}', is not undone")
        return undone_by
    undone = _last(store, "kind = 'undo'", own=True)
    meant = store.value(f"SELECT max(id) FROM command WHERE kind = 'command' AND {_OWN}", {"any": 0, "rep": store.rep})
    if undone is None or (meant or 0) > undone["id"] or _barrier_since(store, undone["id"]):
        raise Conflict("nothing to redo: nothing was undone since the last command")
    return undone


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
    return {
        "id": entry["id"],
        "rep": entry["rep"],
        "words": entry["words"],
        "recorded_at": entry["recorded_at"],
        "rows": rows,
    }
