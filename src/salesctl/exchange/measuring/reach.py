"""How far the cells of an .xlsx sheet reach: those that name their place, and those that stand next to another."""

import re

from salesctl.exchange.measuring.markup import tag

_CELL, _ROW = re.compile(tag(b"c")), re.compile(tag(b"row"))
_PLACE_IN_TAG = rb"""(?:\s+[\w:.-]+="[^"<>]*")*?\s+r="[A-Za-z]*\d"""
_PLACED, _PLACED_CELL = re.compile(_PLACE_IN_TAG), re.compile(tag(b"c") + _PLACE_IN_TAG)
_CELL_START, _ROW_START = b'<c r="', b'<row r="'
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]*)(\d+)""")
# To look for far places only, and only for those in tags as they usually are, is much quicker.
_FAR = rb"""(?=[A-Za-z]{2,}\d|[A-Za-z]?\d{6})([A-Za-z]*)(\d+)"""
_FAR_PLACE = re.compile(rb"""\br\s*=\s*["']""" + _FAR)
_FAR_CELL, _FAR_ROW = re.compile(_CELL_START + _FAR), re.compile(_ROW_START + _FAR)
_NEAR_ROW, _NEAR_COLUMN = 99_999, 26
"""Where places are not far."""


class Reach:
    """How many rows and columns there are at most, and how many cells; unless `exact`, near places count as one."""

    def __init__(self, exact: bool = False) -> None:
        self._exact = exact
        self._near_row, self._near_column = (1, 1) if exact else (_NEAR_ROW, _NEAR_COLUMN)
        self._row = self._column = 0
        self._unplaced_rows = 0
        self._in_row = self._most_in_row = 0
        self.cells = 0

    @property
    def rows(self) -> int:
        """The last row with a place, and as many more as have none."""
        return self._row + self._unplaced_rows

    @property
    def columns(self) -> int:
        """The last column with a place, and as many more as cells of one row have none."""
        return self._column + self._most_in_row

    def extend(self, piece: bytes) -> None:
        """Take a piece of the sheet into account, in which no tag is cut in two."""
        cells, rows = _count(piece, b"c"), _count(piece, b"row")
        if not cells and not rows:
            return
        if not self._exact and _is_usual(piece, cells, rows):
            self.cells += cells
            self._place_near()
            self._place_far(_FAR_CELL, piece)
            self._place_far(_FAR_ROW, piece)
            return
        self._place_far(_PLACE if self._exact else _FAR_PLACE, piece)
        for number, row in enumerate(_ROW.split(piece)):
            self._extend_row(row, begins=number > 0)

    def _extend_row(self, row: bytes, begins: bool) -> None:
        if begins:
            self._in_row = 0
            if _PLACED.match(row):
                self._place_near()
            else:
                self._unplaced_rows += 1
        cells, placed = len(_CELL.findall(row)), len(_PLACED_CELL.findall(row))
        if placed:
            self._place_near()
        self.cells += cells
        self._in_row += cells - placed
        self._most_in_row = max(self._most_in_row, self._in_row)

    def _place_near(self) -> None:
        self._row, self._column = max(self._row, self._near_row), max(self._column, self._near_column)

    def _place_far(self, pattern: re.Pattern[bytes], piece: bytes) -> None:
        for letters, digits in pattern.findall(piece):
            self._column = max(self._column, _number(letters[:6].upper()))
            self._row = max(self._row, int(digits.lstrip(b"0")[:9] or 0))


def _count(piece: bytes, name: bytes) -> int:
    """Return how many tags of a name begin, at most: `<cols` counts as `<c`, too."""
    return piece.count(b"<" + name) + piece.count(b":" + name)


def _is_usual(piece: bytes, cells: int, rows: int) -> bool:
    """Tell whether all that may be a cell or a row is a usual one, and names one place only."""
    return (
        piece.count(_CELL_START) == cells
        and piece.count(_ROW_START) == rows
        and piece.count(b"r=") == cells + rows
        and not any(spaced in piece for spaced in (b"r ", b"r\t", b"r\n", b"r\r"))
    )


def _number(letters: bytes) -> int:
    """Return the number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
