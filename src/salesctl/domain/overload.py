"""Days that planned visits ask too much of."""

from datetime import date
from typing import NamedTuple


class Overload(NamedTuple):
    """A day with so many `visits`: `over` of them are more than it holds; None where the day is not worked at all."""

    day: date
    visits: int
    over: int | None


class FreeDay(NamedTuple):
    """A day that is not worked: a holiday or a day off by its name, empty for a weekend."""

    day: date
    name: str
