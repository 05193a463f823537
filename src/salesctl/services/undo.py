"""Going back several commands, and looking at what going back would do."""

from collections import Counter

from salesctl.store import journal
from salesctl.store.journal import UndoneEntry
from salesctl.store.place import back_up, back_up_before
from salesctl.store.queries.log import TakenBack, list_taken_back
from salesctl.store.store import Store, Track

_NAMES = 5


def preview(store: Store, to: int | None, of: int | None = None) -> list[TakenBack]:
    """Return what an undo would do to which tables and rows; it is run and rolled back, so that it fails alike.

    Raises:
        NotFound, Conflict: The undo would fail.
    """
    taken = [journal.undo(store, of, keep=False)] if to is None else journal.undo_to(store, to, keep=False)
    return list_taken_back(store, [entry["id"] for entry in taken], _NAMES)


def undo(store: Store, of: int | None, *, backups_keep: int, track: Track) -> UndoneEntry:
    """Take back one's own last command or the entry `of`, after a backup where it changed many rows.

    Return the same as `journal.undo`.

    Raises:
        NotFound: The journal has no such entry.
        Conflict: There is nothing to undo, or a row is no longer as the command left it.
        StoreError: No backup can be made.
    """
    back_up_before(store, "undo", journal.rows_of(store, journal.next_undo(store, of)), backups_keep)
    return journal.undo(store, of, track=track)


def redo(store: Store, of: int | None, *, backups_keep: int, track: Track) -> UndoneEntry:
    """Bring back what one undid last or the entry `of`, after a backup where that changed many rows.

    Return the same as `journal.undo`.

    Raises:
        NotFound: The journal has no such entry.
        Conflict: There is nothing to redo: nothing was undone since the last command.
        StoreError: No backup can be made.
    """
    back_up_before(store, "redo", journal.rows_of(store, journal.next_redo(store, of)), backups_keep)
    return journal.redo(store, of, track=track)


def of_others(store: Store, to: int) -> dict[str, int]:
    """Return whose entries, and how many, going back to an entry takes back, those of the one who asks left out.

    Raises:
        NotFound, Conflict: It cannot be gone back to.
    """
    reps = (entry["rep"] for entry in journal.standing_since(store, to))
    return dict(Counter(rep for rep in reps if rep and rep != store.rep))


def undo_to(store: Store, entry_id: int, *, backups_keep: int, track: Track) -> list[UndoneEntry]:
    """Back the store up and bring it to where it was just after a journal entry; return what was taken back.

    Raises:
        NotFound: The journal has no such entry.
        Conflict: Nothing was changed since, a barrier lies between, or a row is no longer as a command left it.
        StoreError: No backup can be made.
    """
    journal.standing_since(store, entry_id)
    back_up(store, "before-undo", keep=backups_keep)
    return journal.undo_to(store, entry_id, track=track)
