"""What a month is asked for against what it holds."""

from typing import NamedTuple


class ShortWeek(NamedTuple):
    """A week that is `asked` for more visits than the `holds` of its working days."""

    week: str
    days: int
    holds: int
    asked: int


class MonthLoad(NamedTuple):
    """The visits required of the average week, and of a working day, None where no day is worked.

    `over` are those a week that do not fit into `capacity`, visits a day; where they fit, `short` are the weeks that do
    not hold theirs all the same.
    """

    average: int
    a_day: int | None
    capacity: int
    over: int = 0
    short: tuple[ShortWeek, ...] = ()
