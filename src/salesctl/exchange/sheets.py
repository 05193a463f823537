"""Spreadsheets (.xlsx, .xlsm, .xlsb, .xls, .ods): the first visible sheet as rows of cells."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from salesctl.errors import InvalidInput
from salesctl.exchange.foreign_text import Cell, shown
from salesctl.exchange.measuring.ole import measure_ole
from salesctl.exchange.measuring.packed import measure_packed

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_PACKED, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_spreadsheet(data: bytes) -> bool:
    """Tell a spreadsheet from a text file by its first bytes, whatever it is called."""
    return data.startswith((_PACKED, _OLE))


def read_sheet(data: bytes, name: str) -> list[tuple[int, list[Cell]]]:
    """Return the rows of the first visible sheet that are not blank, each with its row number in the sheet.

    Dates and times stay what they are; everything else becomes the text a person sees, whole numbers without a point.

    Raises:
        InvalidInput: The file is damaged, protected by a password, becomes too large, or is no spreadsheet.
    """
    from python_calamine import CalamineError, PasswordError

    measure = measure_packed if data.startswith(_PACKED) else measure_ole
    measure(data, name)
    try:
        return list(_rows(_first_sheet(data)))
    except PasswordError:
        raise InvalidInput(f"{name}: protected by a password; save it without one and try again") from None
    except CalamineError as error:
        raise InvalidInput(f"{name}: not a spreadsheet that can be read ({shown(error, 80)})") from None
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a damaged file can make the reader panic, which is no Exception
        raise InvalidInput(f"{name}: a damaged spreadsheet ({shown(error, 80)})") from None


def _rows(sheet: "CalamineSheet") -> Iterator[tuple[int, list[Cell]]]:
    """Yield the rows that are not blank, one at a time: as a list of lists the sheet would be there twice."""
    if sheet.start is None:
        return
    before: list[Cell] = [""] * sheet.start[1]
    for line, values in enumerate(sheet.iter_rows(), 1):
        if values.count("") == len(values):
            continue
        cells = before + [_cell(value) for value in values]
        if any(not isinstance(cell, str) or cell.strip() for cell in cells):
            yield line, cells


def _first_sheet(data: bytes) -> "CalamineSheet":
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(BytesIO(data))
    visible = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]
    return book.get_sheet_by_name(visible[0]) if visible else book.get_sheet_by_index(0)


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return value.date() if value.time() == time.min else value
    if isinstance(value, date | time):
        return value
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    return str(value)


def _number(value: float) -> str:
    """Return a number as a spreadsheet shows it: at most 15 digits, no exponent, no point when it is whole."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return format(Decimal(format(value, ".15g")), "f")
