"""Opening the store: made on first use, private to its owner, brought up to date, never opened when it is newer."""

import os
import sqlite3
import stat
from contextlib import suppress
from pathlib import Path

from salesctl import clock
from salesctl.errors import StoreError
from salesctl.folders import make_folder
from salesctl.store.revision import HEAD
from salesctl.store.sqlite import files, identity, layout, waiting
from salesctl.store.sqlite.lane import Lane, store_errors
from salesctl.store.sqlite.recognise import check_revision
from salesctl.store.store import Store


def open_store(
    path: Path,
    *,
    command_line: str = "",
    rep: str | None = None,
    currency: str = "USD",
    backups_keep: int | None = None,
) -> Store:
    """Open the store, making it on first use and migrating it (after a backup) when it is behind.

    `command_line` is as it was typed and `rep` who works, for the journal; `currency` is that of a new store, and
    `backups_keep` tells how many of the automatic backups stay when one is made.

    Raises:
        StoreError: The file cannot be opened, read or written, or is no salesctl store.
        NewerStore: A newer version of salesctl made it.
    """
    if _is_new(path):
        _create(path, currency)
    make_private(path)
    lane = Lane(path)
    try:
        behind = check_revision(lane, path) < HEAD
        if behind and lane.read_only:
            raise StoreError(
                f"{path} was made by an older salesctl and cannot be brought up to date where it lies; "
                "copy it to a folder you may write to"
            )
        if behind:
            lane.require_own_schema()
    except BaseException:
        lane.close()
        raise
    if behind:
        lane.close()
        from salesctl.store.sqlite.migrate import migrate

        migrate(path, backups_keep=backups_keep)
        lane = Lane(path)
    return Store(lane, command_line, rep)


def _is_new(path: Path) -> bool:
    try:
        return path.stat().st_size == 0
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError as error:
        raise StoreError(f"the store {path} cannot be opened: {error.strerror}; give another with --db") from error


def make_private(path: Path) -> bool:
    """Have nobody but its owner read a store, as when it came by mail or on a stick; say whether that is so.

    Where a group may write to it, somebody shares it on purpose: it stays the group's.
    """
    with suppress(OSError):
        mode = stat.S_IMODE(path.stat().st_mode)
        others = stat.S_IRWXO if mode & stat.S_IWGRP else stat.S_IRWXG | stat.S_IRWXO
        if mode & others and path.is_file():
            path.chmod(mode & ~others)
    with suppress(OSError):
        return os.name == "nt" or not path.stat().st_mode & stat.S_IRWXO
    return True


def _create(path: Path, currency: str) -> None:
    """Make a new store, readable by its owner only; of two first starts at once, one makes it and the other waits."""
    try:
        make_folder(path.parent)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        if path.is_file():  # and no device
            path.chmod(0o600)  # an empty file that was there may have been anybody's to read
    except OSError as error:
        raise StoreError(f"the store {path} cannot be made: {error.strerror}; give another file with --db") from error
    with store_errors(path):
        connection = sqlite3.connect(path, timeout=files.BUSY_SECONDS, isolation_level=None)
        try:
            waiting.begin(connection)
            if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                layout.make(connection)
                connection.execute("INSERT INTO setting (name, value) VALUES ('currency', ?)", (currency,))
                connection.execute("INSERT INTO setting (name, value) VALUES ('created', ?)", (clock.timestamp(),))
                identity.settle(connection, path)
            connection.execute("COMMIT")
            with suppress(sqlite3.OperationalError):  # somebody is reading it already; the next one to write does it
                connection.execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()
