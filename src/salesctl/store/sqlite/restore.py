"""Putting a backup in the place of the store; what it replaces is kept."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from salesctl import clock
from salesctl.errors import Conflict, NotFound, StoreError
from salesctl.folders import make_folder
from salesctl.store.sqlite import files, identity, waiting
from salesctl.store.sqlite.backup import copy_content, keep_as_it_is, keep_bytes, keep_logs
from salesctl.store.sqlite.health import broken_pages, problems
from salesctl.store.sqlite.lane import Lane, store_errors
from salesctl.store.sqlite.recognise import check_revision

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def restore(path: Path, file: Path, words: str) -> Path | None:
    """Put a backup in the place of the store, at once and as a whole; return what is kept of what was there, if any.

    That is the copy of the store as it was, or a log that lay there without a store. Undo does not go back beyond it:
    `words` stand in the journal.

    Raises:
        NotFound: There is no such file.
        Conflict: The file is the store itself.
        StoreError: The file is damaged or no salesctl store, or the store is busy or cannot be written.
        NewerStore: The file was made by a newer version of salesctl.
    """
    if not file.is_file():
        raise NotFound(f"there is no file {file}")
    if path.exists() and path.samefile(file):
        raise Conflict(f"{file} is the store itself; give a backup of it")
    make_folder(path.parent)
    with written(path), files.part_of(files.beside(path, "").parent) as part:
        copy_content(file, part, files.connect_to_read)
        _prepare(part, file, words, identity.identity_of(path))
        return put_in_place(path, part)


def _prepare(part: Path, file: Path, words: str, there: identity.Identity | None) -> None:
    """Check a copy of the file, have its journal begin anew, and make it the store that is `there`, if one is."""
    with closing(Lane(part)) as lane, store_errors(file):
        check_revision(lane, file)
        if found := problems(lane):
            raise StoreError(f"{file} is damaged: {found[0]}; restore another backup")
        add_barrier(lane, words)
    if there and there.uuid:
        with store_errors(part), closing(sqlite3.connect(part)) as connection, connection:
            identity.write(connection, there)


def add_barrier(lane: Lane, words: str) -> None:
    """Have undo not go back beyond this moment."""
    barrier = {"recorded_at": clock.timestamp(), "words": words}
    lane.run("INSERT INTO command (recorded_at, words, kind) VALUES (:recorded_at, :words, 'barrier')", barrier)


def put_in_place(path: Path, part: Path, keep: Callable[[Path], Path] = keep_as_it_is) -> Path | None:
    """Put a whole store in the place of the one there is, and return what is kept of that; `keep` does so.

    Raises:
        StoreError: The store is busy or cannot be written; it is as it was.
    """
    if not path.exists():
        left = keep_logs(path)
        with closing(Lane(part)) as lane:
            lane.run("PRAGMA journal_mode = WAL")
        if files.put_in_place(part, [files.beside(path, "")]):
            return left
    if not files.is_database(path):
        return _replace_damaged(path, part)
    kept: list[Path] = []
    try:
        exchange(path, part, lambda: kept.append(keep(path)))
    except StoreError as error:
        if not is_damage(error):
            raise
        return _replace_damaged(path, part)
    return kept[0]


def is_damage(error: StoreError) -> bool:
    """Whether the reason is that SQLite cannot open the file, and not that it is busy or cannot be written."""
    code = getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF
    return code in _DAMAGED or isinstance(error.__cause__, UnicodeDecodeError)


def exchange(path: Path, part: Path, before: Callable[[], None]) -> None:
    """Write a store's content into another in one transaction, so that who has that open sees it before or after.

    `before` is called once nobody else can write any more.

    Raises:
        StoreError: The store is busy, cannot be written, or so damaged that it cannot be opened.
    """
    with (
        store_errors(path),
        closing(sqlite3.connect(part, isolation_level=None)) as source,
        closing(files.connect(path, "rw")) as store,
    ):
        # With a log beside the store, others can read it while it is locked, and so can `before`.
        if store.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
            raise StoreError(f"the store is busy: another program is using {path}; try again in a moment")
        _adopt_page_size(source, store)
        locked, patience = False, waiting.Patience()

        def copied(status: int, remaining: int, total: int) -> None:
            nonlocal locked
            if status == sqlite3.SQLITE_BUSY and not locked and patience.try_again():
                return
            files.refuse_waiting(status, remaining, total)
            if not locked:
                locked = True
                before()

        # The first page takes the write lock, which is held until the last one.
        with waiting.short_tries(store):
            source.backup(store, pages=1, progress=copied)
    with closing(Lane(path)) as lane:
        if found := broken_pages(lane):
            raise StoreError(f"{path} is not what was written into it: {found[0]}; the disk may be failing")


def _adopt_page_size(source: sqlite3.Connection, store: sqlite3.Connection) -> None:
    """Bring what another program may have made to the pages of the store, as SQLite copies no others into it."""
    size = store.execute("PRAGMA page_size").fetchone()[0]
    if source.execute("PRAGMA page_size").fetchone()[0] != size:
        source.execute(f"PRAGMA page_size = {size}")
        source.execute("VACUUM")


def _replace_damaged(path: Path, part: Path) -> Path:
    """Put the file in the place of one that SQLite cannot open, whose bytes are kept, those of its logs too."""
    kept = keep_bytes(path)
    with closing(Lane(part)) as lane:
        lane.run("PRAGMA journal_mode = WAL")
    files.sync(part)
    files.clear_logs(path)
    real = files.beside(path, "")
    part.replace(real)
    files.sync(real.parent)
    return kept


@contextmanager
def written(path: Path) -> Iterator[None]:
    """Say of a store in whose folder nothing can be written that it stays as it is.

    Raises:
        StoreError: Nothing can.
    """
    try:
        yield
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}; nothing was changed") from error
