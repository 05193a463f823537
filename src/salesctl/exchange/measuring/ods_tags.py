"""Measuring .ods tag by tag: slow, but sure whatever stands in comments, quoted text and the values of attributes."""

import re
from collections.abc import Iterable, Iterator

from salesctl.exchange.bounds import check_area, check_cells, check_text, damaged

ROW, CELLS = b"<table:table-row", (b"<table:table-cell", b"<table:covered-table-cell")
VALUES = (b"office:", b"table:formula")
ROWS_REPEATED = re.compile(rb"""rows-repeated\s*=\s*["']([^"']*)""")
COLUMNS_REPEATED = re.compile(rb"""columns-repeated\s*=\s*["']([^"']*)""")
SPACES = re.compile(rb"""text:c\s*=\s*["']([^"']*)""")
_TABLE, _TABLE_END = re.compile(rb"<table:table[\s/>]"), re.compile(rb"</table:table\s*>")
_TAG = re.compile(
    rb"""<(?:!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>|[^!?"'>][^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>)""", re.DOTALL
)
_LONGEST_TAG = 1 << 20
_ENDLESS = 999_999_999


def times(pattern: re.Pattern[bytes], tags: bytes) -> list[int]:
    """Return how often something is repeated, by all that says so; endlessly where that is no plain number."""
    return [int(said) if said.isdigit() and len(said) < 10 else _ENDLESS for said in pattern.findall(tags)]


class Sheets:
    """The sheets of a file as far as they have been read: the current one, its current row, and its current cell."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._area = self._text = self._cells = 0
        self._rows = self._last_row = self._columns = 0
        self._row_times = 0
        self._width = self._filled_width = self._row_text = 0
        self._cell_times = self._cell_text = 0
        self._filled = False
        self._unfinished = False

    def take_all(self, pieces: Iterable[bytes]) -> None:
        """Go through all of it.

        Raises:
            InvalidInput: It is damaged.
        """
        for tag, text in _tags(pieces, self._name):
            self._take(tag, text)

    def _take(self, tag: bytes, text: int) -> None:
        """Take a tag into account, and the size of the text before it."""
        self._cell_text += text
        if tag.startswith(b"<table:"):
            if tag.startswith(CELLS):
                self._begin_cell(tag)
            elif tag.startswith(ROW):
                self._end_row()
                self._row_times = max(times(ROWS_REPEATED, tag), default=1)
            elif _TABLE.match(tag):
                self._end_sheet()
                self._unfinished = not tag.endswith(b"/>")
        elif _TABLE_END.match(tag):
            self._unfinished = False
        elif tag.startswith(b"<text:s"):
            self._cell_text += sum(times(SPACES, tag))

    def _begin_cell(self, tag: bytes) -> None:
        self._end_cell()
        self._cell_times = max(times(COLUMNS_REPEATED, tag), default=1)
        self._cell_text = len(tag)
        self._filled = any(mark in tag for mark in VALUES)

    def _end_cell(self) -> None:
        self._width += self._cell_times
        if self._filled:
            self._filled_width = self._width
            self._row_text += self._cell_text * self._cell_times

    def _end_row(self) -> None:
        self._end_cell()
        # The reader makes no cells of the last one of a row, if it is empty: that is how a sheet is filled up.
        self._cells += self._width if self._filled else self._width - self._cell_times
        self._rows += self._row_times
        if self._filled_width:
            self._last_row = self._rows
            self._columns = max(self._columns, self._filled_width)
            self._text += self._row_text * self._row_times
        self._row_times = self._width = self._filled_width = self._row_text = self._cell_times = 0
        self._filled = False

    def _end_sheet(self) -> None:
        self._end_row()
        check_area(self._name, self._last_row, self._columns)
        self._area += self._last_row * self._columns
        self._rows = self._last_row = self._columns = 0

    def check(self) -> None:
        """Refuse what became too large.

        Raises:
            InvalidInput: Something did.
        """
        if self._unfinished:  # the reader would look for its end for ever
            raise damaged(self._name, "a sheet without an end")
        self._end_sheet()
        check_cells(self._name, max(self._area, self._cells))
        check_text(self._name, self._text)


def _tags(pieces: Iterable[bytes], name: str) -> Iterator[tuple[bytes, int]]:
    """Yield each tag, with the size of the text before it."""
    rest = b""
    for piece in pieces:
        piece = rest + piece
        end = 0
        while (start := piece.find(b"<", end)) >= 0 and (found := _TAG.match(piece, start)):
            yield found[0], start - end
            end = found.end()
        rest = piece[end:]
        if len(rest) > _LONGEST_TAG:
            raise damaged(name, f"more than {_LONGEST_TAG >> 20} MB without a tag")
    if b"<" in rest:
        raise damaged(name, "a tag without an end")
