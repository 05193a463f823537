"""Measuring the workbook of an .xls file: records of two bytes kind, two bytes length, and a body.

All of its sheets are read, and several may be stated to begin at the same place; so they count together.
"""

from array import array
from collections.abc import Iterator
from struct import Struct

from salesctl.exchange.bounds import check_area, check_cells, check_text, damaged
from salesctl.exchange.measuring.shared import SharedStrings

_HEAD = Struct("<HH")
_END, _SHEET, _STRINGS, _SIZE = 0x0A, 0x85, 0xFC, 0x0200
_MORE = b"\x3c\0"
_REFERENCE, _TEXTS = 0xFD, (0x0204, 0x0207, 0x0006)
_MANY_NUMBERS = 0xBD
_CELLS = frozenset((0x0203, 0x0204, 0x0205, 0x0006, 0x027E, _REFERENCE, _MANY_NUMBERS))


def measure_workbook(stream: bytes, name: str) -> None:
    """Refuse a workbook that becomes too large.

    Raises:
        InvalidInput: It does, or it is damaged.
    """
    strings, places = SharedStrings(), []
    for kind, bodies in _records(stream, 0):
        if kind == _STRINGS:
            strings.add_part(_sizes(bodies, name))
        elif kind == _SHEET:
            places.append(_number(bodies[0], 0, 4))
    cells = area = text = 0
    left = len(stream)
    for place in places:
        sheet = _Sheet(strings, name)
        for kind, bodies in _records(stream, place):
            left -= sum(map(len, bodies)) + 4 * len(bodies)
            sheet.take(kind, bodies[0])
        if left < 0:
            raise damaged(name, "its sheets overlap")
        check_area(name, sheet.rows, sheet.columns)
        cells += sheet.cells
        area += sheet.rows * sheet.columns
        text += sheet.text
        check_cells(name, max(cells, area))
        check_text(name, text)


class _Sheet:
    """How far a sheet reaches, how many cells it has, and their text in bytes."""

    def __init__(self, strings: SharedStrings, name: str) -> None:
        self._strings = strings
        self._name = name
        self.rows = self.columns = self.cells = self.text = 0

    def take(self, kind: int, body: bytes) -> None:
        """Take a record into account.

        Raises:
            InvalidInput: It states a size for which no memory could be set aside.
        """
        if kind == _SIZE:
            _check_stated(body, self._name)
        elif kind in _CELLS:
            self.cells += 1
            self.rows = max(self.rows, _number(body, 0, 2) + 1)
            self.columns = max(self.columns, _number(body, 2, 2) + 1)
            if kind == _REFERENCE:
                self.text += self._strings.size(_number(body, 6, 4))
            elif kind == _MANY_NUMBERS:
                self.cells += len(body) // 6
                self.columns = max(self.columns, _number(body, len(body) - 2, 2) + 1)
        if kind in _TEXTS:
            self.text += len(body)


def _check_stated(body: bytes, name: str) -> None:
    """Refuse a sheet that states a size for which no memory could be set aside."""
    wide = 4 if len(body) >= 14 else 2
    first, last = _number(body, 0, wide), _number(body, wide, wide)
    left, right = _number(body, 2 * wide, 2), _number(body, 2 * wide + 2, 2)
    check_area(name, max(last - first, 0), max(right - left, 0))


def _records(stream: bytes, place: int) -> Iterator[tuple[int, list[bytes]]]:
    """Yield each record up to the end of the sheet: its kind, its body, and the bodies that continue it."""
    last = len(stream) - 4
    while place <= last:
        kind, length = _HEAD.unpack_from(stream, place)
        place += 4 + length
        bodies = [stream[place - length : place]]
        while stream.startswith(_MORE, place):
            length = _number(stream, place + 2, 2)
            place += 4 + length
            bodies.append(stream[place - length : place])
        if kind == _END:
            return
        yield kind, bodies


def _number(body: bytes, place: int, size: int) -> int:
    return int.from_bytes(body[place : place + size], "little")


def _sizes(bodies: list[bytes], name: str) -> "array[int]":
    """Return the sizes of the shared strings, as far as the record holds them."""
    sizes = array("L")
    stated = _number(bodies[0], 4, 4)
    if stated > sum(map(len, bodies)) // 3 + 1:
        raise damaged(name, "it counts more strings than it holds")
    reader = _Continued(bodies, 8)
    while len(sizes) < stated and (head := reader.take(3)):
        letters, flags = _number(head, 0, 2), _number(head, 2, 1)
        runs = _number(reader.take(2), 0, 2) if flags & 8 else 0
        extra = _number(reader.take(4), 0, 4) if flags & 4 else 0
        sizes.append(2 * letters)
        reader.skip_letters(letters, 2 if flags & 1 else 1)
        reader.skip(4 * runs + extra)
    return sizes


class _Continued:
    """The body of a record and those that continue it, read as one; letters go on behind a new byte of flags."""

    def __init__(self, bodies: list[bytes], place: int) -> None:
        self._bodies = bodies
        self._number = 0
        self._place = place

    def _left(self) -> int:
        """Return how many bytes are left in the current body; go on to the next at its end."""
        while self._number < len(self._bodies) and self._place >= len(self._bodies[self._number]):
            self._place -= len(self._bodies[self._number])
            self._number += 1
        return len(self._bodies[self._number]) - self._place if self._number < len(self._bodies) else 0

    def take(self, size: int) -> bytes:
        """Return the next bytes, fewer at the end of a body."""
        if not self._left():
            return b""
        taken = self._bodies[self._number][self._place : self._place + size]
        self._place += size
        return taken

    def skip(self, size: int) -> None:
        """Pass over bytes."""
        self._place += size

    def skip_letters(self, letters: int, width: int) -> None:
        """Pass over letters of one or two bytes each."""
        while letters and (left := self._left()):
            here = min(letters, left // width)
            self._place += here * width
            letters -= here
            if letters:
                self._number, self._place = self._number + 1, 1
                if self._number < len(self._bodies) and self._bodies[self._number]:
                    width = 2 if self._bodies[self._number][0] & 1 else 1
