"""Dates, weeks, months and times as people type them."""

import re
from datetime import date, datetime, timedelta
from typing import TypeVar

from typer import BadParameter

from salesctl import clock
from salesctl.rules.calendar import Month, Week
from salesctl.rules.period import Period

Found = TypeVar("Found")

_FORMS = "give YYYY-MM-DD, today, tomorrow, a weekday, +3d, +2w, +1m or a phrase such as 'in 3 weeks'"
_LONGEST = 60  # of a phrase: the time dateparser takes grows with its square
_NEAR = {"today": 0, "tomorrow": 1, "yesterday": -1}
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_SIMPLIFIED = str.maketrans("後週個", "后周个")
_ISO = r"\d{4}-\d\d-\d\d"
_OFFSET = r"([+-]\d{1,4})([dwm])"
_NAMED_WEEKDAY = r"(next|last) ([a-z]+)"
_WEEK = "週|周|星期|禮拜|礼拜"
_CHINESE_WEEKDAY = rf"(下下|下|上上|上|這|这|本)?[個个]?(?:{_WEEK})([一二三四五六日天])"
_CHINESE_DIGITS = {"兩": 2, "两": 2, **{digit: number for number, digit in enumerate("一二三四五六七八九十", 1)}}
_CHINESE_DISTANCE = rf"(\d{{1,3}}|[{''.join(_CHINESE_DIGITS)}])(天|日|[個个]?(?:{_WEEK})|[個个]月)(後|后|前)"
_CHINESE_DAY = r"(0?[1-9]|1[0-2])月(\d{1,2})[日號号]"


def past(text: str) -> date:
    """Read a date that has come: a weekday is the last one, today included."""
    return _read(text, forward=False)


def happened(text: str) -> date:
    """Read the date of what has happened, today included; one still to come is refused."""
    found = past(text)
    if found > clock.today():
        raise BadParameter(f"{found} is still to come; give a day that has passed, or today")
    return found


def future(text: str) -> date:
    """Read a date to come: a weekday is the next one, after today."""
    found = _read(text, forward=True)
    return _within_reach(found, found.year, "date")


def _within_reach(found: Found, year: int, what: str) -> Found:
    if not clock.FIRST_YEAR <= year <= clock.LAST_YEAR:
        raise BadParameter(f"{found} is out of reach; give a {what} from {clock.FIRST_YEAR} to {clock.LAST_YEAR}")
    return found


def _read(text: str, *, forward: bool) -> date:
    word = text.strip().casefold()
    today = clock.today()
    try:
        return date.fromisoformat(word)
    except ValueError:
        if re.fullmatch(_ISO, word):  # 2026-02-30: no phrase, and nothing to guess at
            raise BadParameter(f"there is no date {word}") from None
    if word in _NEAR:
        return today + timedelta(days=_NEAR[word])
    if (weekday := _weekday(word)) is not None:
        return _nearest(today, weekday, forward=forward)
    if match := re.fullmatch(_OFFSET, word):
        return _offset(today, int(match[1]), match[2])
    if match := re.fullmatch(_CHINESE_WEEKDAY, word):
        return _chinese_weekday(today, match, forward=forward)
    if match := re.fullmatch(_CHINESE_DISTANCE, word):
        return _chinese_distance(today, match)
    if (match := re.fullmatch(_NAMED_WEEKDAY, word)) and (weekday := _weekday(match[2])) is not None:
        return _nearest(today, weekday, forward=match[1] == "next")
    phrase = re.sub(rf"^{_CHINESE_DAY}$", r"\1/\2", word)
    found = _phrase(phrase, today, forward=forward) if len(text) <= _LONGEST else None
    if found is None:
        raise BadParameter(f"cannot read the date '{text}'; {_FORMS}")
    return found


def _weekday(word: str) -> int | None:
    for number, name in enumerate(_WEEKDAYS):
        if len(word) >= 3 and name.startswith(word):
            return number
    return None


def _nearest(today: date, weekday: int, *, forward: bool) -> date:
    if forward:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    return today - timedelta(days=(today.weekday() - weekday) % 7)


