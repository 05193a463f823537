"""Copies of the store, made while it is in use and readable by their owner only."""

import os
import sqlite3
from contextlib import closing
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
    copy = folder / f"{path.stem}-{stamp}-{why}.db"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        os.close(os.open(copy, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreError(f"no backup could be made in {folder}: {error.strerror}; nothing was changed") from error
    with store_errors(path), closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy
