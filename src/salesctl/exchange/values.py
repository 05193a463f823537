"""Text to values, one cell at a time; each reader returns None for a blank cell and raises BadValue with the reason.

Dates and percentages are read a column at a time: see `dates` and `percentages`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from salesctl.exchange.foreign_text import BadValue, Cell, key_of, shown, text_of

Reader = Callable[[Cell], Any]

_NAME_LENGTH = 200
_TEXT_LENGTH = 10_000
_VALUE_LENGTH = 60
_FOLDED_LENGTH = 1_000  # folding takes time by the square of the accents heaped on a letter
_LARGEST_AMOUNT = 10**15
_AMOUNT_LENGTH = 25  # more digits than that would be rounded

_CURRENCY = r"(?:NT\$|US\$|HK\$|\$|NTD|TWD|USD|HKD|RMB|CNY|EUR|GBP|JPY|€|£|¥|新台幣|新臺幣|人民幣|人民币)"
_AMOUNT = re.compile(
    rf"(?P<sign>[-+(]?)\s*{_CURRENCY}?\s*(?P<inner>[-+]?)\s*(?P<number>\.?\d[\d.,' \u2019]*?)\s*(?P<unit>[萬万億亿]?)"
    rf"\s*(?:{_CURRENCY}|元|圓|圆|塊|块|円)?整?\s*(?P<end>[-)]?)",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"\d{1,3}(?:([,.' \u2019])\d{3})(?:\1\d{3})*")
_UNITS = {"": 1, "萬": 10**4, "万": 10**4, "億": 10**8, "亿": 10**8}
_EXPONENT = re.compile(r"[-+]?\d[\d.,]*[eE][-+]?\d+")
_DECIMAL = re.compile(r"[-+]?\d{1,15}(?:\.\d{1,20})?(?:e-\d{1,2})?")
_WHOLE = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.0+)?")
_CLOCK = re.compile(
    r"(?P<before>am|pm|a\.m\.|p\.m\.|上午|下午|早上|晚上|中午)?\s*"
    r"(?P<hour>\d{1,2})(?:[:時时點点]\s*(?P<minute>\d{1,2})?(?::\d{2}(?:\.\d+)?|分)?)?\s*"
    r"(?P<after>am|pm|a\.m\.|p\.m\.)?",
    re.IGNORECASE,
)
_YES = frozenset(map(key_of, ("yes", "y", "true", "t", "1", "on", "是", "有", "對", "v")))
_NO = frozenset(map(key_of, ("no", "n", "false", "f", "0", "off", "否", "無", "不是", "沒有", "非")))
_TICKS = frozenset("✓✔☑√")
_SEPARATOR = re.compile(r"(?<!\\)(\\*)[;；]")


def plain(cell: Cell) -> str:
    """Return a cell as text without outer spaces; full-width letters and digits made ordinary where it is a value."""
    text = text_of(cell)
    if text.isascii() or len(text) > _FOLDED_LENGTH:
        return text.strip()
    return unicodedata.normalize("NFKC", text).strip()


def short(cell: Cell) -> str:
    """Return a cell as plain text; refuse what is too long to be a value (patterns would take forever to say so)."""
    text = plain(cell)
    if len(text) > _VALUE_LENGTH:
        raise BadValue(f"'{shown(text)}' has {len(text)} characters, too long for such a value")
    return text


def name_text(cell: Cell) -> str | None:
    """Read one line of text, such as a name; outer spaces do not count."""
    text = (cell if isinstance(cell, str) else text_of(cell)).strip()
    if not text.isprintable() and any(unicodedata.category(letter) == "Cc" for letter in text):
        raise BadValue(f"'{shown(text)}' has a line break or a control character in it")
    if len(text) > _NAME_LENGTH:
        raise BadValue(f"'{shown(text)}' has {len(text)} characters, {_NAME_LENGTH} are the limit")
    return text or None


def long_text(cell: Cell) -> str | None:
    """Read text of any number of lines, kept as it is."""
    text = cell if isinstance(cell, str) else text_of(cell)
    if not text.strip():
        return None
    if "\0" in text:
        raise BadValue("has a NUL character in it")
    if len(text) > _TEXT_LENGTH:
        raise BadValue(f"has {len(text)} characters, {_TEXT_LENGTH} are the limit")
    return text


def amount(cell: Cell) -> int | None:
    """Read an amount of money as integer minor units; `1,234.50`, `NT$ 1,200`, `1.234,50` and `12萬` are understood.

    What could be read in two ways (`1.234`) is refused, and so are negative amounts and more than two decimals.
    """
    if isinstance(cell, str) and cell.isascii() and cell.isdigit() and len(cell) < 14:
        return int(cell) * 100
    text = short(cell)
    if not text:
        return None
    said = f"'{shown(text)}'"
    if _EXPONENT.fullmatch(text):
        raise BadValue(f"{said} is in scientific notation, which may have lost digits; format the column as a number")
    found = _AMOUNT.fullmatch(text)
    if found is None or (found["sign"] == "(") != (found["end"] == ")") or len(found["number"]) > _AMOUNT_LENGTH:
        raise BadValue(f"{said} is not an amount")
    number = _without_groups(found["number"].strip(), said, bool(found["unit"]))
    value = Decimal(number) * _UNITS[found["unit"]] * 100
    if value and ("-" in (found["sign"], found["inner"], found["end"]) or found["sign"] == "("):
        raise BadValue(f"{said} is negative")
    if value != value.to_integral_value():
        raise BadValue(f"{said} has more than two decimals")
    if value > _LARGEST_AMOUNT:
        raise BadValue(f"{said} is too large an amount")
    return int(value)


def _without_groups(number: str, said: str, sure: bool) -> str:
    """Return a number's digits with a decimal point only; refuse what may or may not group thousands, unless sure."""
    point = max(number.rfind("."), number.rfind(","))
    if point < 0:
        whole, mark, decimals = number, "", ""
    else:
        whole, mark, decimals = number[:point] or "0", number[point], number[point + 1 :]
    if f"{whole}{decimals}".isdigit() and (mark != "," or len(decimals) < 3):
        if len(decimals) == 3 and len(whole) <= 3 and whole != "0" and not sure:
            raise BadValue(f"{said} may be {whole}{decimals} or {whole}.{decimals}; write {whole}{decimals}.00")
        return f"{whole}.{decimals or 0}"
    if _GROUPED.fullmatch(number):
        return "".join(filter(str.isdigit, number))
    grouped = _GROUPED.fullmatch(whole)
    if grouped and grouped[1] != mark and decimals.isdigit():
        return f"{''.join(filter(str.isdigit, whole))}.{decimals}"
    raise BadValue(f"{said} is not an amount")


