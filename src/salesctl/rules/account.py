"""What an account plan says when it is opened to be read: its rows together, and the year of visits behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import dropwhile
from typing import Any

from salesctl.domain.enums.account import Factor
from salesctl.rules.calendar import Month

Row = Mapping[str, Any]

MONTHS = 12
"""How many months of visits a plan looks back on, this one included."""
BEST = 5
"""The highest score of a factor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage:
    """An account plan with all that belongs to it, as of a day.

    `months` are those of the last year, each with its `visits`, how many of them were `successful` (led to an order or
    an advance; the others are ordinary contacts) and how many `high_level` (a key person was met).
    """

    today: date
    account: Row
    stages: Sequence[Row]
    scores: Sequence[Row]
    points: Sequence[Row]
    actions: Sequence[Row]
    contacts: Sequence[Row]
    months: Sequence[Row]
    orders: Sequence[Row]
    cases: Sequence[Row]

    def visits(self, kind: str = "visits") -> int:
        """Return how many visits of the last year there were, or how many of a kind."""
        return sum(row[kind] for row in self.months)


def months_back(today: date) -> list[Month]:
    """Return the months that a plan looks back on, the earliest first."""
    return [Month.of(today).shift(-ago) for ago in reversed(range(MONTHS))]


def by_month(rows: Sequence[Row], today: date) -> list[Row]:
    """Return a row for each month looked back on, from the first one with a visit.

    `ordinary` are the visits that did not lead on; `share` compares a month with the busiest one.
    """
    counted = {row["month"]: row for row in rows}
    busiest = max((row["visits"] for row in rows), default=0)
    idle = {"visits": 0, "successful": 0, "high_level": 0}
    months = ({**idle, **counted.get(str(month), {}), "month": str(month)} for month in months_back(today))
    since_first = dropwhile(lambda row: not row["visits"], months)
    return [
        {**row, "ordinary": row["visits"] - row["successful"], "share": row["visits"] / busiest} for row in since_first
    ]


def in_order(scores: Sequence[Row]) -> list[Row]:
    """Return a row for every factor, in the order of the form; one that was never assessed has no score."""
    known = {row["factor"]: row for row in scores}
    blank = {"score": None, "before": None, "note": None, "assessed_on": None}
    return [{**blank, **known.get(factor, {}), "factor": factor.value} for factor in Factor]
