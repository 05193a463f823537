"""Measuring .xlsb: records of numbers instead of tags, packed; otherwise the same as .xlsx.

A record is its kind and the length of its body, each in as few bytes as it takes, and the body.
"""

from array import array
from collections.abc import Iterable, Iterator

from salesctl.exchange.bounds import MOST_CELLS, check_area, check_cells, check_text, damaged
from salesctl.exchange.measuring.shared import SharedStrings

_ROW, _STRING, _REFERENCE, _TEXTS = 0x00, 0x13, 0x07, (0x06, 0x08)
_CELLS = range(0x01, 0x0C)
_LONGEST_RECORD = 1 << 20
_LAST_ROW = 1 << 20


class Records:
    """The records of the sheets and shared strings of a file as far as they have been read."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.strings = SharedStrings()
        self.sheets: list[Sheet] = []

    def check(self) -> None:
        """Refuse a sheet that becomes too large.

        Raises:
            InvalidInput: There is one.
        """
        for sheet in self.sheets:
            check_area(self.name, sheet.rows, sheet.columns)
            check_text(self.name, sheet.text + sum(map(self.strings.size, sheet.references)))


class Sheet:
    """How far a sheet reaches, its text in bytes, and the shared strings it refers to."""

    def __init__(self) -> None:
        self.rows = self.columns = self.cells = self.text = 0
        self.references = array("L")


def measure_records(pieces: Iterable[bytes], records: Records) -> None:
    """Measure a part.

    Raises:
        InvalidInput: It holds too many cells, or is damaged.
    """
    sheet, strings = Sheet(), array("L")
    for kind, body in _records(pieces, records.name):
        if kind == _REFERENCE:
            sheet.references.append(_int(body, 8))
        elif kind in _TEXTS:
            sheet.text += len(body)
        if kind in _CELLS:
            sheet.cells += 1
            sheet.columns = max(sheet.columns, _int(body, 0) + 1)
        elif kind == _ROW:
            sheet.rows = max(sheet.rows, min(_int(body, 0), _LAST_ROW) + 1)
        elif kind == _STRING:
            strings.append(min(2 * _int(body, 1), len(body)))
        if sheet.cells > MOST_CELLS or len(strings) > MOST_CELLS:
            check_cells(records.name, max(sheet.cells, len(strings)))
    records.sheets.append(sheet)
    records.strings.add_part(strings)


def _records(pieces: Iterable[bytes], name: str) -> Iterator[tuple[int, bytes]]:
    """Yield each record's kind and body."""
    rest = b""
    for piece in pieces:
        piece = rest + piece
        place = 0
        while (head := _head(piece, place)) and head[2] + head[1] <= len(piece):
            kind, length, body = head
            place = body + length
            yield kind, piece[body:place]
        rest = piece[place:]
        if len(rest) > _LONGEST_RECORD:
            raise damaged(name, f"a record of more than {_LONGEST_RECORD >> 20} MB")


def _head(piece: bytes, place: int) -> tuple[int, int, int] | None:
    """Return a record's kind, its length, and where its body begins; None when that is not in the piece."""
    if place + 6 > len(piece):
        return None
    kind, length = piece[place], piece[place + 1]
    if kind < 0x80 and length < 0x80:  # as most are
        return kind, length, place + 2
    place += 1
    if kind & 0x80:
        kind = kind & 0x7F | (piece[place] & 0x7F) << 7
        place += 1
    length = shift = 0
    while True:
        byte = piece[place]
        place += 1
        length |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80 or shift == 28:
            return kind, length, place


def _int(body: bytes, place: int) -> int:
    return int.from_bytes(body[place : place + 4], "little")
