"""The period that progress is measured over: a week, a month or a year, always in whole weeks."""

from datetime import date
from typing import NamedTuple, Self

from salesctl.errors import InvalidInput
from salesctl.rules.calendar import Month, Week


class Period(NamedTuple):
    """A named run of weeks; a month has those whose fourth day lies in it, a year those of its twelve months."""

    name: str
    weeks: tuple[Week, ...]

    @classmethod
    def of_week(cls, week: Week) -> Self:
        """Return a single week."""
        return cls(str(week), (week,))

    @classmethod
    def of_month(cls, month: Month) -> Self:
        """Return a month, four or five weeks."""
        return cls(str(month), month.weeks)

    @classmethod
    def of_year(cls, year: int) -> Self:
        """Return a year, 52 or 53 weeks.

        Raises:
            ValueError: There is no such year.
        """
        months = [Month(year, number) for number in range(1, 13)]
        return cls(f"{year:04}", tuple(week for month in months for week in month.weeks))

    @classmethod
    def between(cls, first: date, last: date) -> Self:
        """Return the weeks that hold the days from the first to the last.

        Raises:
            InvalidInput: The last day comes before the first, or they are more than ten years apart.
        """
        begin, end = Week.of(first), Week.of(last)
        count = (end.monday - begin.monday).days // 7 + 1
        if not 1 <= count <= 530:
            raise InvalidInput(f"{first} to {last} is no period of up to ten years; give an earlier day first")
        return cls(f"{first} to {last}", tuple(begin.shift(number) for number in range(count)))

    @classmethod
    def until(cls, last: Week, count: int) -> Self:
        """Return so many weeks, the given one the last.

        Raises:
            InvalidInput: The calendar does not go that far back.
        """
        try:
            return cls(f"to {last}", tuple(last.shift(-ago) for ago in reversed(range(count))))
        except OverflowError:
            raise InvalidInput(f"there are no {count} weeks up to {last}; choose a later one") from None
