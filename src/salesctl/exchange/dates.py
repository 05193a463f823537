"""Dates as files write them: the forms known here, and those that `--date-format` can name."""

import re
import unicodedata
import warnings
from collections.abc import Callable
from datetime import date, datetime, time
from typing import NamedTuple

from salesctl.clock import FIRST_YEAR, LAST_YEAR
from salesctl.errors import InvalidInput
from salesctl.exchange.foreign_text import BadValue, Cell, shown

_ROC_OFFSET = 1911
_LONGEST = 60
DAY_FIRST, MONTH_FIRST, SHORT_YEAR_FIRST = "dd-mm-yy", "mm-dd-yy", "yy-mm-dd"
_CODES = {2: "%y", 4: "%Y"}
_SPOKEN = {"iso": "yyyy-mm-dd", "dmy": "dd-mm-yyyy", "mdy": "mm-dd-yyyy", "ymd": "yyyy-mm-dd"}
_SPOKEN |= dict.fromkeys(("roc", "民國", "民国", "民國yyy/mm/dd"), "yyy/mm/dd")

_TIME = re.compile(
    r"(?:T|[ ]+(?:上午|下午|早上|晚上)?[ ]*)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?[ ]*(?:[ap]\.?m\.?)?"
    r"[ ]*(?:Z|UTC|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?[ ]+"
    r"|[ ]*\((?:星期|週|周)?[一二三四五六日天]\)$|[ ]*(?:星期|週|周)[一二三四五六日天]$",
    re.IGNORECASE,
)
NUMBERS = re.compile(
    r"(?P<era>(?:中華|中华)?民(?:國|国))?[ ]*(?P<first>\d{1,4})[ ]*(?P<mark>[-/.年])[ ]*(?P<second>\d{1,2})[ ]*[-/.月]"
    r"[ ]*(?P<third>\d{1,4})[ ]*日?"
)
_UNDIVIDED = re.compile(r"\d{6,8}")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_NAMED = re.compile(
    r"(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?[ ]*[-/., ][ ]*(?P<m1>[a-z]+)\.?"
    r"|(?P<m2>[a-z]+)\.?[ ]*[-/ ][ ]*(?P<d2>\d{1,2})(?:st|nd|rd|th)?)"
    r"[ ]*[-/., ][ ]*(?P<year>\d{4}|\d{2})",
    re.IGNORECASE,
)


class _Parts(NamedTuple):
    """A date's three numbers as they stand; whether it names the era (民國) or marks the year with 年."""

    first: str
    second: str
    third: str
    era: bool = False
    marked: bool = False


_Order = Callable[[_Parts], date]


def _year(text: str) -> int:
    """Return a four-digit year within reason, or the year two digits mean: 69 to 99 are of the last century."""
    if len(text) == 2:
        return int(text) + (1900 if text >= "69" else 2000)
    if len(text) != 4 or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise ValueError(text)
    return int(text)


def _ymd(parts: _Parts) -> date:
    if len(parts.first) != 4 or len(parts.third) > 2 or parts.era:
        raise ValueError(parts)
    return date(_year(parts.first), int(parts.second), int(parts.third))


def _short_ymd(parts: _Parts) -> date:
    if parts.era or len(parts.third) > 2 or (parts.marked and len(parts.first) < 4):
        raise ValueError(parts)
    return date(_year(parts.first), int(parts.second), int(parts.third))


def _dmy(parts: _Parts) -> date:
    if len(parts.first) > 2 or parts.era or parts.marked:
        raise ValueError(parts)
    return date(_year(parts.third), int(parts.second), int(parts.first))


def _mdy(parts: _Parts) -> date:
    if len(parts.first) > 2 or parts.era or parts.marked:
        raise ValueError(parts)
    return date(_year(parts.third), int(parts.first), int(parts.second))


def _roc(parts: _Parts) -> date:
    if len(parts.first) > 3 or len(parts.third) > 2:
        raise ValueError(parts)
    return date(int(parts.first) + _ROC_OFFSET, int(parts.second), int(parts.third))


def _roc_said(parts: _Parts) -> date:
    if not parts.era:
        raise ValueError(parts)
    return _roc(parts)


_ORDERS: dict[str, _Order] = {"ymd": _ymd, "dmy": _dmy, "mdy": _mdy}


def _numeric(order: _Order, undivided: tuple[int, ...] = ()) -> Callable[[str], date]:
    """Return a reader of three numbers in an order; `undivided` are the lengths of year read in `20180108`."""

    def read(text: str) -> date:
        text = essence(text)
        found = NUMBERS.fullmatch(text)
        if found:
            era, first, mark, second, third = found.group("era", "first", "mark", "second", "third")
            return order(_Parts(first, second, third, era is not None, mark == "年"))
        if not _UNDIVIDED.fullmatch(text) or len(text) - 4 not in undivided:
            raise ValueError(text)
        return order(_Parts(text[:-4], text[-4:-2], text[-2:]))

    return read


