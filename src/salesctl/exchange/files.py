"""Writing files: whole or not at all, never over what is the user's own, and nothing left behind.

Every file that `salesctl` writes, but the store itself, goes through here.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from salesctl import folders
from salesctl.errors import InvalidInput, StoreError
from salesctl.exchange.foreign_text import shown

PART = ".salesctl-{}.part"
"""What a file is called while it is written; its leftovers are told by it."""

_SQLITE = b"SQLite format 3\0"
_LOG = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
_JOURNAL = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
_BESIDE = ("-wal", "-shm", "-journal")


@contextmanager
def text_file(path: str | Path) -> Iterator[TextIO]:
    """Give the stream of a text file to write, in UTF-8 and with line ends as they are given; see `replacing`.

    Raises:
        InvalidInput: The file is not to be written over, or cannot be written; what was there before is untouched.
    """
    with replacing(path) as place, open(place, "w", encoding="utf-8", newline="") as stream:
        yield stream


@contextmanager
def replacing(path: str | Path) -> Iterator[str]:
    """Give the path of a file to write, and move it to `path` once that is done; on an error nothing is left behind.

    What is not a plain file (a pipe, `/dev/null`) is written to directly: it must not be replaced.

    Raises:
        InvalidInput: The file is not to be written over, or cannot be written; what was there before is untouched.
    """
    called, target = shown(path, 200), os.path.realpath(path)
    if os.path.isdir(target):
        raise InvalidInput(f"{called}: a folder; give a file name in it")
    try:
        if is_device(path):
            yield os.fspath(path)
            return
        refuse_own(path)
        with part_of(os.path.dirname(target)) as part:
            yield part
            if os.path.exists(target):
                os.chmod(part, stat.S_IMODE(os.stat(target).st_mode))
            else:
                os.chmod(part, 0o666 & ~_mask())
            put_in_place(part, target)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise InvalidInput(f"{called}: cannot be written ({error.strerror or error})") from None


@contextmanager
def own_file(path: Path, text: str) -> Iterator[None]:
    """Write a file that salesctl itself needs, and put it in place once the block is through.

    A new one can be read by its owner only.

    Raises:
        OSError: It cannot be written; what was there before is untouched.
    """
    with part_of(path.parent) as part:
        with open(part, "w", encoding="utf-8") as stream:
            stream.write(text)
        settle(part)  # a disk that is full says so now, before the block does what goes with the file
        yield
        if path.exists():
            os.chmod(part, stat.S_IMODE(path.stat().st_mode))
        put_in_place(part, path)


def write_own(path: Path, text: str) -> None:
    """Write a file that salesctl itself needs: see `own_file`."""
    with own_file(path, text):
        pass


@contextmanager
def part_of(folder: str | Path) -> Iterator[str]:
    """Give a `locked_part` of a folder that is first cleared of what killed programs left there.

    Raises:
        OSError: Nothing can be written there.
    """
    clear_leftovers(folder)
    with locked_part(folder) as part:
        yield part


@contextmanager
def locked_part(folder: str | Path) -> Iterator[str]:
    """Give the path of an empty private file in a folder, to be filled and put in place; it is gone at the end.

    While it is written it is locked, so that a later run knows which ones a program left that was killed. What SQLite
    puts beside it goes with it.

    Raises:
        OSError: Nothing can be written there.
    """
    part = os.path.join(folder, PART.format(os.urandom(8).hex()))
    # Its name comes with its lock: nobody can take it for a leftover before it has one.
    handle = os.open(f"{part}.new", os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    try:
        _lock(handle)
        os.rename(f"{part}.new", part)
        yield part
    finally:
        _remove(part)
        os.close(handle)


def put_in_place(part: str | Path, target: str | Path) -> None:
    """Move a file that is complete to its name, in the place of what is there; a power failure leaves one of them.

    Raises:
        OSError: It cannot be done; what was there before is untouched.
    """
    settle(part)
    os.replace(part, target)
    settle(os.path.dirname(target) or ".")


def settle(path: str | Path) -> None:
    """Wait until a file, or a folder's list of names, is on the disk.

    Raises:
        OSError: It cannot be brought there, as where the disk is full.
    """
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        if not os.path.isdir(path):  # some file systems have no way of doing so for folders
            raise
    finally:
        os.close(handle)


@contextmanager
def locked(folder: Path, seconds: float) -> Iterator[None]:
    """Let nobody else who asks for it work in a folder meanwhile; wait for those who do.

    Raises:
        StoreError: Somebody works there for longer than so many seconds.
    """
    import time

    handle = os.open(folder, os.O_RDONLY)
    try:
        end = time.monotonic() + seconds
        while not _lock(handle):
            if time.monotonic() > end:
                raise StoreError(f"another program is writing in {folder}; try again in a moment")
            time.sleep(0.01)
        yield
    finally:
        os.close(handle)


def refuse_own(path: str | Path) -> None:
    """Refuse to write over what must not be lost: the store, its log, backups, the settings, any SQLite file.

    It does not matter by which name or link the file is reached.

    Raises:
        InvalidInput: It is one of them.
    """
    target = os.path.realpath(path)
    what = _kept(target)
    if what:
        raise InvalidInput(f"{shown(path, 200)} is {what}, which output never goes over; give another name")


def _kept(target: str) -> str:
    """Return what a file is that must not be written over; nothing for any other."""
    for own in map(os.path.realpath, folders.own_files()):
        if any(_same(target, own + ending) for ending in ("", *_BESIDE)):
            return "a file of the store" if _is_store(own) else "a file that salesctl itself needs"
    with suppress(OSError), open(target, "rb") as file:
        head = file.read(len(_SQLITE))
        if head == _SQLITE:
            return "an SQLite database"
        if head.startswith((*_LOG, _JOURNAL)):
            return "the log of an SQLite database"
    if target.endswith(_BESIDE) and _is_store(target.rpartition("-")[0]):
        return "the log of an SQLite database"
    return ""


def _same(target: str, own: str) -> bool:
    if target == own:
        return True
    try:
        return os.path.samefile(target, own)
    except OSError:
        return False


def _is_store(path: str) -> bool:
    with suppress(OSError), open(path, "rb") as file:
        return file.read(len(_SQLITE)) == _SQLITE
    return False


def clear_leftovers(folder: str | Path) -> None:
    """Remove what programs of ours left in a folder that were killed while they wrote there."""
    before, after = PART.split("{}")
    try:
        names = [entry.name for entry in os.scandir(folder) if entry.name.startswith(before)]
    except OSError:
        return
    for name in names:
        if name.endswith(after) and _is_abandoned(part := os.path.join(folder, name)):
            _remove(part)


def _is_abandoned(part: str) -> bool:
    """Whether nobody holds the lock of a file any more: the program that wrote it is gone."""
    try:
        handle = os.open(part, os.O_RDWR)
    except OSError:
        return False
    try:
        return _lock(handle)
    finally:
        os.close(handle)


def _remove(part: str) -> None:
    """Remove a half-written file, what SQLite had beside it, and the folder of a spreadsheet's sheets."""
    from shutil import rmtree

    for name in (part, f"{part}.new", *(part + ending for ending in _BESIDE)):
        with suppress(OSError):
            os.unlink(name)
    rmtree(scratch_of(part), ignore_errors=True)


def scratch_of(part: str) -> str:
    """Return the folder for what is needed while a file is written; it goes with the file."""
    return f"{part.removesuffix('.part')}.scratch"


def is_device(path: str | Path) -> bool:
    """Whether a path is that of a pipe, a terminal or a device."""
    return os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)


def _mask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _lock(handle: int) -> bool:
    """Take the lock of an open file or folder; false where somebody has it. Where there are no locks, always false.

    A system without locks cleans up nothing and has nobody wait.
    """
    try:
        import fcntl
    except ImportError:  # pragma: no cover  # Windows
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
