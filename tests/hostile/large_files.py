"""Small files that become large, or take long: each kind is made in any size, so that its cost can be followed."""

import struct
from collections.abc import Callable
from typing import NamedTuple

from hostile.binary_sheets import cell, ole, record, xls, xlsb, xlsb_cell, xlsb_row
from hostile.packing import ods, ods_row, of_size, unzipped, xlsx, zipped

from salesctl.exchange.bounds import MOST_LINES, MOST_TEXT

Make = Callable[[int], bytes]
_LONG = "x" * 30_000


class Kind(NamedTuple):
    """A kind of file: made from a size (about that many lines, cells or strings), the size that is tried, and what is
    said of it there (empty where it is read)."""

    make: Make
    size: int
    said: str


def _lines(line: str) -> Make:
    return lambda size: b"name,size\n" + line.encode() * size


def _repeated(rows: bytes) -> Make:
    return lambda size: xlsx(rows * size)


def _shared(size: int) -> bytes:
    row = b'<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
    return xlsx(row * size, f"<si><t>{_LONG}</t></si><si><t>{_LONG}</t></si>".encode())


def _hidden_reference(size: int) -> bytes:
    """The first value of each cell is a short string; the reader takes the last."""
    row = b'<row><c t="s"><v>0</v><v>1</v></c></row>'
    return xlsx(row * size, f"<si><t>name</t></si><si><t>{_LONG}</t></si>".encode())


def _decoy_strings(size: int) -> bytes:
    """A part that looks like the shared strings says that they are short."""
    row = b'<row><c t="s"><v>0</v></c></row>'
    return xlsx(row * size, f"<si><t>{_LONG}</t></si>".encode(), a__strings=b"<sst>" + b"<si><t>x</t></si>" * 9)


def _inline(size: int) -> bytes:
    cells = b'<row><c t="inlineStr"><is><t>' + b"x" * 4000 + b"</t></is></c></row>"
    return xlsx(cells * size)


def _quoted(size: int) -> bytes:
    text = b"<y>" + b"x" * 4000
    return xlsx((b"<row><c t='inlineStr'><is><t><![CDATA[" + text + b"]]></t></is></c></row>") * size)


def _wide_and_long(size: int) -> bytes:
    """No cell names its place: many rows, and one row of many cells."""
    return xlsx(b"<row><c><v>1</v></c></row>" * size + b"<row>" + b"<c><v>1</v></c>" * 16_000 + b"</row>")


def _sparse(size: int) -> bytes:
    rows = b"".join(b'<row r="%d"><c r="%s%d"><v>1</v></c></row>' % (n, b"GTS", n) for n in range(1, size))
    return xlsx(rows)


def _far(tag: bytes) -> Make:
    return lambda size: xlsx(b'<row r="1"><c r="A1"><v>1</v></c></row>' * size + tag)


def _spelt(column: bytes) -> Make:
    """All in one cell, again and again."""
    return lambda size: xlsx(b'<row r="1">' + b'<c r="%s1"><v>1</v></c>' % column * size + b"</row>")


