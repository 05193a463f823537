"""Going back several commands, and looking at what going back would do."""

from typing import Any

from salesctl.store import journal
from salesctl.store.backup import back_up
from salesctl.store.queries.log import list_taken_back
from salesctl.store.store import Store, Track

_NAMES = 5


def preview(store: Store, to: int | None) -> list[dict[str, Any]]:
    """Return what an undo would do to which tables and rows; it is run and rolled back, so that it fails alike.

    Raises:
        NotFound, Conflict: The undo would fail.
    """
    taken = [journal.undo(store, keep=False)] if to is None else journal.undo_to(store, to, keep=False)
    return list_taken_back(store, [entry["id"] for entry in taken], _NAMES)


def undo_to(store: Store, entry_id: int, *, backups_keep: int, track: Track) -> list[dict[str, Any]]:
    """Back the store up and bring it to where it was just after a journal entry; return what was taken back.

    Raises:
        NotFound: The journal has no such entry.
        Conflict: Nothing was changed since, a barrier lies between, or a row is no longer as a command left it.
        StoreError: No backup can be made.
    """
    journal.standing_since(store, entry_id)
    back_up(store.lane.path, "before-undo", keep=backups_keep)
    return journal.undo_to(store, entry_id, track=track)
