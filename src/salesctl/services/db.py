"""Keeping the store in shape: what is known of its file, and giving back the room it does not need."""

from datetime import timedelta
from typing import Any, NamedTuple

from salesctl import clock
from salesctl.store import journal
from salesctl.store.queries.info import describe
from salesctl.store.sqlite import health
from salesctl.store.sqlite.backup import backups_of
from salesctl.store.sqlite.opening import make_private
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
    before = store.lane.path.stat().st_size
    forgotten = journal.forget(store, clock.day_starts(clock.today() - timedelta(days=keep_days)))
    store.rows("VACUUM")
    store.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    return Vacuumed(forgotten, before, store.lane.path.stat().st_size)


def check(store: Store) -> list[str]:
    """Return what people should know of a store that is whole, a sentence each: what is in it and not of salesctl.

    Raises:
        StoreError: It is damaged, or not as the journal says it was written.
    """
    health.require_whole(store.lane)
    health.require_as_written(store.lane)
    said = [f"Not of salesctl, and left alone: the {strange}." for strange in health.strangers(store.lane)]
    if not make_private(store.lane.path):
        said.append(f"Others can read {store.lane.path}, and it could not be made private.")
    return said


def info(store: Store) -> dict[str, Any]:
    """Return what is known of a store: its file, revision, rows by table, journal and backups."""
    path = store.lane.path
    backups = backups_of(path)
    return {
        "path": str(path.absolute()),
        "size": path.stat().st_size,
        **describe(store),
        "backups": len(backups),
        "last_backup": str(backups[0].absolute()) if backups else None,
    }
