"""Putting a backup in the place of the store; what it replaces is kept."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from salesctl import clock
from salesctl.errors import Conflict, NotFound, StoreError
from salesctl.folders import make_folder
from salesctl.store.sqlite.backup import back_up, backup_name, backups_folder, copy_content, part_of, refuse_waiting
from salesctl.store.sqlite.health import problems
from salesctl.store.sqlite.lane import BUSY_SECONDS, Lane, store_errors
from salesctl.store.sqlite.opening import check_revision

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def restore(path: Path, file: Path, words: str) -> Path | None:
    """Put a backup in the place of the store, at once and as a whole; return the copy of the store as it was, if any.

    Undo does not go back beyond it: `words` stand in the journal.

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
    with part_of(path.parent) as part:
        # Where no log lies beside the file nobody writes to it, and none is made.
        with_log = file.with_name(f"{file.name}-wal").exists()
        copy_content(file, part, "mode=ro" if with_log else "mode=ro&immutable=1")
        _prepare(part, file, words)
        return _replace(path, part)


def _prepare(part: Path, file: Path, words: str) -> None:
    """Check a copy of the file, and have its journal begin anew."""
    with closing(Lane(part)) as lane, store_errors(file):
        check_revision(lane, file)
        if found := problems(lane):
            raise StoreError(f"{file} is damaged: {found[0]}; restore another backup")
        if list(lane.run("SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')")):
            # Ours has none: they would run whatever a stranger wrote into them, and the journal would not see it.
            raise StoreError(f"{file} has triggers or views, which salesctl never makes; restore another backup")
        barrier = {"recorded_at": clock.timestamp(), "words": words}
        lane.run("INSERT INTO command (recorded_at, words, kind) VALUES (:recorded_at, :words, 'barrier')", barrier)
        lane.run("PRAGMA journal_mode = WAL")


def _replace(path: Path, part: Path) -> Path | None:
    """Write the content into the store in one transaction, so that others who have it open see it before or after."""
    if not path.exists():
        part.replace(path)
        return None
    try:
        kept = back_up(path, "before-restore")
        with (
            store_errors(path),
            closing(sqlite3.connect(part)) as source,
            closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as store,
        ):
            source.backup(store, progress=refuse_waiting)
    except StoreError as error:
        if getattr(error.__cause__, "sqlite_errorcode", None) not in _DAMAGED:
            raise
        return _replace_damaged(path, part)
    return kept


def _replace_damaged(path: Path, part: Path) -> Path:
    """Put the file in the place of one that SQLite cannot open, whose bytes are kept, those of its log too."""
    kept = backups_folder(path) / f"{backup_name(path, 'damaged')}.db"
    for ending in ("", "-wal"):
        if (damaged := path.with_name(path.name + ending)).exists():
            copy = kept.with_name(kept.name + ending)
            shutil.copyfile(damaged, copy)
            copy.chmod(0o600)
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    part.replace(path)
    return kept
