"""Who a store is: told from the databases of other programs, and from other stores in its folder.

`application_id` in the file's header says that it is ours, `uuid` which one it is, `file` under which name it last was
that. The names of backups begin with a stem that two stores may share; a backup belongs to the store whose uuid it has.
"""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from salesctl.errors import StoreError
from salesctl.store.sqlite.files import beside, connect_to_read

APPLICATION_ID = 0x53414C45
"""Stands in the header of each store's file: "SALE". A store of the first versions has none."""

_NEW = "SELECT lower(hex(randomblob(16)))"


class Identity(NamedTuple):
    """What a file says of itself; None where it says nothing."""

    uuid: str | None
    file: str | None


def read(connection: sqlite3.Connection) -> Identity:
    """Return what an open store says of itself.

    Raises:
        sqlite3.DatabaseError: It is no store, or a damaged one.
    """
    rows = connection.execute("SELECT name, value FROM setting WHERE name IN ('uuid', 'file')")
    said = {row[0]: row[1] for row in rows}
    return Identity(said.get("uuid"), said.get("file"))


def identity_of(path: Path) -> Identity | None:
    """Return what a file says of itself without touching it; None when it is no store that can be read."""
    with suppress(sqlite3.Error, OSError, StoreError):
        if path.is_file():
            with closing(connect_to_read(path)) as connection:
                return read(connection)
    return None


def name_of(path: Path) -> str:
    """Return the name of a store's file as the store keeps it: that of the file a link leads to."""
    return os.fsencode(beside(path, "").name).decode(errors="backslashreplace")


def write(connection: sqlite3.Connection, said: Identity) -> None:
    """Have a store say this of itself; what is None stays as it is."""
    for name, value in said._asdict().items():
        if value is not None:
            found = connection.execute("UPDATE setting SET value = ? WHERE name = ?", (value, name)).rowcount
            if not found:
                connection.execute("INSERT INTO setting (name, value) VALUES (?, ?)", (name, value))


def settle(connection: sqlite3.Connection, path: Path) -> None:
    """Bring up to date what a store says of itself, in a transaction that writes.

    A copy beside its original becomes a store of its own at its first write; one that was only renamed stays the same.
    """
    name, said = name_of(path), read(connection)
    if said.uuid is None or _has_original(path, said, name):
        said = said._replace(uuid=connection.execute(_NEW).fetchone()[0], file=None)
    if said.file != name:
        write(connection, said._replace(file=name))
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _has_original(path: Path, said: Identity, name: str) -> bool:
    """Whether the file by whose name a store last went is beside it still, and the same store."""
    if said.file is None or said.file == name:
        return False
    original = beside(path, "").with_name(said.file)
    if not original.is_file() or original.samefile(path):
        return False
    there = identity_of(original)
    return there is not None and there.uuid == said.uuid
