"""Copies of the store: made while it is in use, checked, whole or not there at all, readable by their owner only."""

import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import NamedTuple

from salesctl import clock
from salesctl.errors import Conflict, InvalidInput, StoreError
from salesctl.store.sqlite import files, identity
from salesctl.store.sqlite.files import refuse_waiting
from salesctl.store.sqlite.health import broken_pages, problems
from salesctl.store.sqlite.lane import Lane, refusal, store_errors

BULK_ROWS = 1000
"""From how many rows on a change is preceded by a backup."""

_NAME = re.compile(r"(?P<stem>.*)-(?P<time>\d{8}T\d{6}Z)-(?P<why>[a-z-]+?)(-(?P<number>\d+))?\.db", re.DOTALL)
_AUTOMATIC, _UNSOUND, _DAMAGED, _LEFT = "before-", "unsound-", "damaged", "left"
_ABANDONED_SECONDS = 3600


class Backup(NamedTuple):
    """A backup by its name: the stem of the store's own, when and why it was made, and which it was in that second."""

    stem: str
    time: str
    why: str
    number: int
    file: Path


def backups_folder(path: Path) -> Path:
    """Return the folder in which backups of a store are kept unless another place is named."""
    return path.parent / "backups"


def backups_of(path: Path, why: str = "") -> list[Path]:
    """Return the backups of a store in that folder, the newest first; of those made for a reason that begins so.

    When a backup was made is told by its name. A time that is still to come is an error, so it is taken for the oldest.
    What is kept of damaged stores is no backup.
    """
    own = identity.identity_of(path)
    found = [backup for backup in _named(path) if backup.why.startswith(why) and backup.why != _DAMAGED]
    now = _time()
    found.sort(key=lambda backup: (backup.time <= now, backup.time, backup.number), reverse=True)
    return [backup.file for backup in found if _belongs(backup, path, own)]


def kept_of(path: Path) -> list[Path]:
    """Return all that is kept of a store, the damaged and the logs without a store too, and what may be of it."""
    own, folder = identity.identity_of(path), backups_folder(path)
    logs = [log for ending in files.LOGS for log in sorted(folder.glob(f"*.db{ending}"))]
    left = [
        log
        for log in logs
        if (name := _NAME.fullmatch(log.name.rpartition("-")[0]))
        and name["stem"] == path.stem
        and not log.with_name(log.name.rpartition("-")[0]).exists()
    ]
    found = sorted(_named(path), key=lambda backup: backup.file)
    return [backup.file for backup in found if _belongs(backup, path, own) or _may_belong(backup, path)] + left


def _may_belong(backup: Backup, path: Path) -> bool:
    return backup.stem == path.stem and identity.identity_of(backup.file) is None


def _named(path: Path) -> Iterator[Backup]:
    for file in backups_folder(path).glob("*.db"):
        if name := _NAME.fullmatch(file.name):
            yield Backup(name["stem"], name["time"], name["why"], int(name["number"] or 1), file)


def _belongs(backup: Backup, path: Path, own: identity.Identity | None) -> bool:
    """Whether a backup is one of a store; of the first versions, and of a store that cannot be read, the stem tells."""
    theirs = identity.identity_of(backup.file)
    if theirs is None:
        return False
    if theirs.uuid and own and own.uuid:
        return theirs.uuid == own.uuid
    return backup.stem == path.stem and (not theirs.file or theirs.file == identity.name_of(path))


def backup_name(path: Path, why: str) -> str:
    """Return what a backup made now is called, without a number and an ending."""
    return f"{path.stem}-{_time()}-{why}"


def _time() -> str:
    return clock.timestamp().replace(":", "").replace("-", "")


def back_up(path: Path, why: str, *, keep: int | None = None) -> Path:
    """Copy the store into the `backups` folder beside it and return the copy; `why` becomes part of its name.

    With `keep`, only so many of the automatic ones stay, those whose `why` begins with "before-", and the others go
    once this one has passed a check. A copy that does not is named `unsound-…` and pushes out none that does.

    Raises:
        StoreError: The copy cannot be made, or the store is damaged; nothing was changed.
    """
    _settle(path)
    with _copied(path, backups_folder(path)) as (part, found):
        if found and not why.startswith(_AUTOMATIC):
            raise _not_backed_up(path, found[0])
        return _keep(path, part, _UNSOUND + why if found else why, keep)


def back_up_before(path: Path, why: str, rows: int, keep: int) -> None:
    """Copy the store like `back_up` where as many rows as that are about to be changed; few are not worth a copy.

    Raises:
        StoreError: The copy cannot be made; nothing was changed.
    """
    if rows >= BULK_ROWS:
        back_up(path, f"{_AUTOMATIC}{why}", keep=keep)


def back_up_to(path: Path, file: Path) -> None:
    """Copy the store to a file of the user's choice.

    Raises:
        InvalidInput: It is a folder.
        Conflict: The file exists.
        StoreError: The copy cannot be made, or the store is damaged.
    """
    if file.is_dir():
        raise InvalidInput(f"{file} is a folder; give the name of a file in it, such as {file / 'monday.db'}")
    with _copied(path, file.parent) as (part, found):
        if found:
            raise _not_backed_up(path, found[0])
        if files.put_in_place(part, [file]) is None:
            raise Conflict(f"{file} exists; give another name")


