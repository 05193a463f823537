"""Copies of the store, made while it is in use and readable by their owner only."""

import os
import sqlite3
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

from salesctl import clock
from salesctl.errors import StoreError
from salesctl.store.lane import store_errors


def back_up(path: Path, why: str) -> Path:
    """Copy the store into the `backups` folder beside it and return the copy; `why` becomes part of its name.

    Raises:
        StoreError: The copy cannot be written.
    """
    folder = path.parent / "backups"
    stamp = clock.timestamp().replace(":", "").replace("-", "")
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        copy = _new_file(folder, f"{path.stem}-{stamp}-{why}")
    except OSError as error:
        raise StoreError(f"no backup could be made in {folder}: {error.strerror}; nothing was changed") from error
    try:
        with store_errors(path), closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    except BaseException:
        copy.unlink()
        raise
    return copy


def _new_file(folder: Path, name: str) -> Path:
    """Make an empty file; one of that name stays, and the new one gets a number."""
    for number in count(1):
        file = folder / f"{name}{f'-{number}' if number > 1 else ''}.db"
        with suppress(FileExistsError):
            os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            break
    return file
