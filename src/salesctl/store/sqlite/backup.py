"""Copies of the store: made while it is in use, whole or not there at all, readable by their owner only."""

import os
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from salesctl import clock
from salesctl.errors import Conflict, InvalidInput, StoreError
from salesctl.store.sqlite.lane import BUSY_SECONDS, store_errors

BULK_ROWS = 1000
"""From how many rows on a change is preceded by a backup."""

_NAME = re.compile(r"-\d{8}T\d{6}Z-(?P<why>[a-z-]+?)(-\d+)?\.db")
_ABANDONED_SECONDS = 3600


def backups_folder(path: Path) -> Path:
    """Return the folder in which backups of a store are kept unless another place is named."""
    return path.parent / "backups"


def backups_of(path: Path, why: str = "") -> list[Path]:
    """Return the backups of a store in that folder, the newest first; of those made for a reason that begins so."""
    names = [(file, _NAME.fullmatch(file.name.removeprefix(path.stem))) for file in backups_folder(path).glob("*.db")]
    own = [file for file, name in names if name and name["why"].startswith(why)]
    return sorted(own, key=lambda file: (file.stat().st_mtime_ns, file.name), reverse=True)


def backup_name(path: Path, why: str) -> str:
    """Return what a backup made now is called, without a number and an ending."""
    return f"{path.stem}-{clock.timestamp().replace(':', '').replace('-', '')}-{why}"


def back_up(path: Path, why: str, *, keep: int | None = None) -> Path:
    """Copy the store into the `backups` folder beside it and return the copy; `why` becomes part of its name.

    With `keep`, only so many of the automatic ones stay, those whose `why` begins with "before-".

    Raises:
        StoreError: The copy cannot be made; nothing was changed.
    """
    name = backup_name(path, why)
    numbered = (f"{name}{f'-{number}' if number > 1 else ''}.db" for number in count(1))
    folder = backups_folder(path)
    with _written(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
    with part_of(folder) as part:
        copy_content(path, part)
        with _written(folder):
            copy = _put_in_place(part, (folder / number for number in numbered))
            assert copy is not None, "there is always one more number"
            _tidy(path, copy, keep)
    return copy


def back_up_before(path: Path, why: str, rows: int, keep: int) -> None:
    """Copy the store like `back_up` where as many rows as that are about to be changed; few are not worth a copy.

    Raises:
        StoreError: The copy cannot be made; nothing was changed.
    """
    if rows >= BULK_ROWS:
        back_up(path, f"before-{why}", keep=keep)


def back_up_to(path: Path, file: Path) -> None:
    """Copy the store to a file of the user's choice.

    Raises:
        InvalidInput: It is a folder.
        Conflict: The file exists.
        StoreError: The copy cannot be made.
    """
    if file.is_dir():
        raise InvalidInput(f"{file} is a folder; give the name of a file in it, such as {file / 'monday.db'}")
    with part_of(file.parent) as part:
        copy_content(path, part)
        with _written(file.parent):
            if _put_in_place(part, [file]) is None:
                raise Conflict(f"{file} exists; give another name")


@contextmanager
def part_of(folder: Path) -> Iterator[Path]:
    """Give an empty private file in a folder, to be filled and then put in place; it is gone at the end.

    Raises:
        StoreError: Nothing can be written there.
    """
    with _written(folder):
        handle, name = tempfile.mkstemp(dir=folder, prefix=".salesctl-", suffix=".part")
        os.close(handle)
    part = Path(name)
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def copy_content(source: Path, target: Path, mode: str = "mode=rw") -> None:
    """Make a file the exact copy of a store, as a single file without a log; whoever uses the store may go on.

    `mode` is how SQLite opens the source.

    Raises:
        StoreError: The source is no database, or busy, or the target cannot be written.
    """
    uri = f"{source.absolute().as_uri()}?{mode}"
    with (
        store_errors(source),
        closing(sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS)) as store,
        closing(sqlite3.connect(target)) as copy,
    ):
        store.backup(copy, progress=refuse_waiting)
        copy.execute("PRAGMA journal_mode = DELETE")


def refuse_waiting(status: int, _remaining: int, _total: int) -> None:
    """Stop a copy that waited for a lock and did not get it: sqlite3 would try again for ever.

    Raises:
        sqlite3.OperationalError: The store is locked.
    """
    if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise sqlite3.OperationalError("database is locked")


def _put_in_place(part: Path, names: Iterable[Path]) -> Path | None:
    """Give a whole file the first name that is free; None when none is."""
    for name in names:
        try:
            os.link(part, name)
        except FileExistsError:
            continue
        except OSError:  # a file system without hard links
            if name.exists():
                continue
            part.rename(name)
        return name
    return None


def _tidy(path: Path, copy: Path, keep: int | None) -> None:
    """Delete the oldest automatic backups, and what a program that was killed left half-written."""
    if keep is not None:
        for old in backups_of(path, "before-")[keep:]:
            old.unlink(missing_ok=True)
    made = copy.stat().st_mtime
    for folder in (path.parent, copy.parent):
        for part in folder.glob(".salesctl-*.part*"):
            if made - part.stat().st_mtime > _ABANDONED_SECONDS:
                part.unlink(missing_ok=True)


@contextmanager
def _written(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(f"no backup could be made in {folder}: {error.strerror}; nothing was changed") from error
