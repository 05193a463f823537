"""Forgetting somebody for good: in the store, and in all that is kept of it beside it."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from salesctl.domain.text import fold
from salesctl.errors import SalesctlError, StoreError
from salesctl.store.named import Mention, Naming
from salesctl.store.place import shrink
from salesctl.store.sqlite import backup
from salesctl.store.sqlite.forget import (
    Rows,
    Subject,
    blank,
    called,
    images,
    known_by,
    meant,
    mentions,
    merged_into,
    naming,
    rows_of,
)
from salesctl.store.sqlite.lane import Lane
from salesctl.store.sqlite.recognise import check_revision
from salesctl.store.store import Store

Track = Callable[[Iterable[Path]], Iterable[Path]]
"""Wraps the files that are gone through, to show how far it has come."""


class Whom(NamedTuple):
    """Somebody to forget, and what the store has of them."""

    subject: Subject
    rows: Rows
    known: Naming


class Kept(NamedTuple):
    """What became of the files beside the store: those that held somebody, and those that could not be blanked, why.

    In `strangers`, an id belongs to somebody else: they were left as they are. `naming` are those in which a text of
    somebody else still names who was forgotten.
    """

    blanked: tuple[Path, ...]
    failed: tuple[tuple[Path, str], ...]
    strangers: tuple[Path, ...]
    naming: tuple[Path, ...]


def whom(store: Store, table: str, row_id: int | None, name: str, at: int | None = None) -> Whom:
    """Return who is meant: a row of the store, or who had that name there once; a contact is one at a target.

    Targets that were merged into one, and contacts of the same name that were dropped, are the same.
    """
    lane = store.lane
    ids = {row_id} if row_id else set()
    if table == "target":
        ids |= {gone for one in set(ids) for gone in merged_into(lane, one)}
    places = None if at is None else frozenset({at} | merged_into(lane, at))
    names = {fold(str(row["name"])) for row in images(lane, table, ids)} or {fold(name)}
    others = store.rows(f"SELECT id, name_key FROM {table}")
    living = frozenset(row["id"] for row in others if row["id"] not in ids)
    ids |= called(lane, Subject(table, frozenset(ids), frozenset(names), others=living, at=places))
    seen = images(lane, table, ids)
    names |= {fold(str(row["name"])) for row in seen}
    twins = frozenset(row["id"] for row in others if row["id"] not in ids and row["name_key"] in names)
    rows = rows_of(lane, table, ids)
    subject = Subject(table, frozenset(ids), frozenset(names), known_by(seen), twins, places)
    return Whom(subject, rows, naming(lane, rows, [] if ids else [name]))


def kept(store: Store) -> list[Path]:
    """Return the files that are kept of a store beside it: backups, and stores that others took the place of."""
    return backup.kept_of(store.path)


def held_by(store: Store, whom: Whom, track: Track) -> list[Path]:
    """Return which of these files have something of somebody; those that cannot be read have nothing."""
    found = []
    for file in track(kept(store)):
        try:
            with _opened(file) as lane:
                if any(meant(lane, whom.subject)):
                    found.append(file)
        except SalesctlError:
            continue
    return found


def forget(store: Store, whom: Whom, words: str, track: Track) -> Kept:
    """Blank somebody in the store, in the transaction that is open, and in the files beside it; undo ends there.

    `words` stand in the journal. Once the transaction has ended, `wipe` leaves nothing of it in the file.

    Raises:
        Conflict: Another row has the name under which somebody stays.
        StoreError: The store cannot be written.
    """
    if store.lane.read_only:
        raise StoreError(f"the store {store.path} cannot be written; nobody was forgotten")
    store.rows("PRAGMA secure_delete = ON")
    blank(store.lane, whom.rows, whom.known)
    store.make_barrier(words)
    blanked, failed, strangers, still = [], [], [], []
    for file in track(kept(store)):
        try:
            found, strange, names_it = _forget_in(file, whom)
        except (SalesctlError, OSError, ValueError) as error:
            failed.append((file, str(error)))
            continue
        blanked += [file] if found else []
        strangers += [file] if strange else []
        still += [file] if names_it else []
    return Kept(tuple(blanked), tuple(failed), tuple(strangers), tuple(still))


def named_elsewhere(store: Store, whom: Whom) -> list[Mention]:
    """Return the texts of others, after somebody was forgotten, in which they are still named."""
    return list(mentions(store.lane, whom.known))


def wipe(store: Store) -> bool:
    """Leave nothing in the file of what it held before; False where another program reads it, so that its log stays.

    Raises:
        StoreError: The file cannot be written.
    """
    return shrink(store)


def _forget_in(file: Path, whom: Whom) -> tuple[bool, bool, bool]:
    """Say whether a file had something of somebody, of a stranger by the same id, and still names them elsewhere."""
    if not os.access(file, os.W_OK):
        raise StoreError(f"{file} cannot be written")
    with _opened(file) as lane:
        lane.require_own_schema()
        lane.run("PRAGMA secure_delete = ON")
        lane.run("BEGIN IMMEDIATE")  # not as a store's own writes do: who the backup is stays as it is
        same, strange = meant(lane, whom.subject)
        rows = rows_of(lane, whom.subject.table, same)
        known = naming(lane, rows)
        known.texts |= whom.known.texts
        known.phones |= whom.known.phones
        blank(lane, rows, known)
        still = bool(list(mentions(lane, known)))
        lane.run("COMMIT")
        # Whatever was deleted before is in the free room of the file.
        list(lane.run("VACUUM"))
        list(lane.run("PRAGMA wal_checkpoint(TRUNCATE)"))
        return bool(same), bool(strange), still


@contextmanager
def _opened(file: Path) -> Iterator[Lane]:
    with closing(Lane(file)) as lane:
        check_revision(lane, file)
        yield lane