def _offset(today: date, count: int, unit: str) -> date:
    if unit == "m":
        month = Month.of(today).shift(count)
        return min(month.first + timedelta(days=today.day - 1), month.last)
    return today + timedelta(days=count * (7 if unit == "w" else 1))


def _chinese_weekday(today: date, match: re.Match[str], *, forward: bool) -> date:
    """Read 下週三 (next week's Wednesday), 上週五, 本週一 or 週三; dateparser does not know these."""
    weekday = min("一二三四五六日天".index(match[2]), 6)
    if match[1] is None:
        return _nearest(today, weekday, forward=forward)
    monday = today - timedelta(days=today.weekday())
    weeks = match[1].count("下") - match[1].count("上")
    return monday + timedelta(days=7 * weeks + weekday)


def _chinese_distance(today: date, match: re.Match[str]) -> date:
    """Read 三週後, 3天前 or 兩個月後; dateparser knows no such numbers, and not every word for a week."""
    count = _CHINESE_DIGITS.get(match[1]) or int(match[1])
    unit = {"天": "d", "日": "d", "個月": "m", "个月": "m"}.get(match[2], "w")
    return _offset(today, -count if match[3] == "前" else count, unit)


def _phrase(text: str, today: date, *, forward: bool) -> date | None:
    """Leave everything else to dateparser, in English and Chinese."""
    import warnings

    import dateparser

    with warnings.catch_warnings():  # its own use of strptime without a year is no concern of the user's
        warnings.simplefilter("ignore")
        found = dateparser.parse(
            text.translate(_SIMPLIFIED),
            languages=["en", "zh", "zh-Hant"],
            settings={
                "RELATIVE_BASE": datetime.combine(today, datetime.min.time()),
                "PREFER_DATES_FROM": "future" if forward else "past",
                "REQUIRE_PARTS": ["day"],
            },
        )
    return found and date(found.year, found.month, found.day)


def week(text: str) -> Week:
    """Read a week: `2026-W48`, `this`, `next`, `last`, or any date in it."""
    word = text.strip()
    this = Week.of(clock.today())
    if (shift := {"this": 0, "next": 1, "last": -1}.get(word.casefold())) is not None:
        return this.shift(shift)
    if "W" in word.upper() and word[:1].isdigit():
        try:
            found = Week.parse(word.upper())
        except ValueError as error:
            raise BadParameter(f"{error}; give a week such as {this}") from None
        return _within_reach(found, found.year, "week")
    return Week.of(future(word))


def month(text: str) -> Month:
    """Read a month: `2026-12`, `this`, `next` or `last`."""
    word = text.strip().casefold()
    this = Month.of(clock.today())
    if (shift := {"this": 0, "next": 1, "last": -1}.get(word)) is not None:
        return this.shift(shift)
    try:
        found = Month.parse(word)
    except ValueError as error:
        raise BadParameter(f"{error}; give a month such as {this}") from None
    return _within_reach(found, found.year, "month")


def period(text: str) -> Period:
    """Read a week (or a date in it), a month or a year: `2026-W48`, `2026-12`, `2026`; `this` and `last` are months."""
    word = text.strip().casefold()
    if re.fullmatch(r"[0-9]{4}", word):
        return Period.of_year(int(_within_reach(word, int(word), "year")))
    if word in ("this", "next", "last") or re.fullmatch(r"[0-9]{4}-[0-9]{2}", word):
        return Period.of_month(month(word))
    try:
        return Period.of_week(week(text))
    except BadParameter as error:
        raise BadParameter(f"{error.message}; or a month or year, such as 2026-12 or 2026") from None


def time_of_day(text: str) -> str:
    """Read a time and write it HH:MM; `9`, `9:5` and `0930` are read too."""
    match = re.fullmatch(r"(\d{1,2})(?::?(\d{1,2}))?", text.strip())
    if not match or int(match[1]) > 23 or int(match[2] or 0) > 59:
        raise BadParameter(f"cannot read the time '{text}'; give HH:MM")
    return f"{int(match[1]):02d}:{int(match[2] or 0):02d}"
