"""Reading a table from a file of any usual kind: delimited text in any usual encoding, or a spreadsheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from errno import EFBIG
from pathlib import Path
from typing import Literal

from salesctl.errors import InvalidInput, NotFound
from salesctl.exchange.bounds import MOST_BYTES, beyond_bytes, check_lines
from salesctl.exchange.delimited import Row, TextSource
from salesctl.exchange.encoding import detect_encoding
from salesctl.exchange.foreign_text import Cell, key_of, shown, text_of
from salesctl.exchange.sheets import is_spreadsheet, read_sheet
from salesctl.intake import read_whole

_NO_TABLE = ("<", "{", "[{")
_INVISIBLE = str.maketrans("", "", "\u200b\u200e\u200f\ufeff")


@dataclass(frozen=True)
class Table:
    """A file's table: its headers, and its rows as often as they are asked for.

    `encoding` and `delimiter` are None for a spreadsheet; `lines` is about how many there are, for a progress bar.
    """

    name: str
    kind: Literal["text", "spreadsheet"]
    headers: list[str]
    header_line: int
    encoding: str | None
    delimiter: str | None
    lines: int
    _source: TextSource | list[tuple[int, list[Cell]]]

    def rows(self) -> Iterator[Row]:
        """Yield the rows below the header that are not blank; reading starts anew at each call.

        A row with nothing wrong has exactly as many cells as there are headers. One with more cells, or with broken
        quotation marks, comes with its cells as they are and the reason why it cannot be used.
        """
        width = len(self.headers)
        for line, cells, problem in self._raw_rows():
            count = len(cells)
            if count == width or problem is not None:
                yield line, cells, problem
            elif count < width:
                yield line, [*cells, *[""] * (width - count)], None
            elif any(cells[width:]):
                yield line, cells, f"{count} cells, but the header has {width}: is a cell with a delimiter not quoted?"
            else:
                yield line, cells[:width], None

    def _raw_rows(self) -> Iterator[Row]:
        if isinstance(self._source, TextSource):
            return self._source.rows(after=self.header_line)
        return ((line, cells, None) for line, cells in self._source if line > self.header_line)


def read_table(path: str | Path) -> Table:
    """Open a file and find its encoding, delimiter and headers (its first row that is not blank).

    Raises:
        NotFound: There is no such file.
        InvalidInput: It is a folder, cannot be read, is empty, or is neither text nor a spreadsheet.
    """
    name = shown(path, 200)
    data = _bytes(Path(path), name)
    if is_spreadsheet(data):
        sheet = read_sheet(data, name)
        if not sheet:
            raise InvalidInput(f"{name}: the first sheet is empty")
        line, cells = sheet[0]
        return Table(name, "spreadsheet", _headers(cells, name), line, None, None, sheet[-1][0], sheet)
    encoding = detect_encoding(data, name)
    source = TextSource(data, encoding, name)
    line, texts = _header_row(source, name)
    check_lines(name, source.lines, len(texts))
    delimiter = source.dialect.delimiter
    return Table(name, "text", _headers(texts, name), line, encoding.name, delimiter, source.lines, source)


def _header_row(source: TextSource, name: str) -> tuple[int, Sequence[Cell]]:
    for line, headers, problem in source.rows():
        if problem:
            raise InvalidInput(f"{name}: line {line}, the header: {problem}")
        return line, headers
    raise InvalidInput(f"{name}: an empty file")


def _headers(cells: Sequence[Cell], name: str) -> list[str]:
    headers = [" ".join(text_of(cell).translate(_INVISIBLE).split()) for cell in cells]
    if not any(map(key_of, headers)):
        raise InvalidInput(f"{name}: no header in its first row")
    if headers[0].startswith(_NO_TABLE):
        raise InvalidInput(f"{name}: a web page, XML or JSON, not a table; save it as CSV or XLSX and try again")
    return headers


def _bytes(path: Path, name: str) -> bytes:
    try:
        data = read_whole(path, MOST_BYTES)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise NotFound(f"{name}: no such file") from None
    except IsADirectoryError:
        raise InvalidInput(f"{name}: a folder; give the file in it") from None
    except OSError as error:
        if error.errno == EFBIG:
            raise beyond_bytes(name) from None
        raise InvalidInput(f"{name}: cannot be read ({error.strerror or error})") from None
    if not data.strip():
        raise InvalidInput(f"{name}: an empty file")
    return data
