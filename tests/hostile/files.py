"""Files as hostile as they may be: rows of one of the lists, nasty in some cells, written in many ways."""

import csv
import io
import random
from functools import partial
from pathlib import Path
from typing import Any

from hostile.texts import HOSTILE, PIECES, storable

from salesctl.exchange.fields import KINDS

Row = dict[str, str]

GOOD: dict[str, list[Row]] = {
    "targets": [
        {
            "name": "Acme",
            "territory": "North",
            "class": "A",
            "lat": "1.5",
            "lon": "2",
            "tags": "a; b",
            "status": "open",
        },
        {"name": "大同", "phone": "02 123", "address": "1 High St\nTaipei"},
    ],
    "contacts": [{"target": "Acme", "name": "Bo", "role": "money", "email": "a@b.cc", "note": "kind"}],
    "products": [{"name": "GTX", "price_level": "high", "list_price": "100", "margin": "10%"}],
    "prospects": [
        {"name": "大同", "grade": "A", "amount": "100", "decide_by": "2026-12-01", "money": "y", "need": "z"},
    ],
    "visits": [
        {
            "name": "Acme",
            "visited_on": "2026-11-01",
            "at": "09:30",
            "outcome": "advance",
            "met": "Ann; Bo",
            "note": "n",
        },
        {"name": "大同", "visited_on": "2026-11-02", "outcome": "order", "orders": "GTX=5", "objections": "price:dear"},
        {"name": "Acme", "visited_on": "2026-11-03", "outcome": "no-sale", "next_on": "2026-12-01", "discount": "5%"},
    ],
    "sales": [{"target": "Acme", "date": "2026-11-01", "amount": "100", "product": "GTX"}],
}
ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "gb18030", "big5", "cp1252")
SPLINTERS = (b'"', b"\0", b"\r", b"\n", b"\xef\xbb\xbf", b"\xff\xfe", b",,,", b"\xa4\xa4", b"\x1a", b"sep=;\n")


def lists(luck: random.Random, count: int = 150) -> dict[str, list[Row]]:
    """Return rows of every list, in the order of import: hostile in all that is text, yet acceptable."""
    word, note = partial(storable, luck, 190, lines=False), partial(storable, luck, 10_000, lines=True)
    names = [f"{number} {word()}" for number in range(count)]
    return {
        "products": [{"name": f"{n} {word()}", "external_id": f"{n}{word()}"} for n in range(40)],
        "targets": [
            {
                "name": name,
                "territory": word(),
                "block": word(),
                "site": word(),
                "industry": word(),
                "address": note(),
                "phone": word(),
                "source": word(),
                "tags": f"{word()}; {word()}",
                "rep": word(),
                "external_id": f"{name} x",
                "form": word(),
                "size": word(),
                "use": word(),
            }
            for name in names
        ],
        "contacts": [{"target": name, "name": word(), "title": word(), "note": note()} for name in names],
        "prospects": [
            {"name": name, "grade": "B", "money": note(), "need": note(), "interest": "strong", "competitor": word()}
            for name in names[::4]
        ],
        "visits": [
            {
                "name": name,
                "visited_on": "2026-11-01",
                "outcome": luck.choice(("advance", "no-sale")),
                "met": word(),
                "purpose": note(),
                "impression": note(),
                "current": note(),
                "desired": note(),
                "terms": note(),
                "benefits": f"{word()}; {word()}",
                "objections": f"price:{word()}",
                "signal": note(),
                "note": note(),
                "competitor": word(),
                "next_on": "2026-12-01",
                "next_purpose": note(),
                "pair": word(),
            }
            for name in names
        ],
        "sales": [
            {"external_id": f"{name} s", "target": name, "date": "2026-11-02", "amount": "10.5", "territory": word()}
            for name in names[::2]
        ],
    }


def cell(luck: random.Random) -> str:
    """Return what may stand in a cell and nobody reckons with."""
    if luck.random() < 0.6:
        return luck.choice(HOSTILE)
    return "".join(luck.choice([*PIECES, *"0123456789.,-/:; =%"]) for _ in range(luck.randint(1, 5)))


def table(luck: random.Random, kind: str, count: int) -> list[list[str]]:
    """Return headers and rows of a kind of list: a cell of most rows is nasty, some rows are ragged."""
    headers = list(dict.fromkeys([name for row in GOOD[kind] for name in row]))
    headers += [name for name in luck.sample(KINDS[kind].field_names, 2) if name not in headers]
    return [headers, *(_row(luck, kind, headers) for _ in range(count))]


def _row(luck: random.Random, kind: str, headers: list[str]) -> list[str]:
    good = luck.choice(GOOD[kind])
    row = [good.get(header, "") for header in headers]
    for _ in range(luck.choice((0, 1, 1, 1, 2, len(row)))):
        row[luck.randrange(len(row))] = cell(luck)
    if luck.random() < 0.02:
        return row[: luck.randrange(len(row))]
    return [*row, cell(luck)] if luck.random() < 0.02 else row


def write_csv(path: Path, rows: list[list[str]]) -> None:
    """Write rows as a file that can be read as a whole: in UTF-8, and without NUL."""
    with open(path, "w", encoding="utf-8", newline="", errors="replace") as stream:
        csv.writer(stream).writerows([[text.replace("\0", "?") for text in row] for row in rows])


def as_csv(luck: random.Random, rows: list[list[str]]) -> bytes:
    """Write rows with any delimiter in any encoding."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=luck.choice(",,,;\t|"), escapechar="\\").writerows(rows)
    encoding = luck.choice(ENCODINGS)
    return stream.getvalue().encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace")


def mutated(luck: random.Random, data: bytes, splinters: tuple[bytes, ...] = SPLINTERS) -> bytes:
    """Change some bytes of a file, take some away, and put others in."""
    changed = bytearray(data)
    for _ in range(luck.randint(1, 5)):
        place = luck.randrange(len(changed) or 1)
        match luck.randrange(3):
            case 0:
                changed[place : place + 1] = luck.randbytes(1)
            case 1:
                del changed[place : place + luck.randint(1, 20)]
            case 2:
                changed[place:place] = luck.choice(splinters)
    return bytes(changed)


def as_xlsx(rows: list[list[Any]]) -> bytes:
    """Write rows as a spreadsheet, texts as texts."""
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet, dated = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif isinstance(value, int | float):
                    sheet.write_number(number, column, value)
                else:
                    sheet.write_datetime(number, column, value, dated)
    return stream.getvalue()
