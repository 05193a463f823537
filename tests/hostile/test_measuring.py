"""What is measured of a spreadsheet is never less than what the reader makes of it, nor far more."""

import random
import struct
from collections.abc import Callable
from io import BytesIO

import pytest
from hostile.binary_sheets import cell, xls, xlsb, xlsb_cell, xlsb_row
from hostile.packing import ods, xlsx
from python_calamine import CalamineWorkbook

from salesctl.errors import InvalidInput
from salesctl.exchange import bounds
from salesctl.exchange.measuring import ods as measuring_ods
from salesctl.exchange.measuring import xlsb as measuring_xlsb
from salesctl.exchange.measuring import xlsx as measuring_xlsx
from salesctl.exchange.sheets import read_sheet

SHEETS = 150
Cells = dict[tuple[int, int], int]


def letters(column: int) -> str:
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name


def random_cells(luck: random.Random) -> Cells:
    """Return a random sheet: which string stands in each cell."""
    rows, columns = luck.randint(1, 40), luck.choice((1, 3, 12, 40))
    share = luck.random()
    cells = {(row, column): luck.randrange(10) for row in range(rows) for column in range(columns)}
    kept = {place: string for place, string in cells.items() if luck.random() < share}
    far = (luck.choice((0, 5, 500)), luck.choice((0, 2, 200)))
    return {**kept, far: 0}


def by_row(cells: Cells) -> dict[int, dict[int, int]]:
    rows: dict[int, dict[int, int]] = {}
    for (row, column), string in sorted(cells.items()):
        rows.setdefault(row, {})[column] = string
    return rows


def as_xlsx(luck: random.Random, cells: Cells, strings: list[str]) -> bytes:
    """Write a sheet with places or without, with shared strings or its own, in tags with a prefix or without."""
    x = luck.choice(("", "", "x:"))
    placed, shared = luck.random() < 0.7, luck.random() < 0.7
    rows, last = [], -1
    for row, found in by_row(cells).items():
        if not placed:
            rows += [f"<{x}row></{x}row>"] * (row - last - 1)
        last = row
        line, before = [], -1
        for column, string in found.items():
            if not placed:
                line += [f"<{x}c/>"] * (column - before - 1)
            before = column
            place = f' r="{letters(column)}{row + 1}"' if placed else ""
            value = f"<{x}v>{string}</{x}v>" if shared else f"<{x}is><{x}t>{strings[string]}</{x}t></{x}is>"
            line.append(f'<{x}c{place} t="{"s" if shared else "inlineStr"}">{value}</{x}c>')
        rows.append(f"<{x}row" + (f' r="{row + 1}"' if placed else "") + f">{''.join(line)}</{x}row>")
    texts = "".join(f"<{x}si><{x}t>{text}</{x}t></{x}si>" for text in strings)
    return xlsx("".join(rows).encode(), texts.encode())


def as_ods(luck: random.Random, cells: Cells, strings: list[str]) -> bytes:
    """Write a sheet, gaps as repeated cells and rows; with a comment in it, or without."""
    rows, last = [], -1
    for row, found in by_row(cells).items():
        if row > last + 1:
            gap = (
                f'<table:table-row table:number-rows-repeated="{row - last - 1}"><table:table-cell/></table:table-row>'
            )
            rows.append(gap)
        last = row
        line, before = [], -1
        for column, string in found.items():
            if column > before + 1:
                line.append(f'<table:table-cell table:number-columns-repeated="{column - before - 1}"/>')
            before = column
            line.append(
                f'<table:table-cell office:value-type="string"><text:p>{strings[string]}</text:p></table:table-cell>'
            )
        line.append('<table:table-cell table:number-columns-repeated="16384"/>')
        rows.append(f"<table:table-row>{''.join(line)}</table:table-row>")
    rows.append('<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>')
    return ods(luck.choice((b"", b"<!-- </table:table> -->")) + "".join(rows).encode())


def as_xlsb(luck: random.Random, cells: Cells, strings: list[str]) -> bytes:
    rows = by_row(cells).items()
    return xlsb([xlsb_row(row, [xlsb_cell(*place) for place in found.items()]) for row, found in rows], strings)


def as_xls(luck: random.Random, cells: Cells, strings: list[str]) -> bytes:
    records = [cell(0xFD, row, column, struct.pack("<I", string)) for (row, column), string in cells.items()]
    return xls([b"".join(records)], strings)


WRITERS = [as_xlsx, as_ods, as_xlsb, as_xls]


def refused(data: bytes, **limits: int) -> str:
    """Return what is said of a spreadsheet under some limits, nothing where it is read."""
    with pytest.MonkeyPatch.context() as patch:
        for name, most in limits.items():
            for module in (bounds, measuring_ods, measuring_xlsb, measuring_xlsx):
                if hasattr(module, name):
                    patch.setattr(module, name, most)
        try:
            read_sheet(data, "in")
        except InvalidInput as error:
            return str(error)
    return ""


@pytest.mark.parametrize("write", WRITERS, ids=lambda write: write.__name__)
def test_a_bound_is_met_neither_too_late_nor_far_too_early(write: Callable[..., bytes]):
    luck = random.Random(write.__name__)
    for _ in range(SHEETS):
        strings = ["x" * luck.choice((1, 7, 300, 9_000)) for _ in range(10)]
        cells = random_cells(luck)
        data = write(luck, cells, strings)
        sheet = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0)
        assert sheet.end == (max(row for row, _ in cells), max(column for _, column in cells))
        area, text = sheet.height * sheet.width, sum(len(strings[string]) for string in cells.values())
        said = refused(data, MOST_CELLS=area - 1)
        assert "far beyond" in said or "cells" in said
        assert "MB of text" in refused(data, MOST_TEXT=text - 1)
        # A sheet is measured from its first cell on, gaps in .ods count twice, and there is a little play.
        much = 3 * text + 2 * len("".join(strings)) + 500 * (len(cells) + 1)
        enough = {"MOST_CELLS": 3 * (sheet.end[0] + 3) * (sheet.end[1] + 3), "MOST_TEXT": much}
        assert not refused(data, **enough), (enough, cells)