def _named(text: str) -> date:
    found = _NAMED.fullmatch(essence(text))
    if found is None:
        raise ValueError(text)
    word = (found["m1"] or found["m2"]).lower()
    months = [number for number, month in enumerate(_MONTHS, 1) if len(word) > 2 and month.startswith(word)]
    if not months:
        raise ValueError(text)
    return date(_year(found["year"]), months[0], int(found["d1"] or found["d2"]))


def essence(text: str) -> str:
    """Return the date in a text, without its time of day and weekday."""
    if len(text) > _LONGEST:
        return text
    text = text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()
    return _WEEKDAY.sub("", _TIME.sub("", text)).strip()


class DateForm:
    """One way to write dates: `label` names it to the user, `read` reads a cell of a column written in it."""

    def __init__(self, label: str, reader: Callable[[str], date]) -> None:
        self.label = label
        self._reader = reader
        self._known: dict[str, date] = {}

    def read(self, cell: Cell) -> date | None:
        """Return a cell's date, None when it is blank.

        Raises:
            BadValue: It is no date in this form.
        """
        if isinstance(cell, str):
            known = self._known.get(cell)
            if known is None and cell.strip():
                known = self._known[cell] = self._parse(cell)
            return known
        if isinstance(cell, time):
            raise BadValue(f"'{cell:%H:%M}' is a time, not a date")
        return cell.date() if isinstance(cell, datetime) else cell

    def _parse(self, text: str) -> date:
        found = self.try_read(text)
        if found is None:
            serial = re.fullmatch(r"[34]\d{4}", text)
            hint = " (a spreadsheet's day number? format the column as dates)" if serial else ""
            raise BadValue(f"'{shown(text)}' is not a date in the form {self.label}{hint}")
        return found

    def try_read(self, text: str) -> date | None:
        """Return the date a text is in this form, or None."""
        if len(text) > _LONGEST:
            return None
        try:
            return self._reader(text.strip())
        except ValueError:
            return None


def usual_forms() -> list[DateForm]:
    """Return new forms among which a column's is looked for, the likeliest first."""
    return [
        DateForm("yyyy-mm-dd", _numeric(_ymd, undivided=(4,))),
        DateForm(DAY_FIRST, _numeric(_dmy)),
        DateForm(MONTH_FIRST, _numeric(_mdy)),
        DateForm(SHORT_YEAR_FIRST, _numeric(_short_ymd, undivided=(4,))),
        DateForm("d mmm yyyy", _named),
        DateForm("民國yyy/mm/dd", _numeric(_roc_said)),
    ]


def given_form(text: str) -> DateForm:
    """Return the form that `--date-format` names: `dd-mm-yy`, `yyyy/mm/dd`, `roc`, or a strptime pattern.

    Between day, month and year any of `- / .` is read, whichever the pattern shows; its order is what counts.

    Raises:
        InvalidInput: The text names no form with a day, a month and a year.
    """
    if "%" in text:
        return DateForm(shown(text), _strptime(text))
    pattern = unicodedata.normalize("NFKC", text).strip().lower()
    pattern = _SPOKEN.get(pattern, pattern)
    parts = re.findall(r"y+|m+|d+", pattern.split("h")[0])
    order = "".join(part[0] for part in parts)
    year = next((part for part in parts if part[0] == "y"), "")
    rest = re.sub(r"y+|m+|d+|[-/., 年月日]", "", pattern.split("h")[0])
    if order not in _ORDERS or len(year) not in (2, 3, 4) or rest or (len(year) == 3 and order != "ymd"):
        raise InvalidInput(
            f"--date-format: cannot read '{shown(text)}'; give a form such as dd-mm-yy, mm/dd/yyyy, yyyy-mm-dd, roc or "
            "%d.%m.%Y"
        )
    if any(len(part) > 2 and part[0] == "m" for part in parts):
        return DateForm(shown(text), _named)
    if len(year) == 3:
        return DateForm(shown(text), _numeric(_roc, undivided=(2, 3)))
    if "".join(parts) == pattern and order != "ymd":
        codes = ({"d": "%d", "m": "%m"}.get(part[0], _CODES[len(part)]) for part in parts)
        return DateForm(shown(text), _strptime("".join(codes)))
    if order == "ymd":
        return DateForm(shown(text), _numeric(_short_ymd if len(year) == 2 else _ymd, undivided=(len(year), 4)))
    return DateForm(shown(text), _numeric(_ORDERS[order]))


def _strptime(pattern: str) -> Callable[[str], date]:
    def read(text: str) -> date:
        return datetime.strptime(text, pattern).date()

    sample = date(2018, 3, 24)
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # from Python 3.13 on, a day without a year is warned of
        try:
            whole = read(sample.strftime(pattern)) == sample
        except (ValueError, DeprecationWarning):
            whole = False
    if not whole:
        raise InvalidInput(f"--date-format: '{shown(pattern)}' does not give a day, a month and a year; try %Y-%m-%d")
    return read
