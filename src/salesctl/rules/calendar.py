"""ISO weeks, the months they belong to, and how far ahead a decision lies."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from salesctl.domain.enums.prospect import Horizon, Temperature

HOT_DAYS = 30
WARM_DAYS = 90


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO week, Monday to Sunday.

    Raises:
        ValueError: The year has no such week.
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        # The Sunday, so that a week which the calendar ends within is refused too.
        date.fromisocalendar(self.year, self.number, 7)

    def __str__(self) -> str:
        return f"{self.year:04}-W{self.number:02}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a week written as `2026-W48`.

        Raises:
            ValueError: The text is not of that form, or the year has no such week.
        """
        if not (match := re.fullmatch(r"([0-9]{4})-[Ww]([0-9]{2})", text.strip())):
            raise ValueError(f"'{text}' is not a week such as 2026-W48")
        try:
            return cls(int(match[1]), int(match[2]))
        except ValueError:
            raise ValueError(f"there is no week {text.strip()}") from None

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the week that holds a day."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @property
    def monday(self) -> date:
        """The first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """The last day."""
        return date.fromisocalendar(self.year, self.number, 7)

    @property
    def days(self) -> tuple[date, ...]:
        """The seven days, Monday first."""
        return tuple(self.monday + timedelta(days) for days in range(7))

    @property
    def month(self) -> "Month":
        """The month the week belongs to: the one that holds its fourth day."""
        return Month.of(self.monday + timedelta(3))

    def shift(self, weeks: int) -> Self:
        """Return the week so many weeks later, or earlier when negative."""
        return self.of(self.monday + timedelta(weeks=weeks))

    def next(self) -> Self:
        """Return the week after."""
        return self.shift(1)

    def previous(self) -> Self:
        """Return the week before."""
        return self.shift(-1)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month.

    Raises:
        ValueError: There is no such month.
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        date(self.year, self.number, 1)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a month written as `2026-12`.

        Raises:
            ValueError: The text is not of that form, or there is no such month.
        """
        if not (match := re.fullmatch(r"([0-9]{4})-([0-9]{2})", text.strip())):
            raise ValueError(f"'{text}' is not a month such as 2026-12")
        try:
            return cls(int(match[1]), int(match[2]))
        except ValueError:
            raise ValueError(f"there is no month {text.strip()}") from None

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the month that holds a day."""
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """The last day."""
        # Some day of the next month, minus its day of the month.
        beyond = self.first + timedelta(31)
        return beyond - timedelta(beyond.day)

    @property
    def weeks(self) -> tuple[Week, ...]:
        """The four or five weeks whose fourth day lies in the month."""
        first = Week.of(self.first)
        return tuple(week for week in map(first.shift, range(6)) if week.month == self)

    def shift(self, months: int) -> Self:
        """Return the month so many months later, or earlier when negative."""
        year, number = divmod(self.year * 12 + self.number - 1 + months, 12)
        return type(self)(year, number + 1)


def horizon(decide_by: date | None, today: date) -> Horizon:
    """Return in which calendar months a decision is expected.

    A date in a past month counts as this month: such a decision is due, and has to be settled or dated anew now.
    """
    if decide_by is None:
        return Horizon.UNKNOWN
    months = (decide_by.year - today.year) * 12 + decide_by.month - today.month
    if months <= 0:
        return Horizon.THIS_MONTH
    if months == 1:
        return Horizon.NEXT_MONTH
    if months <= 3:
        return Horizon.THREE_MONTHS
    return Horizon.SIX_MONTHS if months <= 6 else Horizon.LATER


def temperature(decide_by: date | None, today: date) -> Temperature:
    """Return how far a purchase has moved (購買進度), from the days until its expected decision."""
    if decide_by is None:
        return Temperature.COLD
    days = (decide_by - today).days
    if -HOT_DAYS <= days <= HOT_DAYS:
        return Temperature.HOT
    return Temperature.WARM if HOT_DAYS < days <= WARM_DAYS else Temperature.COLD
