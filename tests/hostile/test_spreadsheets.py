"""Spreadsheets that were damaged or made to do harm: the reader must not take the process with it."""

import io
import random
import re
import zipfile
from contextlib import suppress
from datetime import date

import pytest
from hostile.files import as_xlsx, mutated
from hostile.program import run

from salesctl.errors import SalesctlError
from salesctl.exchange.file_rows import FileRowReader
from salesctl.exchange.headers import match_headers
from salesctl.exchange.reading import read_table

FILES = 1_000
SHEET = as_xlsx(
    [
        ["name", "visited_on", "outcome", "at", "orders"],
        ["Acme", date(2026, 11, 1), "advance", 0.4, 12.5],
        ["x_x000D_y", 1e15, "", 1e300, -1],
    ]
)
PARTS = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml")
TOKENS = (
    *(b"1e400", b"NaN", b"INF", b"99999999999", b"2958466", b"-657435", b"&lol;", b"&#0;", b"&#xD800;", b"<", b'"'),
    *(b'r="A0"', b'r=""', b'r="1A"', b't="s"', b't="d"', b't="e"', b't="zzz"', b's="99999"', b"_xD800_", b"_x0000_"),
    *(b'ref="A1:XFD1048576"', b'ref="B9:A1"', b"<c>", b"</row>", b"\xff", b"<f>1+1</f>"),
    *(b'r="A99999999999"', b"r='ZZZ9999999'", b'r="XFD1048576"', b'<row r="4294967295">', b'uniqueCount="99999999999"'),
    b'<!DOCTYPE x [<!ENTITY lol "lol"><!ENTITY lo2 "&lol;&lol;">]>',
)
VALUE = re.compile(rb'r="[A-Z]+\d+"|t="\w+"|<v>[^<]*</v>|ref="[^"]*"|s="\d+"|[cC]ount="\d+"')


def packed(**parts: bytes) -> bytes:
    """Return the spreadsheet with some of its parts replaced, by their names without folder and ending."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SHEET)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            stem = name.split("/")[-1].split(".")[0]
            target.writestr(name, parts.get(stem, source.read(name)))
    return stream.getvalue()


def part(name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(SHEET)) as archive:
        return archive.read(name)


def with_other_values(luck: random.Random, xml: bytes) -> bytes:
    """Return a part with some of its references, types, counts and values replaced."""
    for _ in range(luck.randint(1, 3)):
        if found := list(VALUE.finditer(xml)):
            old, new = luck.choice(found), luck.choice(TOKENS)
            new = b"<v>" + new + b"</v>" if old[0].startswith(b"<v>") else new
            xml = xml[: old.start()] + new + xml[old.end() :]
    return xml


def read(data: bytes, path) -> None:
    """Read a spreadsheet of visits to the end, as an import does."""
    path.write_bytes(data)
    table = read_table(path)
    for record in FileRowReader(table, match_headers("visits", table.headers, {})):
        assert all(map(str, record.problems))


def test_a_damaged_spreadsheet_is_read_or_refused(home):
    luck = random.Random(1)
    parts = {name.split("/")[-1].split(".")[0]: part(name) for name in PARTS}
    unharmed = 0
    for number in range(FILES):
        name, xml = luck.choice(list(parts.items()))
        match number % 4:
            case 0:
                data = mutated(luck, SHEET)
            case 1:
                data = SHEET[: luck.randrange(len(SHEET))]
            case 2:
                data = packed(**{name: mutated(luck, xml, TOKENS)})
            case _:
                data = packed(**{name: with_other_values(luck, xml)})
        with suppress(SalesctlError):
            read(data, home / "in.xlsx")
            unharmed += 1
    assert FILES / 10 < unharmed < FILES * 0.9


FAR = [
    b"<c r='ZZZ9999999'><v>1</v></c>",
    b'<c r="A99999999999"><v>1</v></c>',
    b'<c r = "XFD1048576"><v>1</v></c>',
    b'<c s="1"r="XFD1048576"><v>1</v></c>',
    b'<c r="ZZZZZZZZZZZZ9"><v>1</v></c>',
]


@pytest.mark.parametrize("cell", FAR)
def test_a_cell_far_out_is_refused_before_it_takes_all_memory(cell, home, refill):
    refill()
    xml = part("xl/worksheets/sheet1.xml").replace(b"</row>", cell + b"</row>", 1)
    (home / "in.xlsx").write_bytes(packed(sheet1=xml))
    said = run("import", "visits", "in.xlsx")
    assert said.code == 2
    assert "far beyond any list" in said.err or "cannot be read" in said.err


def test_a_count_beyond_any_sheet_is_refused(home, refill):
    refill()
    strings = re.sub(rb'uniqueCount="\d+"', b'uniqueCount="99999999999"', part("xl/sharedStrings.xml"))
    (home / "in.xlsx").write_bytes(packed(sharedStrings=strings))
    said = run("import", "visits", "in.xlsx")
    assert said.code == 2
    assert "counts more cells than a sheet can hold" in said.err


@pytest.mark.parametrize("name", ["sheet1", "sharedStrings", "styles"])
def test_a_bomb_is_not_unpacked(name, home, refill):
    refill()
    (home / "in.xlsx").write_bytes(packed(**{name: b" " * (70 << 20)}))
    said = run("import", "visits", "in.xlsx")
    assert said.code == 2
    assert "unpacks to more than 16 MB" in said.err


def test_entities_are_not_expanded(home, refill):
    refill()
    bomb = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(
        b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
    )
    xml = part("xl/sharedStrings.xml")
    strings = xml.replace(b"<sst", bomb + b"]><sst", 1).replace(b"Acme", b"&j;")
    (home / "in.xlsx").write_bytes(packed(sharedStrings=strings))
    assert run("import", "visits", "in.xlsx").code == 2
