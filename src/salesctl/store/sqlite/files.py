"""A store as files: the logs that belong to it, private files that appear whole, and reading it wherever it lies."""

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from salesctl.errors import StoreError
from salesctl.folders import cache_folder

BUSY_SECONDS = 5.0
LOGS = ("-wal", "-journal")
"""The endings of SQLite's logs: what they hold belongs to the file beside them, and to no other."""

_BEGINNING = b"SQLite format 3\0"
_DERIVED = "-shm"
_REFUSED = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
_PRIVATE = "store-"
_ABANDONED_SECONDS = 3600


def beside(path: Path, ending: str) -> Path:
    """Return the file of SQLite's that belongs to a store, as SQLite names it: beside the file a link leads to."""
    real = Path(os.path.realpath(path))
    return real.with_name(real.name + ending)


def logs_of(path: Path) -> list[str]:
    """Return the endings of the logs that lie beside a store and hold something."""
    return [ending for ending in LOGS if (log := beside(path, ending)).is_file() and log.stat().st_size]


def clear_logs(path: Path) -> None:
    """Delete what lies beside a store, once it is kept elsewhere: no other file must be read with it."""
    for ending in (*LOGS, _DERIVED):
        beside(path, ending).unlink(missing_ok=True)


@contextmanager
def part_of(folder: Path) -> Iterator[Path]:
    """Give an empty private file in a folder, to be filled and then put in place; it and its logs are gone at the end.

    Raises:
        OSError: Nothing can be written there.
    """
    from salesctl.exchange.files import locked_part  # most commands copy no store

    with locked_part(folder) as part:
        yield Path(part)


def put_in_place(part: Path, names: Iterable[Path]) -> Path | None:
    """Give a whole file the first name that is free, for good; None when none is."""
    sync(part)
    for name in names:
        try:
            os.link(part, name)
        except FileExistsError:
            continue
        except OSError:  # a file system without hard links
            if name.exists():
                continue
            part.rename(name)
        sync(name.parent)
        return name
    return None


def copy_bytes(source: Path, part: Path) -> None:
    """Copy a file that is no database, or not a whole one, byte by byte, and its logs with it."""
    for ending in ("", *logs_of(source)):
        shutil.copyfile(beside(source, ending), beside(part, ending))
        beside(part, ending).chmod(0o600)


def sync(place: Path) -> None:
    """Have the disk hold what was written to a file, or the names in a folder."""
    with suppress(OSError):  # some file systems know no such thing
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def is_database(path: Path) -> bool:
    """Whether a file begins as SQLite's do: SQLite itself would bring it together with its logs before it says no."""
    with open(path, "rb") as stream:
        return stream.read(len(_BEGINNING)) == _BEGINNING


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open a file that must exist, in one of SQLite's modes, and read something of it: only that tells whether it can.

    Raises:
        sqlite3.DatabaseError: It cannot.
    """
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def connect_as_found(path: Path) -> tuple[sqlite3.Connection, bool]:
    """Open a store for reading and writing, or where that is not possible to read it; say whether it is so.

    Raises:
        sqlite3.DatabaseError: It is no database, damaged or busy.
        StoreError: It cannot be read where it lies.
    """
    if os.access(path, os.W_OK):
        try:
            return connect(path, "rw"), False
        except sqlite3.OperationalError as error:
            if not _must_write(error) or not path.is_file():
                raise
    return connect_to_read(path), True


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Open a file that is only read, with what its logs hold, and leave it and its folder as they are.

    Raises:
        sqlite3.DatabaseError: It is no database, damaged or busy.
        StoreError: A log lies beside it, and there is no place for a private copy of both.
    """
    if not logs_of(path):
        # Nobody writes to it; told so, SQLite makes no log beside it, which a disc that is only read would refuse.
        return connect(path, "ro&immutable=1")
    try:
        return connect(path, "ro")
    except sqlite3.OperationalError as error:
        if not _must_write(error):
            raise
    return _from_private_copy(path)


def _must_write(error: sqlite3.Error) -> bool:
    """Whether SQLite says that it would have to write where it may not, in order to read."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _REFUSED


def refuse_waiting(status: int, _remaining: int, _total: int) -> None:
    """Stop a copy that waited for a lock and did not get it: sqlite3 would try again for ever.

    Raises:
        sqlite3.OperationalError: The store is locked.
    """
    if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        busy = sqlite3.OperationalError("database is locked")
        busy.sqlite_errorcode = status
        raise busy


def in_memory(source: sqlite3.Connection) -> sqlite3.Connection:
    """Return a copy of all that an open database holds."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    source.backup(memory, progress=refuse_waiting)
    return memory


def _from_private_copy(path: Path) -> sqlite3.Connection:
    """Copy a file and its logs to where they can be brought together, and return what they hold."""
    try:
        cache = cache_folder()
        for old in cache.glob(f"{_PRIVATE}*"):
            if time.time() - old.stat().st_mtime > _ABANDONED_SECONDS:
                shutil.rmtree(old, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix=_PRIVATE, dir=cache) as folder:
            copy = Path(folder) / "store.db"
            copy_bytes(path, copy)
            with closing(sqlite3.connect(copy, isolation_level=None)) as opened:
                opened.execute("PRAGMA journal_mode = DELETE")
                return in_memory(opened)
    except (OSError, StoreError) as error:
        log = beside(path, logs_of(path)[0]).name
        raise StoreError(
            f"{path} cannot be read where it lies, as {log} belongs to it; copy both to a folder you may write to"
        ) from error
