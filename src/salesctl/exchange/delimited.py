"""Delimited text (CSV, TSV and their kin): the delimiter, and rows with the line each starts on."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from io import BytesIO, StringIO, TextIOWrapper
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from salesctl.exchange.bounds import LONGEST_CELL, LONGEST_ROW, check_line, check_lines
from salesctl.exchange.encoding import Encoding, pieces
from salesctl.exchange.fields import KNOWN_KEYS
from salesctl.exchange.foreign_text import Cell, key_of
from salesctl.exchange.formulas import unguarded

if TYPE_CHECKING:
    import _csv

_DELIMITERS = ",;\t|"
_SAMPLE_ROWS = 60
_SAMPLE_SIZE = 200_000
_SEPARATOR_LINE = re.compile(r'\s*"?sep=(.)"?\s*$', re.IGNORECASE)


Row = tuple[int, Sequence[Cell], str | None]
"""The line a row starts on (from 1, as an editor or the spreadsheet counts), its cells, and what is wrong with it."""


class Dialect(NamedTuple):
    """How a file separates its cells; `spaced` when a space stands between a delimiter and a quotation mark."""

    delimiter: str
    spaced: bool = False


class TextSource:
    """The rows of a text file's bytes; they may be read several times. `lines` is how many there are, empty ones too.

    Raises:
        InvalidInput: There are too many lines, or one is far too long.
    """

    def __init__(self, data: bytes, encoding: Encoding, name: str) -> None:
        self._data = data
        self._encoding = encoding
        self.lines = _count_lines(data, encoding, name)
        sample = self._open().read(_SAMPLE_SIZE)
        told = _SEPARATOR_LINE.match(sample.split("\n", 1)[0])
        self.dialect = Dialect(told[1]) if told else _detect(sample)
        self._told_on = 1 if told else 0

    def _open(self) -> TextIOWrapper:
        stream = BytesIO(self._data)
        stream.seek(self._encoding.mark)
        return TextIOWrapper(stream, self._encoding.codec, newline="")

    def rows(self, after: int = 0) -> Iterator[Row]:
        """Yield each row that is not blank and starts after a line: its line, its cells, what is wrong with it.

        A row whose quotation marks are wrong ends where that shows; reading goes on with the next line, so that no
        line is read twice.
        """
        stream = self._open()
        after = max(after, self._told_on)
        line = 1
        taken: list[str] = []
        while True:
            try:
                for cells in self._reader(_row_by_row(stream, taken), strict=True):
                    if line > after and cells and (cells[0].strip() or any(map(str.strip, cells))):
                        yield line, self._meant(cells), None
                    line += len(taken)
                    taken.clear()
            except csv.Error as error:
                yield line, self._meant(self._as_they_stand(taken)), _reason(error, line, len(taken))
                line += len(taken)
                taken.clear()
            else:
                return

    def _meant(self, cells: list[str]) -> list[str]:
        """Return cells without the guard against formulas, in a file that is marked as one for spreadsheets."""
        return [unguarded(cell) for cell in cells] if self._encoding.mark else cells

    def _reader(self, lines: Iterable[str], strict: bool) -> "_csv.Reader":
        return csv.reader(lines, delimiter=self.dialect.delimiter, skipinitialspace=self.dialect.spaced, strict=strict)

    def _as_they_stand(self, lines: list[str]) -> list[str]:
        """Return the cells of a row that breaks the rules of quoting, as well as they can be told apart."""
        try:
            return next(self._reader(lines, strict=False), [])
        except csv.Error:
            return ["".join(lines)]


def _row_by_row(stream: Iterable[str], taken: list[str]) -> Iterator[str]:
    """Yield lines, and add each to `taken`, which whoever reads them empties at the end of a row."""
    size = 0
    for line in stream:
        size = size + len(line) if taken else len(line)
        taken.append(line)
        if size > LONGEST_ROW:
            raise csv.Error(_ENDLESS)
        yield line


_ENDLESS = "row larger than any"


def _reason(error: csv.Error, line: int, lines: int) -> str:
    said = str(error)
    if "field larger" in said:
        reason = f"a cell of more than {LONGEST_CELL:,} characters: is a closing quotation mark missing?"
    elif said == _ENDLESS:
        reason = f"a row of more than {LONGEST_ROW:,} characters: is a closing quotation mark missing?"
    elif "unexpected end" in said:
        reason = "a quotation mark opens here and is never closed"
    else:
        reason = 'a quotation mark in the wrong place (inside a quoted cell it is written twice: "")'
    return reason if lines < 2 else f"{reason}; it takes the lines to {line + lines - 1} with it"


def _count_lines(data: bytes, encoding: Encoding, name: str) -> int:
    """Return how many lines a text has, by any kind of line end."""
    lines, length, last = 1, 0, ""
    for text in pieces(data, encoding):
        lines += text.count("\n") + text.count("\r") - (last + text).count("\r\n")
        end = max(text.rfind("\n"), text.rfind("\r"))
        length = len(text) - end - 1 if end >= 0 else length + len(text)
        check_lines(name, lines)
        check_line(name, lines, length)
        last = text[-1:]
    return lines


def _detect(sample: str) -> Dialect:
    whole = sample if len(sample) < _SAMPLE_SIZE else sample[: sample.rfind("\n") + 1]
    lines = list(StringIO(whole, newline=""))
    delimiter = max(_DELIMITERS, key=lambda candidate: _fitness(lines, candidate))
    first = lines[0] if lines else ""
    return Dialect(delimiter, spaced=f'{delimiter} "' in first and f'{delimiter}"' not in first)


def _fitness(lines: list[str], delimiter: str) -> tuple[int, bool, float, int]:
    """Rank a delimiter: headers that mean something, then several columns, then rows as wide as the header."""
    rows: list[list[str]] = []
    with suppress(csv.Error):  # of a row that is far too long: those before it tell
        rows.extend(row for row in islice(csv.reader(lines, delimiter=delimiter), _SAMPLE_ROWS) if any(row))
    if not rows:
        return (0, False, 0.0, 0)
    width = len(rows[0])
    known = sum(key_of(header) in KNOWN_KEYS for header in rows[0])
    alike = sum(len(row) == width for row in rows[1:])
    return (known, width > 1, alike / max(len(rows) - 1, 1), width)
