"""How old receivables are: ageing, by the days since they were due."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Age(StrEnum):
    """How many days ago a receivable was due."""

    NOT_DUE = "not due"
    TO_30 = "0-30"
    TO_60 = "31-60"
    TO_90 = "61-90"
    OVER_90 = "over 90"


_UP_TO = ((-1, Age.NOT_DUE), (30, Age.TO_30), (60, Age.TO_60), (90, Age.TO_90))


class Owed(NamedTuple):
    """Receivables: how many, and their amount in minor units."""

    cases: int
    amount: int


def age(due_on: date, today: date) -> Age:
    """Return the age of a receivable, which counts from the day it was due, as in any ageing of accounts."""
    days = (today - due_on).days
    return next((age for most, age in _UP_TO if days <= most), Age.OVER_90)


def ageing(owed: Iterable[tuple[date, Owed]], today: date) -> dict[Age, Owed]:
    """Add up what is owed, given with its due dates, by age; every age is there, the youngest first."""
    sums = {age: Owed(0, 0) for age in Age}
    for due_on, part in owed:
        known = sums[age(due_on, today)]
        sums[age(due_on, today)] = Owed(known.cases + part.cases, known.amount + part.amount)
    return sums
