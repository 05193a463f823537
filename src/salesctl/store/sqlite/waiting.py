"""Waiting for the lock that another program holds while it writes: with a word once it takes long, and not for ever."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LONGEST_SECONDS = 300.0
WORD_AFTER_SECONDS = 1.0
_TRY_MILLISECONDS = 100
"""How long SQLite waits by itself: meanwhile nothing stops it, not even Ctrl-C."""


def _say_nothing() -> None:
    pass


tell: Callable[[], None] = _say_nothing
"""Says that somebody else is writing; who has a terminal sets it."""


class Patience:
    """How long one waits for one lock."""

    def __init__(self) -> None:
        self._since = time.monotonic()
        self._told = False

    def try_again(self) -> bool:
        """Whether to try once more; says so once it takes long."""
        waited = time.monotonic() - self._since
        if waited >= WORD_AFTER_SECONDS and not self._told:
            self._told = True
            tell()
        return waited < LONGEST_SECONDS


def begin(connection: sqlite3.Connection) -> None:
    """Begin a transaction that writes, once nobody else's is running.

    Raises:
        sqlite3.OperationalError: The other one took too long, or the store cannot be written.
    """
    patience = Patience()
    with short_tries(connection):
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or not patience.try_again():
                    raise
            else:
                return


@contextmanager
def short_tries(connection: sqlite3.Connection) -> Iterator[None]:
    """Have SQLite give up soon, where somebody else does the waiting."""
    [(usual,)] = connection.execute("PRAGMA busy_timeout").fetchall()
    connection.execute(f"PRAGMA busy_timeout = {_TRY_MILLISECONDS}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout = {usual}")
