"""Files of others, taken in whole: up to a bound whatever they are, and without waiting for a writer who never comes.

What cannot be taken in is an OSError that says why, as it is for a file that is missing or may not be read.
"""

import errno
import os
import stat
from pathlib import Path
from typing import Any

_PIECE = 1 << 20
_PATIENCE = 5  # seconds a pipe is given to be opened by whoever writes to it

_LARGEST_TOML = 128 << 10  # twenty times the questions that are shipped
_LONGEST_TOML_LINE = 1_000  # tomllib takes time by the square of the parts of a key, and a key is on one line
_DEEPEST_TOML = 20
_INT_BITS = 64  # what TOML promises to keep


def read_whole(path: str | Path, most: int) -> bytes:
    """Return what a file, pipe or device holds; one that holds more than `most` bytes is given up at that point.

    Raises:
        OSError: It is missing, too large, a folder or a socket, or cannot be read; `strerror` says which.
        ValueError: The path is none (it holds a NUL character).
    """
    # Without O_NONBLOCK, opening a pipe waits for somebody to write to it.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        status = os.fstat(handle)
        if stat.S_ISREG(status.st_mode) and status.st_size > most:
            raise _too_large(most)
        return _drained(handle, most, stat.S_ISFIFO(status.st_mode))
    finally:
        os.close(handle)


def _drained(handle: int, most: int, is_pipe: bool) -> bytes:
    pieces: list[bytes] = []
    size = 0
    expected, missed = is_pipe, False
    while True:
        try:
            piece = os.read(handle, _PIECE)
        except BlockingIOError:  # somebody has it open to write, and takes his time
            _wait(handle)
            continue
        if piece:
            pieces.append(piece)
            size += len(piece)
            expected = False
            if size > most:
                raise _too_large(most)
        elif expected:  # nobody has opened the pipe yet
            expected, missed = False, not _wait(handle, _PATIENCE)
        elif missed and not pieces:
            raise OSError(errno.ETIMEDOUT, f"a pipe that nobody has written to for {_PATIENCE} seconds")
        else:
            return b"".join(pieces)


def _wait(handle: int, seconds: float | None = None) -> bool:
    """Wait until there is something to read, or the writer has gone; return whether that came within the time."""
    import select

    return bool(select.select([handle], [], [], seconds)[0])


def _too_large(most: int) -> OSError:
    size = f"{most >> 20} MB" if most >> 20 else f"{most >> 10} KB"
    return OSError(errno.EFBIG, f"it holds more than {size}")


def read_toml(path: Path) -> dict[str, Any]:
    """Return what a TOML file written by hand holds.

    Raises:
        OSError: It is missing, far too large for such a file, or cannot be read; `strerror` says which.
        ValueError: It is not TOML, or nothing a person would write; the text says why and where.
    """
    import tomllib  # without a file there is nothing to parse

    text = read_whole(path, _LARGEST_TOML).decode("utf-8")
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > _LONGEST_TOML_LINE:
            raise ValueError(f"a line of more than {_LONGEST_TOML_LINE:,} characters (at line {number})")
    try:
        document = tomllib.loads(text)
    except RecursionError:
        raise ValueError(_TOO_DEEP) from None
    except ValueError as error:
        # Of too many digits it says how a programmer lifts the limit.
        raise ValueError(_TOO_LONG if "digits" in str(error) else str(error)) from None
    _check_values(document)
    return document


_TOO_DEEP = f"something in it is nested more than {_DEEPEST_TOML} deep"
_TOO_LONG = "a number in it has too many digits"


def _check_values(document: dict[str, Any]) -> None:
    """Refuse what makes those stumble who work on the document: what is nested too deep, and endless numbers."""
    level: list[Any] = [document]
    for _ in range(_DEEPEST_TOML):
        if any(isinstance(value, int) and value.bit_length() > _INT_BITS for value in level):
            raise ValueError(_TOO_LONG)
        level = [part for value in level for part in _parts(value)]
        if not level:
            return
    raise ValueError(_TOO_DEEP)


def _parts(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