def _many_sheets(size: int) -> bytes:
    """All sheets of an .xls file begin at the same place."""
    sheet = b"".join(cell(0xFD, n % 60_000, 0, struct.pack("<I", 0)) for n in range(20_000))
    return xls([sheet], ["name"], starts=size // 20_000)


def _ods_spaces(size: int) -> bytes:
    value = f'<text:p><text:s text:c="{size}"/></text:p>'
    return ods(b'<table:table-row><table:table-cell office:value-type="string">' + value.encode() + _ODS_END)


_ODS_END = b"</table:table-cell></table:table-row>"
_TOO_FAR, _TOO_MUCH_TEXT, _UNPACKED, _CELLS = "far beyond any list", "MB of text", "it unpacks to", "cells"
_DAMAGED, _QUOTE, _NO_NAME = "not a spreadsheet that can be read", "quotation mark", "no column for the name"

TEXT = {
    "inch marks": Kind(_lines('24" screen,1\n'), 20_000, ""),
    "inch marks in quoted cells": Kind(_lines('"24" screen",1\n'), 20_000, _QUOTE),
    "inch marks that open and close": Kind(_lines('x",y,"z\n'), 20_000, _QUOTE),
    "each row opens a cell": Kind(_lines('x,"24\n'), 20_000, _QUOTE),
    "each cell opens and says so twice": Kind(_lines('x,"""24\n'), 20_000, _QUOTE),
    "one cell takes the rest": Kind(lambda size: b'name,size\n"24,1\n' + b"Acme,2\n" * size, 20_000, _QUOTE),
    "a pair of quotation marks a line": Kind(_lines('"x"",1\n'), 20_000, _QUOTE),
    "ragged rows": Kind(_lines("a,b,c\n"), 20_000, "3 cells"),
    "long bad cells": Kind(lambda size: b"name,size\n" + (b"x" * 500 + b",1\n") * size, 5_000, "limit"),
    "empty lines": Kind(_lines("\n"), 1_000_000, ""),
    "too many empty lines": Kind(lambda _: b"name\n" + b"\n" * MOST_LINES, MOST_LINES, "lines"),
    "returns only": Kind(lambda size: b"name\r" + b"Acme\r" * size, 20_000, ""),
    "one endless line": Kind(lambda size: b"name,size\nAcme," + b"x" * size, 6_000_000, "characters"),
    "many columns": Kind(lambda size: b"name" + b"," * size + b"\nAcme\n", 50_000, "columns"),
    "rows times columns": Kind(lambda size: b"name" + b"," * 16_000 + b"\nA" * size, 20_000, "cells"),
    "headers that are ignored": Kind(lambda size: b"name" + b",salesctl_error" * size + b"\nA\n", 15_000, ""),
    "accents heaped up": Kind(
        lambda size: b"name,status\nAcme," + ("\u0315\u0300" * size).encode() + b"\n", 60_000, "is none of"
    ),
    "accents heaped up in a header": Kind(
        lambda size: b"name," + ("\u0315\u0300" * size).encode() + b"\nAcme,1\n", 60_000, ""
    ),
    "UTF-16 without line ends": Kind(lambda size: b"\xff\xfe" + b"a\0" * size, 6_000_000, "characters"),
    "nothing but NUL": Kind(lambda size: bytes(size), 6_000_000, "NUL"),
}

SHEETS = {
    "a string in all cells": Kind(_shared, 60_000, _TOO_MUCH_TEXT),
    "a string behind another": Kind(_hidden_reference, 60_000, _TOO_MUCH_TEXT),
    "a string and a decoy": Kind(_decoy_strings, 60_000, _TOO_MUCH_TEXT),
    "strings in the cells": Kind(_inline, 6_000, _UNPACKED),
    "a part larger than it says": Kind(
        lambda size: of_size(_shared(size), "xl/worksheets/sheet1.xml", 400), 60_000, _TOO_MUCH_TEXT
    ),
    "two kinds of workbook in one": Kind(
        lambda size: zipped({**unzipped(_shared(size)), "xl/workbook.bin": b""}), 60_000, _TOO_MUCH_TEXT
    ),
    "strings that look like tags": Kind(_quoted, 3_000, "a web page"),
    "many strings": Kind(lambda size: xlsx(b"", b"<si/>" * size), 4_000_000, _UNPACKED),
    "rows times columns, sparse": Kind(_sparse, 60_000, _TOO_FAR),
    "rows times columns without places": Kind(_wide_and_long, 60_000, _TOO_FAR),
    "many cells in one place": Kind(_spelt(b"A"), 900_000, _UNPACKED),
    "empty cells": Kind(_repeated(b"<c/>" * 1000), 4_500, _UNPACKED),
    "cells in tags of another kind": Kind(_far(b"<x:row><x:c r='XFD1048576'><x:v>1</x:v></x:c></x:row>"), 9, _TOO_FAR),
    "a place behind an odd attribute": Kind(
        _far(b"""<row><c s=">" r = 'XFD1048576'><v>1</v></c></row>"""), 9, _TOO_FAR
    ),
    "two places, of which the last counts": Kind(
        _far(b'<row r="1"><c r="A1" r="XFD01048576"><v>1</v></c></row>'), 9, _TOO_FAR
    ),
    "a decoy in a comment": Kind(
        lambda size: xlsx(b'<!--<row r="1"><c r="A1">--><row><c><v>1</v></c></row>' * size), 20_000, _NO_NAME
    ),
    "nothing but spaces": Kind(lambda size: xlsx(b" " * size), 20 << 20, _UNPACKED),
    "deep in each other": Kind(lambda size: xlsx(b"<a>" * size), 5_000_000, "empty"),
    "many parts": Kind(lambda size: zipped({f"{n}.xml": b"" for n in range(size)}), 11_000, _DAMAGED),
    "many sheets": Kind(
        lambda size: xlsx(
            b"",
            **{
                "xl/workbook.xml": b'<workbook xmlns:r="http://r"><sheets>'
                + b"".join(b'<sheet name="%d" sheetId="%d" r:id="rId1"/>' % (n, n) for n in range(size))
                + b"</sheets></workbook>"
            },
        ),
        50_000,
        "empty",
    ),
    "merged cells": Kind(
        lambda size: xlsx(
            b'<row r="1"><c r="A1"><v>1</v></c></row>',
            after=b"<mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * size + b"</mergeCells>",
        ),
        400_000,
        _NO_NAME,
    ),
}

OTHER_SHEETS = {
    "ods: cells repeated": Kind(lambda size: ods(_ods_wide(size)), 16_000, _TOO_FAR),
    "ods: rows repeated": Kind(lambda size: ods(ods_row("x" * 3000, times=size)), 1_000_000, _TOO_MUCH_TEXT),
    "ods: spaces": Kind(_ods_spaces, MOST_TEXT + 1, _TOO_MUCH_TEXT),
    "ods: empty cells in between": Kind(
        lambda size: ods(
            (
                b'<table:table-row><table:table-cell table:number-columns-repeated="16000"/>'
                b"<table:table-cell/></table:table-row>"
            )
            * size
        ),
        60_000,
        _CELLS,
    ),
    "ods: a sheet without an end": Kind(lambda size: ods(ods_row("name") * size, end=b""), 20_000, _DAMAGED),
    "xlsb: a string in all cells": Kind(
        lambda size: xlsb([xlsb_row(n, [xlsb_cell(0, 0), xlsb_cell(1, 0)]) for n in range(size)], [_LONG]),
        30_000,
        _TOO_MUCH_TEXT,
    ),
    "xlsb: a cell far out": Kind(
        lambda size: xlsb([xlsb_row(0, [xlsb_cell(0, 0)]), xlsb_row(1 << 20, [xlsb_cell(size, 0)])], ["name"]),
        16_000,
        _TOO_FAR,
    ),
    "xls: a string in all cells": Kind(
        lambda size: xls([b"".join(cell(0xFD, n, 0, bytes(4)) for n in range(size))], [_LONG]), 30_000, _TOO_MUCH_TEXT
    ),
    "xls: a cell far out": Kind(
        lambda size: xls([cell(0xFD, 0, 0, bytes(4)) + cell(0xFD, 65_535, size, bytes(4))], ["name"]), 60_000, _TOO_FAR
    ),
    "xls: a size that is not so": Kind(
        lambda size: xls([record(0x200, struct.pack("<IIHHH", 0, size, 0, 256, 0))], ["name"]), 0xFFFFFFFF, _TOO_FAR
    ),
    "xls: strings that are not there": Kind(lambda size: xls([b""], ["name"], stated=size), 0x7FFFFFFF, _DAMAGED),
    "xls: sheets in one place": Kind(_many_sheets, 20_000 * 600, _DAMAGED),
    "xls: a chain without an end": Kind(lambda size: ole(bytes(size), table={3: 1}), 100_000, _DAMAGED),
    "xls: a chain of tables without an end": Kind(
        lambda size: ole(bytes(size)).replace(struct.pack("<II", 0xFFFFFFFE, 0), struct.pack("<II", 0, 0), 2),
        100_000,
        _DAMAGED,
    ),
    "xls: a file larger than all": Kind(lambda size: ole(bytes(5000), stated=size), 0x7FFFFFFF, _DAMAGED),
}


def _ods_wide(size: int) -> bytes:
    cell_ = f'<table:table-cell office:value-type="string" table:number-columns-repeated="{size}"><text:p>x</text:p>'
    return b'<table:table-row table:number-rows-repeated="1000000">' + cell_.encode() + _ODS_END
