"""Spreadsheets that are packed folders (.xlsx, .xlsm, .xlsb, .ods): every part is unpacked once and measured.

The sizes a packed folder states of its parts are not believed, and no part is taken for harmless by its name: which of
them is the sheet, the parts themselves say.
"""

import sys
import zlib
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from salesctl.exchange.bounds import check_unpacked, damaged
from salesctl.exchange.foreign_text import shown
from salesctl.exchange.measuring.ods import measure_content
from salesctl.exchange.measuring.xlsb import Records, measure_records
from salesctl.exchange.measuring.xlsx import Book

_MOST_PARTS = 10_000
_PIECE = 1 << 20
_ENTRY = b"PK\x01\x02"
_MARKED = "_rels/.rels"  # in .xlsx, and never in .ods
_BINARY, _RECORDS = "xl/workbook.bin", ("xl/worksheets/", "xl/sharedstrings")
_CONTENT = "content.xml"


def measure_packed(data: bytes, name: str) -> None:
    """Refuse a packed spreadsheet that becomes too large.

    Raises:
        InvalidInput: It is one, or it is damaged.
    """
    if data.count(_ENTRY) > _MOST_PARTS:
        raise damaged(name, f"it has more than {_MOST_PARTS:,} parts")
    try:
        with ZipFile(BytesIO(data)) as archive:
            _measure(_Parts(archive, len(data), name))
    except (BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise damaged(name, shown(error, 80)) from None


class _Parts:
    """The parts of a packed spreadsheet, unpacked piece by piece as often as they are asked for."""

    def __init__(self, archive: ZipFile, packed: int, name: str) -> None:
        self.name = name
        self._archive = archive
        self._packed = packed
        self._unpacked = 0
        self._infos = archive.infolist()
        for info in self._infos:
            info.file_size = sys.maxsize  # the reader reads on where the stated size ends
        self.names = [info.filename.lower() for info in self._infos]

    def first_pass(self, index: int) -> Iterator[bytes]:
        """Yield the pieces of a part, and count them towards what the file unpacks to."""
        for piece in self.pieces(index):
            self._unpacked += len(piece)
            check_unpacked(self.name, self._unpacked, self._packed)
            yield piece

    def pieces(self, index: int) -> Iterator[bytes]:
        """Yield the pieces of a part."""
        with self._archive.open(self._infos[index]) as part:
            while piece := part.read(_PIECE):
                yield piece


def _measure(parts: _Parts) -> None:
    """Measure each part as all that it may be."""
    marked, binary = _MARKED in parts.names, _BINARY in parts.names
    book, records = Book(parts.name), Records(parts.name)
    for index, part in enumerate(parts.names):
        pieces = parts.first_pass(index)
        if part == _CONTENT:
            measure_content(pieces, partial(parts.pieces, index), parts.name)
            pieces = parts.pieces(index)
        if part != _CONTENT or marked:
            book.measure(index, pieces)
        if binary and part.startswith(_RECORDS):
            measure_records(parts.pieces(index), records)
    records.check()
    book.check(parts.pieces)
