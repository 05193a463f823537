"""Measuring .ods: how far its sheets reach, and how much text their cells hold.

A cell says how often it is repeated, and so does a row: twenty bytes may be sixteen thousand cells in a million rows.
All sheets are read, and so they count together.

Where all is plain, without comments and the like, rows are what stands between two tags that begin one, and their cells
need only be counted. Otherwise, and where there seems to be too much, the sheets are gone through tag by tag.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from salesctl.exchange.bounds import MOST_CELLS, MOST_TEXT, damaged
from salesctl.exchange.measuring.markup import whole_tags
from salesctl.exchange.measuring.ods_tags import (
    CELLS,
    COLUMNS_REPEATED,
    ROW,
    ROWS_REPEATED,
    SPACES,
    VALUES,
    Sheets,
    times,
)

_LONGEST_ROW = 64 << 20
_HEAD = re.compile(rb"[^<]*<\?xml[^<>]*\?>")
_PLAIN = re.compile(rb"""[^<]*+(?:<(?![!?])[^<>"']*+(?:"[^<"]*+"[^<>"']*+|'[^<']*+'[^<>"']*+)*+>[^<]*+)*+""")
_SHEET = re.compile(rb"</?table:table[\s/>]")


def measure_content(first: Iterable[bytes], again: Callable[[], Iterable[bytes]], name: str) -> None:
    """Refuse the sheets of an .ods file if they become too large; `again` gives their pieces once more.

    Raises:
        InvalidInput: They do, or they are damaged.
    """
    bound = _Bound()
    for row in _rows(bound.looked_at(whole_tags(first)), name):
        bound.add(row)
    if not bound.is_sure():
        sheets = Sheets(name)
        sheets.take_all(again())
        sheets.check()


def _rows(pieces: Iterable[bytes], name: str) -> Iterator[bytes]:
    """Yield what is before all rows, then each from its first tag to that of the next one."""
    rest = b""
    for piece in pieces:
        *rows, rest = (rest + piece).split(ROW)
        yield from rows
        if len(rest) > _LONGEST_ROW:
            raise damaged(name, f"a row of more than {_LONGEST_ROW >> 20} MB")
    yield rest


class _Bound:
    """How many cells there are at most, and how many bytes of text."""

    def __init__(self) -> None:
        self._plain = True
        self._finished = True
        self._cells = self._text = 0
        self._area = 0  # of the sheets that have ended
        self._rows = self._last_row = self._columns = 0

    def is_sure(self) -> bool:
        """Tell whether this is a bound, and within what can be read."""
        cells = max(self._area + self._last_row * self._columns, self._cells)
        return self._plain and self._finished and cells <= MOST_CELLS and self._text <= MOST_TEXT

    def looked_at(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the pieces, and find out whether they are plain."""
        for number, piece in enumerate(pieces):
            head = None if number else _HEAD.match(piece)
            self._plain = self._plain and _PLAIN.fullmatch(piece, head.end() if head else 0) is not None
            yield piece

    def add(self, row: bytes) -> None:
        """Take a row into account, and what stands behind it."""
        cells, rows, widest, spaces = row.count(CELLS[0]) + row.count(CELLS[1]), 1, 1, 0
        if b"repeated" in row or b"text:c" in row:
            # The reader makes no cells of the last one of a row, if it is empty: that is how a sheet is filled up.
            last = max(map(row.rfind, CELLS))
            end = len(row) if last < 0 or _is_filled(row[last:]) else last
            columns = times(COLUMNS_REPEATED, row[:end])
            rows, widest = max(times(ROWS_REPEATED, row), default=1), max(columns, default=1)
            spaces = sum(times(SPACES, row))
            cells += sum(columns)
        self._cells += cells
        self._rows += rows
        if _is_filled(row):
            self._last_row = self._rows
            self._columns = max(self._columns, cells)
            self._text += (len(row) + spaces) * rows * widest
        if marks := _SHEET.findall(row):
            self._area += self._last_row * self._columns
            self._rows = self._last_row = self._columns = 0
            self._finished = marks[-1].startswith(b"</")


def _is_filled(cells: bytes) -> bool:
    return any(mark in cells for mark in VALUES)
