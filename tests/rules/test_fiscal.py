"""Fiscal years, and the history they rest on."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesctl.rules.calendar import Month
from salesctl.rules.fiscal import FiscalCalendar


@given(st.integers(1, 12), st.dates(date(1990, 1, 1), date(2200, 12, 31)))
def test_every_day_lies_in_its_year(start, day):
    calendar = FiscalCalendar(start)
    year = calendar.year_of(day)
    first, last = calendar.days(year)
    assert first <= day <= last
    assert Month.of(day) in calendar.months(year)
    assert (first.month, first.day, first.year) == (start, 1, year)


def test_a_year_is_named_after_the_calendar_year_it_begins_in():
    calendar = FiscalCalendar(4)
    assert [str(month) for month in calendar.months(2026)][::11] == ["2026-04", "2027-03"]
    assert calendar.year_of(date(2027, 3, 31)) == 2026


@pytest.mark.parametrize(
    ("start", "today", "first", "last"),
    [
        (1, "2026-11-23", "2024-01-01", "2026-10-31"),  # before the year has begun: up to the last whole month
        (1, "2027-06-10", "2024-01-01", "2026-12-31"),  # afterwards: up to its beginning
        (4, "2027-06-10", "2024-04-01", "2027-03-31"),
    ],
)
def test_history_is_whole_months_before_the_year_and_today(start, today, first, last):
    found = FiscalCalendar(start).history(2027, date.fromisoformat(today))
    assert [day.isoformat() for day in found] == [first, last]
