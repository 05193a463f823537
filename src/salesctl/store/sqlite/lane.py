"""The lane below the store: SQL over the standard library's sqlite3, in four methods."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import Any

from salesctl.domain.text import bare
from salesctl.errors import Conflict, InvalidInput, StoreError
from salesctl.store.sqlite import files, identity, waiting

Params = Mapping[str, Any]
Row = Mapping[str, Any]

_READING = ("SELECT", "WITH", "PRAGMA integrity_check", "PRAGMA application_id")
"""How the statements begin that only read, whatever is between two of them."""

_WRITING = (
    *(sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_TRUNCATE, sqlite3.SQLITE_IOERR_SHMSIZE),
    *(sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_DIR_FSYNC),
)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_UNREADABLE = ("malformed database schema", "Could not decode", "user-defined function")
"""How what is said of a damaged store begins where no code tells; `bare`, the only function that is ours, fails for
nothing but bytes that are no text."""

_BUSY = "the store is busy: another program is writing to {}; try again in a moment"
_READ_ONLY = "the store {} cannot be written; check the permissions of the file and of its folder"
_SAID = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_AUTH: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: "the store {} cannot be opened; check that it is a file you may read and write",
}


@contextmanager
def store_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about the file into one line the user can act on.

    Raises:
        StoreError: The store is busy, unreadable, damaged, full or read-only.
        Conflict: A row would break a constraint of the schema.
        InvalidInput: A value is of a kind that SQLite cannot hold.
    """
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise Conflict(f"the store refuses this: {error}") from error
    except (OverflowError, UnicodeEncodeError) as error:
        raise InvalidInput("a number is too large, or a text is not Unicode: the store cannot hold it") from error
    except sqlite3.ProgrammingError:
        raise
    except UnicodeDecodeError as error:  # what SQLite says of a damaged schema repeats its bytes
        raise StoreError(_damaged(path)) from error
    except sqlite3.DatabaseError as error:
        raise StoreError(_in_words(error, path)) from error


def refusal(error: sqlite3.Error) -> str | None:
    """Return why the disk did not take what was written, in words; None when the error is about something else."""
    code = getattr(error, "sqlite_errorcode", 0)
    if code == sqlite3.SQLITE_FULL:
        return "the disk is full"
    if code in _WRITING:
        return "the disk, or a limit on the size of files, does not take it"
    return None


def _in_words(error: sqlite3.DatabaseError, path: Path) -> str:
    message, code = str(error), getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if why := refusal(error):
        return f"{why}: nothing was written to {path}"
    if code in _DAMAGED or message.startswith(_UNREADABLE):
        return _damaged(path)
    if code in _SAID:
        return _SAID[code].format(path)
    if "no such module: fts5" in message:
        return "this Python's SQLite has no full-text search (FTS5); use a Python whose SQLite has it"
    return f"the store {path}: {message}; `salesctl db check` tells whether it is damaged"


def _damaged(path: Path) -> str:
    return (
        f"{path} is damaged or not a salesctl store; `salesctl db check --repair` saves what can be read, "
        "`salesctl db restore FILE` puts a backup in its place, --db names another file"
    )