def whole_number(low: int, high: int, unit: str = "") -> Reader:
    """Return a reader of whole numbers from low to high; a trailing unit (a regular expression) is ignored."""
    trailing = re.compile(rf"\s*(?:{unit})$", re.IGNORECASE) if unit else None

    def read(cell: Cell) -> int | None:
        text = short(cell)
        if not text:
            return None
        found = _WHOLE.fullmatch(trailing.sub("", text) if trailing else text)
        if found is None:
            raise BadValue(f"'{shown(text)}' is not a whole number")
        value = int(found[1].replace(",", ""))
        if not low <= value <= high:
            raise BadValue(f"'{shown(text)}' is not from {low} to {high}")
        return value

    return read


def decimal_number(low: float, high: float) -> Reader:
    """Return a reader of numbers from low to high, such as coordinates."""

    def read(cell: Cell) -> float | None:
        text = short(cell)
        if not text:
            return None
        if not _DECIMAL.fullmatch(text):
            raise BadValue(f"'{shown(text)}' is not a number")
        value = float(text)
        if not low <= value <= high:
            raise BadValue(f"'{shown(text)}' is not from {low:g} to {high:g}")
        return value

    return read


def clock_time(cell: Cell) -> str | None:
    """Read a time of day as HH:MM: `9:30`, `0930`, `2:30 PM`, `下午2:30`, `14點30分`, also behind a date."""
    if isinstance(cell, time | datetime):
        return f"{cell:%H:%M}"
    text = short(cell)
    if not text:
        return None
    said = f"'{shown(text)}' is not a time of day; write HH:MM"
    if len(text) == 4 and text.isdigit():
        text = f"{text[:2]}:{text[2:]}"
    elif len(text) > 10 and (dated := re.match(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[ T]\s*", text)):
        text = text[dated.end() :]
    found = _CLOCK.fullmatch(text)
    if found is None or text.isdigit():
        raise BadValue(said)
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["before"] or found["after"] or "").lower().replace(".", "")
    if half and hour > 12:
        half = ""
    if half in ("pm", "下午", "晚上") and hour < 12:
        hour += 12
    elif half in ("am", "上午", "早上") and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        raise BadValue(said)
    return f"{hour:02}:{minute:02}"


def yes_or_no(cell: Cell) -> bool | None:
    """Read yes or no: `yes`, `是`, `true`, `1`, a tick and their opposites."""
    text = short(cell)
    if not text:
        return None
    key = key_of(text)
    if key in _YES or text in _TICKS:
        return True
    if key in _NO:
        return False
    raise BadValue(f"'{shown(text)}' is neither yes nor no")


def timestamp(cell: Cell) -> datetime | None:
    """Read a moment in ISO form, in UTC where it names no zone."""
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return datetime(cell.year, cell.month, cell.day, tzinfo=UTC)
    text = short(cell)
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadValue(f"'{shown(text)}' is not a moment; write YYYY-MM-DDTHH:MM:SSZ") from None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def split_list(cell: Cell) -> list[str]:
    r"""Read a list separated by semicolons; `\;` is a semicolon within an item. The opposite of `join_list`."""
    text = text_of(cell)
    items, item, start = [], "", 0
    for found in _SEPARATOR.finditer(text):
        item += text[start : found.start()] + "\\" * (len(found[1]) // 2)
        start = found.end()
        if len(found[1]) % 2:
            item += found[0][-1]
        else:
            items.append(item)
            item = ""
    items.append(item + text[start:])
    return [kept for item in items if (kept := item.strip())]


def join_list(items: Iterable[str]) -> str:
    r"""Write a list separated by `; ` so that `split_list` gives it back: a semicolon within an item becomes `\;`."""
    text = ""
    for item in items:
        if text:
            text += "\\" * (len(text) - len(text.rstrip("\\"))) + "; "
        text += _SEPARATOR.sub(lambda found: f"{found[1] * 2}\\{found[0][-1]}", item)
    return text


def listing(read: Reader = name_text) -> Reader:
    """Return a reader of lists separated by semicolons, each item read on its own; a blank cell is an empty list."""

    def read_list(cell: Cell) -> list[Any]:
        return [read(item) for item in split_list(cell)]

    return read_list
