"""Fiscal years: twelve months from a chosen one on, named after the calendar year they begin in."""

from datetime import date, timedelta
from typing import NamedTuple

from salesctl.rules.calendar import Month

HISTORY_YEARS = 3
"""So many fiscal years before a year are its history: enough to even out a single odd one, and still like today."""


class Span(NamedTuple):
    """A run of days, both ends included."""

    first: date
    last: date

    def as_texts(self) -> dict[str, str]:
        """Return both days as ISO text, by name, as queries ask for them."""
        return {"first": self.first.isoformat(), "last": self.last.isoformat()}


class FiscalCalendar(NamedTuple):
    """How years run; `start` is the number of the month a year begins with, 1 for the calendar year."""

    start: int = 1

    def year_of(self, day: date) -> int:
        """Return the fiscal year that holds a day."""
        return day.year if day.month >= self.start else day.year - 1

    def months(self, year: int) -> tuple[Month, ...]:
        """Return the twelve months of a year, the first one first."""
        first = Month(year, self.start)
        return tuple(first.shift(number) for number in range(12))

    def days(self, year: int) -> Span:
        """Return the first and the last day of a year."""
        months = self.months(year)
        return Span(months[0].first, months[-1].last)

    def history(self, year: int, today: date) -> Span:
        """Return the days whose sales a year's quotas may rest on: whole months, before the year and before today's.

        The running month is left out: half a month would pass for a weak one.
        """
        end = min(Month(year, self.start).first, Month.of(today).first)
        return Span(Month(year - HISTORY_YEARS, self.start).first, end - timedelta(1))