def keep_as_it_is(path: Path, why: str = "") -> Path:
    """Copy a store that is about to be replaced, whatever its state, and return the copy.

    Its state is in its name, unless `why` says what is.

    Raises:
        StoreError: The copy cannot be made, or SQLite cannot read the file at all.
    """
    folder = backups_folder(path)
    with _made(folder), files.part_of(folder) as part:
        copy_content(path, part)
        return _keep(path, part, why or _state(part))


def _state(part: Path) -> str:
    try:
        with closing(Lane(part)) as lane:
            return _DAMAGED if broken_pages(lane) else _UNSOUND * bool(problems(lane)) + "before-restore"
    except StoreError:
        return _DAMAGED


def keep_bytes(path: Path) -> Path:
    """Copy the bytes of a file that is no database any more, and of its logs; return the copy.

    Raises:
        StoreError: The copy cannot be made.
    """
    folder, name = backups_folder(path), backup_name(path, _DAMAGED)
    with _made(folder), files.part_of(folder) as part:
        files.copy_bytes(path, part)
        for number in count(1):
            kept = folder / f"{name}{_numbered(number)}.db"
            logs = files.logs_of(part)
            if any(files.beside(kept, ending).exists() for ending in ("", *files.LOGS)):
                continue
            for ending in logs:  # first, so that they are there where the file is
                files.put_in_place(files.beside(part, ending), [files.beside(kept, ending)])
            if files.put_in_place(part, [kept]):
                return kept
    raise AssertionError("there is always one more number")


def keep_logs(path: Path) -> Path | None:
    """Move the logs of a store that is gone to where no other store is read with them; return one, if there are any.

    Raises:
        StoreError: They cannot be moved.
    """
    folder, name, kept = backups_folder(path), backup_name(path, _LEFT), None
    for ending in files.logs_of(path):
        with _made(folder), files.part_of(folder) as part:
            shutil.copyfile(files.beside(path, ending), part)
            kept = files.put_in_place(part, (folder / f"{name}{_numbered(number)}.db{ending}" for number in count(1)))
    files.clear_logs(path)
    return kept


@contextmanager
def _copied(path: Path, folder: Path) -> Iterator[tuple[Path, list[str]]]:
    """Give a copy of the store that is still without a name, and what is wrong with its values; its pages are whole."""
    with _made(folder, folder == backups_folder(path)), files.part_of(folder) as part:
        copy_content(path, part)
        with closing(Lane(part)) as lane:
            if found := broken_pages(lane):
                raise _not_backed_up(path, found[0])
            found = problems(lane)
        yield part, found


def _not_backed_up(path: Path, problem: str) -> StoreError:
    remedy = "`salesctl db check --repair` saves what can be read"
    return StoreError(f"{path} is damaged, so it was not backed up: {problem}; {remedy}")


def _settle(path: Path) -> None:
    """Have a store that can be written know who it is, so that its backups can be told from those of others."""
    said = identity.identity_of(path)
    if said is None or (said.uuid and said.file == identity.name_of(path)):
        return
    with closing(Lane(path)) as lane:
        if not lane.read_only and said.uuid:
            lane.begin()
            lane.end(commit=True)


def _keep(path: Path, part: Path, why: str, keep: int | None = None) -> Path:
    """Give a copy its name in the folder of backups, and forget those it takes the place of."""
    folder, name = backups_folder(path), backup_name(path, why)
    copy = files.put_in_place(part, (folder / f"{name}{_numbered(number)}.db" for number in count(1)))
    assert copy is not None, "there is always one more number"
    if keep is not None:
        family = _UNSOUND if why.startswith(_UNSOUND) else _AUTOMATIC
        others = [file for file in backups_of(path, family) if file != copy]
        for old in others[max(keep - 1, 0) :]:
            old.unlink(missing_ok=True)
    _clear(path.parent, copy)
    _clear(folder, copy)
    return copy


def _numbered(number: int) -> str:
    return f"-{number}" if number > 1 else ""


def _clear(folder: Path, copy: Path) -> None:
    """Delete what a program that was killed left half-written."""
    made = copy.stat().st_mtime
    for part in folder.glob(".salesctl-*.part*"):
        if made - part.stat().st_mtime > _ABANDONED_SECONDS:
            part.unlink(missing_ok=True)


def copy_content(source: Path, target: Path, opened: Callable[[Path], sqlite3.Connection] | None = None) -> None:
    """Make a file the exact copy of a store, as a single file without a log; whoever uses the store may go on.

    `opened` is how the source is opened where it is not the store itself.

    Raises:
        StoreError: The source is no database, or busy, or the target cannot be written.
    """
    with (
        store_errors(source),
        closing(opened(source) if opened else files.connect_as_found(source)[0]) as store,
        closing(sqlite3.connect(target)) as copy,
    ):
        try:
            store.backup(copy, progress=refuse_waiting)
            copy.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.Error as error:
            if why := refusal(error):
                raise _no_backup(target.parent, why) from error
            raise


@contextmanager
def _made(folder: Path, ours: bool = True) -> Iterator[None]:
    """Make the folder of backups where there is none, and say which folder took none."""
    try:
        if ours:
            folder.mkdir(mode=0o700, exist_ok=True)
        yield
    except OSError as error:
        raise _no_backup(folder, error.strerror or str(error)) from error


def _no_backup(folder: Path, why: str) -> StoreError:
    return StoreError(f"no backup could be made in {folder}: {why}; nothing was changed")