class Lane:
    """A connection that speaks text, integers and reals; kept this small so that another server can take its place.

    What is read outside a transaction that writes is of one moment, from the first statement until `release`, the next
    transaction that writes, or the end: nobody sees half of what another program does in between.

    A store that can only be read, as on a disc, is read into memory, where nothing but the index for searching is ever
    written.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, which must exist.

        Raises:
            StoreError: The file cannot be opened.
        """
        self.path = path
        self._reading = False
        with store_errors(path):
            self._file = _file_at(path)
            self._connection, self.read_only = _open(path)
            self._connection.row_factory = sqlite3.Row
            self._connection.execute("PRAGMA foreign_keys = ON")
            self._connection.create_function("bare", 1, bare, deterministic=True)
            # Whoever made the file may have written functions of SQLite into its schema: they do not run.
            self._connection.execute("PRAGMA trusted_schema = OFF")
        # What SQLite puts on disk for a while is customers' data too: it stays beside the store, not in /var/tmp,
        # unless that folder takes no files.
        with suppress(sqlite3.OperationalError, UnicodeEncodeError):
            folder = str(path.absolute().parent).replace("'", "''")
            self._connection.execute(f"PRAGMA temp_store_directory = '{folder}'")

    def begin(self) -> None:
        """Start a transaction that holds the write lock from its first statement, once nobody else has it.

        Raises:
            StoreError: The store is busy, cannot be written, or is another file than the one that was opened.
        """
        self._require_place("nothing was written")
        self.release()
        with store_errors(self.path):
            # A backup that was put in place by hand, or a first start that was killed, has no write-ahead log yet:
            # readers would wait for writers. Where somebody holds the file, another time will do.
            with suppress(sqlite3.OperationalError), waiting.short_tries(self._connection):
                self._connection.execute("PRAGMA journal_mode = WAL")
            waiting.begin(self._connection)
        try:
            # Whoever replaces the file holds the lock while he does so: this one waited for it.
            self._require_place("nothing was written")
            if not self.read_only:
                self.require_own_schema()
                with store_errors(self.path):
                    identity.settle(self._connection, self.path)
        except BaseException:
            self.end(commit=False)
            raise

    def end(self, *, commit: bool) -> None:
        """End the transaction.

        Raises:
            StoreError: What was written cannot be stored, or is in another file than the one that is in its place now.
        """
        if commit:
            self._require_place("nothing was written")
        with store_errors(self.path):
            # A full disk ends the transaction by itself; rolling back again would hide the reason.
            if self._connection.in_transaction:
                self._connection.execute("COMMIT" if commit else "ROLLBACK")
        if commit:
            self._require_place("what was written is in the file that was there before")

    def run(self, sql: str, params: Params | None = None) -> Iterator[Row]:
        """Run one statement; its rows come as they are asked for."""
        self._hold(sql)
        with store_errors(self.path):
            cursor = self._connection.execute(sql, params or {})
        return self._fetch(cursor)

    def run_many(self, sql: str, params: Iterable[Params]) -> None:
        """Run one statement for each set of parameters."""
        self._hold(sql)
        with store_errors(self.path):
            self._connection.executemany(sql, params)

    def release(self) -> None:
        """Let go of the moment that is read: what is read next is of a later one. Rows still to come stay right."""
        if self._reading and self._connection.in_transaction:
            with store_errors(self.path):
                self._connection.execute("COMMIT")
        self._reading = False

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _hold(self, sql: str) -> None:
        """Keep to one moment while statements read; whatever else runs outside a transaction is one by itself."""
        if not sql.lstrip().startswith(_READING):
            self.release()
        elif not self._connection.in_transaction:
            with store_errors(self.path):
                self._connection.execute("BEGIN")
            self._reading = True

    def _fetch(self, cursor: sqlite3.Cursor) -> Iterator[Row]:
        # What a caller raises between two rows is not raised in here: only a damaged page met half-way is.
        with store_errors(self.path):
            # Chained, for a cursor that is asked to close after its connection complains.
            yield from chain(cursor)

    def _require_place(self, written: str) -> None:
        """Refuse to go on with a file that is no longer the one in the store's place."""
        if not self.read_only and _file_at(self.path) != self._file:
            raise StoreError(f"{self.path} was moved, deleted or replaced while this ran; {written}")

    def require_own_schema(self) -> None:
        """Refuse to write where a trigger would write too, which the journal does not see.

        Raises:
            StoreError: There is one; ours has none.
        """
        for row in self.run("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            raise StoreError(
                f"{self.path} has a trigger, {row['name']}, that salesctl did not make: it can be read, and written "
                "again after `salesctl db check --repair`"
            )


def _open(path: Path) -> tuple[sqlite3.Connection, bool]:
    """Open a store, or a copy of it in memory where it can only be read; say whether it is so."""
    connection, read_only = files.connect_as_found(path)
    if read_only:
        with closing(connection) as source:
            connection = files.in_memory(source)
        connection.set_authorizer(_only_the_index)
    return connection, read_only


_WRITES = (sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE)
_INDEX = ("search", "sqlite_")


def _only_the_index(action: int, first: str | None, *_more: str | None) -> int:
    """Refuse to write into the copy of a store that cannot be written, but for what searching makes for itself."""
    refused = action == sqlite3.SQLITE_ATTACH or (action in _WRITES and not (first or "").startswith(_INDEX))
    return sqlite3.SQLITE_DENY if refused else sqlite3.SQLITE_OK


def _file_at(path: Path) -> tuple[int, int] | None:
    """Return what tells the file at a path from every other; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
