"""Delimited text (CSV, TSV and their kin): the delimiter, and rows with the line each starts on."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, StringIO, TextIOWrapper
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from salesctl.exchange.encoding import Encoding
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
    """The rows of a text file's bytes; they may be read several times."""

    def __init__(self, data: bytes, encoding: Encoding) -> None:
        self._data = data
        self._encoding = encoding
        sample = self._open().read(_SAMPLE_SIZE)
        told = _SEPARATOR_LINE.match(sample.split("\n", 1)[0])
        self.dialect = Dialect(told[1]) if told else _detect(sample)
        self._told_on = 1 if told else 0
        self.lines = data.count(b"\n") + 1

    def _open(self) -> TextIOWrapper:
        stream = BytesIO(self._data)
        stream.seek(self._encoding.mark)
        return TextIOWrapper(stream, self._encoding.codec, newline="")

    def rows(self, after: int = 0) -> Iterator[Row]:
        """Yield each row that is not blank and starts after a line: its line, its cells, what is wrong with it."""
        reader = self._reader(self._open(), strict=True)
        after = max(after, self._told_on)
        line = 1
        while True:
            try:
                for cells in reader:
                    if line > after and cells and (cells[0].strip() or any(map(str.strip, cells))):
                        yield line, self._meant(cells), None
                    line = reader.line_num + 1
            except csv.Error as error:
                yield line, self._meant(self._as_it_stands(line, reader.line_num)), _reason(error)
                line = reader.line_num + 1
            else:
                return

    def _meant(self, cells: list[str]) -> list[str]:
        """Return cells without the guard against formulas, in a file that is marked as one for spreadsheets."""
        return [unguarded(cell) for cell in cells] if self._encoding.mark else cells

    def _reader(self, lines: Iterable[str], strict: bool) -> "_csv.Reader":
        return csv.reader(lines, delimiter=self.dialect.delimiter, skipinitialspace=self.dialect.spaced, strict=strict)

    def _as_it_stands(self, first: int, last: int) -> list[str]:
        """Return the cells of a row that breaks the rules of quoting, as well as they can be told apart."""
        try:
            return next(self._reader(islice(self._open(), first - 1, last), strict=False), [])
        except csv.Error:
            return []


def _reason(error: csv.Error) -> str:
    if "field larger" in str(error):
        return "a cell of more than 131,072 characters: is a closing quotation mark missing?"
    if "unexpected end" in str(error):
        return "a quotation mark opens here and is never closed"
    return 'a quotation mark in the wrong place (inside a quoted cell it is written twice: "")'


def _detect(sample: str) -> Dialect:
    whole = sample if len(sample) < _SAMPLE_SIZE else sample[: sample.rfind("\n") + 1]
    lines = list(StringIO(whole, newline=""))
    delimiter = max(_DELIMITERS, key=lambda candidate: _fitness(lines, candidate))
    first = lines[0] if lines else ""
    return Dialect(delimiter, spaced=f'{delimiter} "' in first and f'{delimiter}"' not in first)


def _fitness(lines: list[str], delimiter: str) -> tuple[int, bool, float, int]:
    """Rank a delimiter: headers that mean something, then several columns, then rows as wide as the header."""
    try:
        rows = [row for row in islice(csv.reader(lines, delimiter=delimiter), _SAMPLE_ROWS) if any(row)]
    except csv.Error:
        return (0, False, 0.0, 0)
    if not rows:
        return (0, False, 0.0, 0)
    width = len(rows[0])
    known = sum(key_of(header) in KNOWN_KEYS for header in rows[0])
    alike = sum(len(row) == width for row in rows[1:])
    return (known, width > 1, alike / max(len(rows) - 1, 1), width)
