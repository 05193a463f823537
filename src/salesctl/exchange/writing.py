"""Writing tables: CSV, CSV for spreadsheets, and XLSX; rows may be any iterable and are not kept."""

import csv
import os
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from salesctl.errors import InvalidInput
from salesctl.exchange.files import is_device, replacing, scratch_of
from salesctl.exchange.foreign_text import shown
from salesctl.exchange.formulas import guarded
from salesctl.exchange.values import join_list

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_BOM = "\ufeff"
_LARGEST_CELL = 32_767
_MOST_ROWS = 1_048_575
_MEASURED_ROWS = 1_000
_NARROWEST, _WIDEST = 6, 60
_EXACT_DIGITS = 10**15


def write_csv(stream: TextIO, headers: Sequence[str], rows: Iterable[Sequence[Any]], excel: bool = False) -> None:
    r"""Write a table as CSV (RFC 4180: lines end in `\r\n`) to a stream opened with `newline=""` and UTF-8.

    None becomes an empty cell, a list is joined with `; `, anything else is written as `str` has it.

    With `excel`, a byte order mark leads and text that a spreadsheet would run as a formula gets an apostrophe before
    each place where one would begin; numbers stay numbers. By the mark, reading knows to take the apostrophes out.
    """
    if excel:
        stream.write(_BOM)
    writer = csv.writer(stream)
    writer.writerow([_guarded(header) for header in headers] if excel else headers)
    writer.writerows([_guarded(value) for value in row] if excel else _flat(row) for row in rows)


def _flat(row: Sequence[Any]) -> Sequence[Any]:
    if list in map(type, row):
        return [join_list(value) if isinstance(value, list) else value for value in row]
    return row


def _guarded(value: Any) -> Any:
    if isinstance(value, list):
        value = join_list(value)
    return guarded(value) if isinstance(value, str) else value


def write_xlsx(
    path: str | Path,
    headers: Sequence[str],
    rows: Iterable[Sequence[Any]],
    widths: Sequence[int] | None = None,
    sheet: str = "salesctl",
) -> None:
    """Write a table as an XLSX file: the header bold, frozen and filtered, columns wide enough for their first rows.

    Numbers, dates and times are written as such, a Decimal as an amount; text is text, never a formula or a link.

    Raises:
        InvalidInput: The file cannot be written, or is that of a pipe, or the table is too large for a spreadsheet.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxWriterException

    if is_device(path):
        raise InvalidInput(f"{shown(path, 200)}: not a file; only CSV can be written to a pipe or a device")
    # Beside the file: half a list of customers has no business in a folder for all.
    with replacing(path) as place:
        os.mkdir(scratch := scratch_of(place), 0o700)
        options = {
            "constant_memory": True,
            "tmpdir": scratch,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        try:
            with xlsxwriter.Workbook(place, options) as book:
                _fill(_Page(book, book.add_worksheet(sheet), len(headers)), headers, rows, widths)
        except XlsxWriterException as error:
            raise InvalidInput(f"{shown(path, 200)}: cannot be written ({shown(error, 80)})") from None


class _Page:
    """A worksheet being filled row by row."""

    def __init__(self, book: "Workbook", sheet: "Worksheet", columns: int) -> None:
        self.sheet = sheet
        self.bold = book.add_format({"bold": True})
        self.widths = [0] * columns
        self._amount = book.add_format({"num_format": "#,##0.00"})
        self._date = book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self._time = book.add_format({"num_format": "hh:mm"})

    def put(self, row: int, column: int, value: Any) -> None:
        """Write one cell as what it is."""
        if value is None or value == "":
            return
        if isinstance(value, str):
            self._text(row, column, value)
        elif isinstance(value, bool):
            self.sheet.write_boolean(row, column, value)
        elif isinstance(value, int | float) and -_EXACT_DIGITS < value < _EXACT_DIGITS:
            self.sheet.write_number(row, column, value)
        elif isinstance(value, Decimal) and -_EXACT_DIGITS < value < _EXACT_DIGITS:
            self.sheet.write_number(row, column, value, self._amount)
        elif isinstance(value, date | time):
            self._dated(row, column, value)
        else:
            self._text(row, column, join_list(value) if isinstance(value, list) else str(value))

    def _dated(self, row: int, column: int, value: date | time) -> None:
        form: Format = self._date
        if isinstance(value, datetime):
            value, form = value.replace(tzinfo=None), self._moment
        elif isinstance(value, time):
            form = self._time
        self.sheet.write_datetime(row, column, value, form)

    def _text(self, row: int, column: int, value: str) -> None:
        if len(value) > _LARGEST_CELL:
            raise InvalidInput(f"row {row + 1} has a cell too long for a spreadsheet; export to .csv instead")
        self.sheet.write_string(row, column, value)

    def measure(self, row: Sequence[Any]) -> None:
        """Take the width of a row's cells into account."""
        for column, value in enumerate(row[: len(self.widths)]):
            self.widths[column] = max(self.widths[column], _width(value))


def _fill(page: _Page, headers: Sequence[str], rows: Iterable[Sequence[Any]], widths: Sequence[int] | None) -> None:
    for column, header in enumerate(headers):
        page.sheet.write_string(0, column, header, page.bold)
    page.measure(headers)
    last = 0
    for last, row in enumerate(rows, 1):
        if last > _MOST_ROWS:
            raise InvalidInput(f"a spreadsheet holds {_MOST_ROWS:,} rows at most; export to .csv instead")
        for column, value in enumerate(row):
            page.put(last, column, value)
        if last <= _MEASURED_ROWS:
            page.measure(row)
    for column, width in enumerate(widths or page.widths):
        page.sheet.set_column(column, column, min(max(width + 2, _NARROWEST), _WIDEST))
    page.sheet.freeze_panes(1, 0)
    if headers:
        page.sheet.autofilter(0, 0, last, len(headers) - 1)


def _width(value: Any) -> int:
    """Return how many columns of a terminal, and about how many of a spreadsheet, the longest line of a value takes."""
    if isinstance(value, datetime):
        return 16
    text = "" if value is None else str(value)
    if text.isascii() and "\n" not in text:
        return len(text)
    return max(map(_line_width, text.split("\n")))


def _line_width(line: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in line)
