"""Columns of dates: one form for a whole column, found from all its values or given with `--date-format`.

A value alone often allows two readings (`03/04/18`); a column of them seldom does. The form is the one that reads the
most values; if another reads as many and differs on any of them, the column is ambiguous and the user is asked.
"""

import re
from collections.abc import Iterable, Mapping

from salesctl.errors import InvalidInput
from salesctl.exchange.dates import (
    DAY_FIRST,
    MONTH_FIRST,
    NUMBERS,
    SHORT_YEAR_FIRST,
    DateForm,
    essence,
    given_form,
    usual_forms,
)
from salesctl.exchange.foreign_text import Cell, shown

_FEW, _MANY = 4, 13  # see _told_apart
_LONG = {DAY_FIRST: "dd-mm-yyyy", MONTH_FIRST: "mm-dd-yyyy"}


def date_forms(columns: Mapping[str, Iterable[Cell]], date_format: str | None = None) -> dict[str, DateForm]:
    """Return the form of each column of dates, by the column's name.

    One form for all of them where one reads everything, so that a clear column settles a doubtful one beside it.

    Raises:
        InvalidInput: A column can be read in two ways, or `date_format` cannot be understood.
    """
    if date_format is not None:
        given = given_form(date_format)
        return dict.fromkeys(columns, given)
    texts = {name: _texts(cells) for name, cells in columns.items()}
    together = [text for column in texts.values() for text in column]
    best, rivals = _best(together)
    if not rivals and all(best.try_read(text) for text in together):
        return dict.fromkeys(columns, best)
    return {name: _decided(name, column) for name, column in texts.items()}


def _texts(cells: Iterable[Cell]) -> list[str]:
    """Return the different dates in a column's text, without the times of day, which would be many."""
    return list(dict.fromkeys(essence(cell) for cell in cells if isinstance(cell, str) and cell.strip()))


def _decided(name: str, texts: list[str]) -> DateForm:
    best, rivals = _best(texts)
    if not rivals:
        return best
    rival = rivals[0]
    readings = [(text, best.try_read(text), rival.try_read(text)) for text in texts]
    doubtful = [(text, one, other) for text, one, other in readings if one and other and one != other]
    if doubtful:
        text, one, other = doubtful[0]
        said = f"ambiguous dates: '{shown(text)}' may be {one} ({best.label}) or {other} ({rival.label})"
    else:
        first = next(text for text, one, other in readings if one and not other)
        second = next(text for text, one, other in readings if other and not one)
        said = f"mixed dates: '{shown(first)}' is {best.label}, '{shown(second)}' is {rival.label}"
    raise InvalidInput(f"{shown(name)}: {said}; give --date-format {best.label} or --date-format {rival.label}")


def _best(texts: list[str]) -> tuple[DateForm, list[DateForm]]:
    """Return the form that reads the most texts, and those that read as many but differ on one."""
    forms = [form for form in usual_forms() if form.label not in _told_apart(texts)]
    counts = {form: sum(form.try_read(text) is not None for text in texts) for form in forms}
    most = max(counts.values())
    best, *others = (form for form in forms if counts[form] == most)
    rivals = [form for form in others if any(_differ(best, form, text) for text in texts)]
    if any(re.search(r"\d{4}$", text) for text in texts):
        for form in (best, *rivals):
            form.label = _LONG.get(form.label, form.label)
    return best, rivals


def _differ(one: DateForm, other: DateForm, text: str) -> bool:
    return one.try_read(text) != other.try_read(text)


def _told_apart(texts: list[str]) -> frozenset[str]:
    """Return the forms that two-digit years rule out: a column has many days and few years, not the other way round."""
    found = [match for text in texts if (match := NUMBERS.fullmatch(text))]
    firsts, thirds = {match["first"] for match in found}, {match["third"] for match in found}
    if len(firsts) >= _MANY and len(thirds) <= _FEW:
        return frozenset({SHORT_YEAR_FIRST})
    if len(thirds) >= _MANY and len(firsts) <= _FEW:
        return frozenset({DAY_FIRST, MONTH_FIRST})
    return frozenset()
