"""The lane below the store: SQL over the standard library's sqlite3, in four methods."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import Any

from salesctl.domain.text import bare
from salesctl.errors import Conflict, InvalidInput, StoreError

Params = Mapping[str, Any]
Row = Mapping[str, Any]

BUSY_SECONDS = 5.0
# `bare`, the only function that is ours, fails for nothing but bytes that are no text.
_CORRUPT = ("malformed", "not a database", "file is encrypted", "Could not decode", "user-defined function")


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
        raise StoreError(_in_words(_CORRUPT[0], path)) from error
    except sqlite3.DatabaseError as error:
        raise StoreError(_in_words(str(error), path)) from error


def _in_words(message: str, path: Path) -> str:
    if "locked" in message or "busy" in message:
        return f"the store is busy: another program is writing to {path}; try again in a moment"
    if any(word in message for word in _CORRUPT):
        return (
            f"{path} is damaged or not a salesctl store; `salesctl db restore FILE` puts a backup in its place, "
            "--db names another file"
        )
    if "readonly" in message or "read-only" in message:
        return f"the store {path} cannot be written; check the permissions of the file and of its folder"
    if "full" in message:
        return f"the disk is full: nothing was written to {path}"
    if "unable to open" in message:
        return f"the store {path} cannot be opened; check that it is a file you may read and write"
    if "no such module: fts5" in message:
        return "this Python's SQLite has no full-text search (FTS5); use a Python whose SQLite has it"
    return f"the store {path}: {message}; `salesctl db check` tells whether it is damaged"


class Lane:
    """A connection that speaks text, integers and reals; kept this small so that another server can take its place."""

    def __init__(self, path: Path) -> None:
        """Open the file, which must exist.

        Raises:
            StoreError: The file cannot be opened.
        """
        self.path = path
        with store_errors(path):
            self._connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS, isolation_level=None
            )
            self._connection.row_factory = sqlite3.Row
            self._connection.execute("PRAGMA foreign_keys = ON")
            self._connection.create_function("bare", 1, bare, deterministic=True)
        # What SQLite puts on disk for a while is customers' data too: it stays beside the store, not in /var/tmp,
        # unless that folder takes no files.
        with suppress(sqlite3.OperationalError, UnicodeEncodeError):
            folder = str(path.absolute().parent).replace("'", "''")
            self._connection.execute(f"PRAGMA temp_store_directory = '{folder}'")

    def begin(self) -> None:
        """Start a transaction that holds the write lock from its first statement."""
        with store_errors(self.path):
            # A backup that was put in place by hand, or a first start that was killed, has no write-ahead log yet:
            # readers would wait for writers. Where somebody holds the file, another time will do.
            with suppress(sqlite3.OperationalError):
                self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("BEGIN IMMEDIATE")

    def end(self, *, commit: bool) -> None:
        """End the transaction."""
        with store_errors(self.path):
            # A full disk ends the transaction by itself; rolling back again would hide the reason.
            if self._connection.in_transaction:
                self._connection.execute("COMMIT" if commit else "ROLLBACK")

    def run(self, sql: str, params: Params | None = None) -> Iterator[Row]:
        """Run one statement; its rows come as they are asked for."""
        with store_errors(self.path):
            cursor = self._connection.execute(sql, params or {})
        return self._fetch(cursor)

    def run_many(self, sql: str, params: Iterable[Params]) -> None:
        """Run one statement for each set of parameters."""
        with store_errors(self.path):
            self._connection.executemany(sql, params)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _fetch(self, cursor: sqlite3.Cursor) -> Iterator[Row]:
        # What a caller raises between two rows is not raised in here: only a damaged page met half-way is.
        with store_errors(self.path):
            # Chained, for a cursor that is asked to close after its connection complains.
            yield from chain(cursor)
