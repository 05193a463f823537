"""What a spreadsheet would take to read, looked up beforehand: the reader aborts the whole process where memory ends.

No `except` catches that. What is looked for is a cell far out (the reader makes a table of all cells up to it), a count
that promises more than any list holds, and a part that unpacks to a thousand times its size.
"""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from salesctl.errors import InvalidInput

_MOST_CELLS = 40_000_000
_MOST_BYTES = 64 << 20
_MOST_PACKED = 200  # sheets pack to a tenth or a thirtieth
_FAR_ROW = re.compile(rb"""\br\s*=\s*["'][A-Za-z]*(\d{6,})["']""")
_FAR_COLUMN = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{2,})\d""")
_LARGE_COUNT = re.compile(rb"""(?:[cC]ount|-repeated)\s*=\s*["']\d{8,}""")
_CHUNK = 1 << 20
_OVERLAP = 64


def refuse_boundless(data: bytes, name: str) -> None:
    """Refuse a spreadsheet whose cells would not fit in memory.

    Raises:
        InvalidInput: It is one.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            for member in archive.infolist():
                _refuse_bomb(member, name)
                if member.filename.endswith(".xml"):
                    with archive.open(member) as part:
                        _refuse_far(part, name)
    except (BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
        return  # damaged or encrypted, or of the kind that is not packed: the reader says how


def _refuse_bomb(member: ZipInfo, name: str) -> None:
    if member.file_size > max(_MOST_BYTES, _MOST_PACKED * member.compress_size):
        raise InvalidInput(f"{name}: a part of it unpacks to {member.file_size >> 20:,} MB; save it as CSV")


def _refuse_far(part: IO[bytes], name: str) -> None:
    rows, columns = 99_999, 26
    for chunk in _chunks(part):
        rows = max([rows, *(int(digits[:9]) for digits in _FAR_ROW.findall(chunk))])
        columns = max([columns, *(_number(letters[:6].upper()) for letters in set(_FAR_COLUMN.findall(chunk)))])
        if rows * columns > _MOST_CELLS:
            raise InvalidInput(
                f"{name}: a sheet reaches row {rows} and column {columns}, far beyond any list; "
                "delete the empty rows and columns behind the data, or save it as CSV"
            )
        if _LARGE_COUNT.search(chunk):
            raise InvalidInput(f"{name}: a damaged spreadsheet: it counts more cells than a sheet can hold")


def _number(letters: bytes) -> int:
    """Return the number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _chunks(part: IO[bytes]) -> Iterator[bytes]:
    tail = b""
    while chunk := part.read(_CHUNK):
        yield tail + chunk
        tail = chunk[-_OVERLAP:]
