"""Keeping the store in shape: what is known of its file, and giving back the room it does not need."""

from datetime import timedelta
from typing import NamedTuple

from salesctl import clock
from salesctl.store import journal, place
from salesctl.store.place import backups_of, shrink
from salesctl.store.queries.info import StoreFacts, describe
from salesctl.store.store import Store


class Vacuumed(NamedTuple):
    """What a vacuum did: entries of the journal it forgot, and the size of the file before and after, in bytes."""

    forgotten: int
    before: int
    after: int


def vacuum(store: Store, keep_days: int) -> Vacuumed:
    """Forget the journal's entries that are older than so many days, and shrink the file to what it holds.

    Raises:
        StoreError: Another program is using the store, or the disk has no room for a second copy of it.
    """
    before = store.path.stat().st_size
    forgotten = journal.forget(store, clock.day_starts(clock.today() - timedelta(days=keep_days)))
    shrink(store)
    return Vacuumed(forgotten, before, store.path.stat().st_size)


class StoreInfo(StoreFacts):
    """What is known of a store, with its file: the path, the number of backups and the last one."""

    path: str
    backups: int
    last_backup: str | None


def check(store: Store) -> list[str]:
    """Return what people should know of a store that is whole, a sentence each: what is in it and not of salesctl.

    Raises:
        StoreError: It is damaged, or not as the journal says it was written.
    """
    place.require_whole(store, as_written=True)
    said = [f"Not of salesctl, and left alone: the {strange}." for strange in place.strangers(store)]
    if not place.make_private(store):
        said.append(f"Others can read {store.path}, and it could not be made private.")
    return said


def info(store: Store) -> StoreInfo:
    """Return what is known of a store: its file, revision, rows by table, journal and backups."""
    path, backups = store.path, backups_of(store.path)
    return {
        "path": str(path.absolute()),
        **describe(store),
        "backups": len(backups),
        "last_backup": str(backups[0].absolute()) if backups else None,
    }
