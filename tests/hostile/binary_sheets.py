"""Spreadsheets in the binary formats, written by hand as no program that writes them is at hand."""

import struct
from collections.abc import Iterable

from hostile.packing import zipped

_SECTOR = 512
_LONGEST_RECORD = 8_000
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def record(kind: int, body: bytes = b"") -> bytes:
    """Return a record of a workbook of the old kind (.xls)."""
    return struct.pack("<HH", kind, len(body)) + body


def cell(kind: int, row: int, column: int, body: bytes) -> bytes:
    """Return the record of a cell."""
    return record(kind, struct.pack("<HHH", row, column, 0) + body)


def xls(sheets: Iterable[bytes], strings: Iterable[str] = (), stated: int | None = None, starts: int = 1) -> bytes:
    """Return an .xls file of sheets' records; `stated` strings are said to be there, each sheet is told of `starts`
    times."""
    texts = list(strings)
    first = struct.pack("<ii", len(texts), len(texts) if stated is None else stated)
    first, *more = _continued(first, [struct.pack("<HB", len(text), 0) + text.encode("latin-1") for text in texts])
    head = [record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))]
    head += [record(0xFC, first), *(record(0x3C, part) for part in more)]
    bodies = [record(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 0, 0, 0)) + sheet + record(0x0A) for sheet in sheets]
    told = len(bodies) * starts
    place = len(b"".join(head)) + told * (4 + 16) + 4
    names = []
    for body in bodies:
        names += [record(0x85, struct.pack("<IBBBB", place, 0, 0, 8, 0) + b"%08d" % number) for number in range(starts)]
        place += len(body)
    return ole(b"".join([*head, *names, record(0x0A), *bodies]))


def _continued(first: bytes, strings: Iterable[bytes]) -> list[bytes]:
    """Return the bodies of the records that hold strings; a string that is cut goes on behind a byte of flags."""
    bodies = [first]
    for text in strings:
        if len(bodies[-1]) + len(text) <= _LONGEST_RECORD:
            bodies[-1] += text
            continue
        bodies.append(text[:_LONGEST_RECORD])
        cuts = range(_LONGEST_RECORD, len(text), _LONGEST_RECORD)
        bodies += [b"\0" + text[cut : cut + _LONGEST_RECORD] for cut in cuts]
    return bodies


def ole(stream: bytes, name: str = "Workbook", table: dict[int, int] | None = None, stated: int = 0) -> bytes:
    """Return a file system of one file; `table` replaces which sector follows, `stated` is added to its length."""
    stream = stream.ljust(4096, b"\0")
    sectors = -(-len(stream) // _SECTOR)
    tables = 1
    while (sectors + 1 + tables) * 4 > tables * _SECTOR:
        tables += 1
    following = [*range(1, sectors), _END, _END, *[_TABLE] * tables]
    following += [_FREE] * (tables * _SECTOR // 4 - len(following))
    for place, number in (table or {}).items():
        following[place] = number
    numbers = [sectors + 1 + number for number in range(tables)]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIII", tables, sectors, 0, 4096, _END, 0, _END, 0)
    assert len(header) == 76
    assert tables <= 109, "a longer list of tables is not written here"
    header += struct.pack("<109I", *numbers, *[_FREE] * (109 - tables))
    folder = _entry("Root Entry", 5, _END, 0) + _entry(name, 2, 0, len(stream) + stated)
    return (
        header
        + stream.ljust(sectors * _SECTOR, b"\0")
        + folder.ljust(_SECTOR, b"\0")
        + struct.pack(f"<{len(following)}I", *following)
    )


def _entry(name: str, kind: int, start: int, length: int) -> bytes:
    words = name.encode("utf-16-le")
    entry = words.ljust(64, b"\0") + struct.pack("<HBB", len(words) + 2, kind, 1)
    entry += struct.pack("<III", _FREE, 1 if kind == 5 else _FREE, _FREE).ljust(48, b"\0")
    return entry + struct.pack("<IQ", start, length)


def part(kind: int, body: bytes = b"") -> bytes:
    """Return a record of an .xlsb file."""
    length = len(body)
    number = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = b""
    while True:
        size += bytes([length & 0x7F | (0x80 if length > 0x7F else 0)])
        length >>= 7
        if not length:
            return number + size + body


def wide(text: str) -> bytes:
    """Return text as .xlsb holds it."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb_row(number: int, cells: Iterable[bytes]) -> bytes:
    """Return a row: its number, then its cells."""
    return part(0, struct.pack("<I", number).ljust(25, b"\0")) + b"".join(cells)


def xlsb_cell(column: int, string: int) -> bytes:
    """Return a cell that holds a shared string."""
    return part(7, struct.pack("<III", column, 0, string))


def xlsb(rows: Iterable[bytes], strings: Iterable[str]) -> bytes:
    """Return an .xlsb file of one sheet."""
    texts = list(strings)
    shared = part(0x9F, struct.pack("<II", len(texts), len(texts)))
    shared += b"".join(part(0x13, b"\0" + wide(text)) for text in texts) + part(0xA0)
    book = part(0x83) + part(0x99, bytes(8)) + part(0x8F)
    book += part(0x9C, struct.pack("<II", 0, 1) + wide("rId1") + wide("list")) + part(0x90) + part(0x9D) + part(0x84)
    sheet = part(0x81) + part(0x94, bytes(16)) + part(0x91) + b"".join(rows) + part(0x92) + part(0x82) + bytes(8)
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "xl/_rels/workbook.bin.rels": b'<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.bin"/>'
            b"</Relationships>",
            "xl/workbook.bin": book,
            "xl/sharedStrings.bin": shared,
            "xl/worksheets/sheet1.bin": sheet,
        }
    )
