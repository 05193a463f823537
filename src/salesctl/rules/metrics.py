"""Formulas of the progress grids; a rate of nothing is None, shown as "–".

P is what was planned and A what was made, planned or not, per account in the period.
"""

from collections.abc import Mapping
from typing import NamedTuple

Accounts = Mapping[tuple[int, int], int]
"""How many accounts of a list have each pair (P, A) in the period."""


class Calls(NamedTuple):
    """The calls of a period against its plan: by account, and how many were done, made beyond it, and missed."""

    accounts: Accounts
    done: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def planned(self) -> int:
        """How many calls were planned."""
        return _planned(self.accounts)


class Made(NamedTuple):
    """What the visits made in a period add up to.

    `field_days` are the days with a visit in person, of each rep. `hits` brought an order, `key_persons` met a key
    person, `rated` were given a satisfaction, the sum of which is `satisfaction`. `estimated` is how many of the
    `minutes` are an assumed length.
    """

    visits: int = 0
    in_person: int = 0
    field_days: int = 0
    hits: int = 0
    key_persons: int = 0
    minutes: int = 0
    estimated: int = 0
    rated: int = 0
    satisfaction: int = 0


class Sold(NamedTuple):
    """The orders of a period.

    `amount` is in minor units, `buyers` are the customers who ordered, `again` those of them who had ordered on an
    earlier day, in the period or before it.
    """

    orders: int = 0
    amount: int = 0
    buyers: int = 0
    again: int = 0


def rate(part: int, whole: int) -> float | None:
    """Return part / whole, None where the whole is 0."""
    return part / whole if whole else None


def attainment(accounts: Accounts) -> float | None:
    """Return the attainment, ΣA/ΣP: extra calls count in full, so it may exceed 1."""
    return rate(sum(a * count for (_, a), count in accounts.items()), _planned(accounts))


def adherence(accounts: Accounts) -> float | None:
    """Return the adherence, Σmin(A,P)/ΣP: extra calls on one account never hide missed ones on another."""
    return rate(sum(min(p, a) * count for (p, a), count in accounts.items()), _planned(accounts))


def reach(accounts: Accounts) -> float | None:
    """Return the reach: accounts with A>0 / accounts in the list."""
    return rate(sum(count for (_, a), count in accounts.items() if a), sum(accounts.values()))


def coverage(accounts: Accounts) -> float | None:
    """Return the coverage: accounts with A≥P / accounts with P>0."""
    asked = {(p, a): count for (p, a), count in accounts.items() if p}
    return rate(sum(count for (p, a), count in asked.items() if a >= p), sum(asked.values()))


def call_rate(made: Made) -> float | None:
    """Return the call rate: in-person visits / field days."""
    return rate(made.in_person, made.field_days)


def hit_rate(made: Made) -> float | None:
    """Return the hit rate: visits with an order / visits."""
    return rate(made.hits, made.visits)


def key_person_rate(made: Made) -> float | None:
    """Return the key-person rate: visits at which a key person was met / visits."""
    return rate(made.key_persons, made.visits)


def customer_time(made: Made, working_minutes: int) -> float | None:
    """Return the customer time: Σ visit minutes / (field days × working minutes of a day)."""
    return rate(made.minutes, made.field_days * working_minutes)


def estimated_share(made: Made) -> float | None:
    """Return which share of the visit minutes is an estimate: Σ assumed minutes / Σ visit minutes."""
    return rate(made.estimated, made.minutes)


def satisfaction(made: Made) -> float | None:
    """Return the satisfaction: the mean of the scores 1 to 5 that were given."""
    return rate(made.satisfaction, made.rated)


def repeat_order_rate(sold: Sold) -> float | None:
    """Return the repeat-order rate: of the customers who ordered, those who had ordered on an earlier day.

    The field leaves it open. A second order of the same day is part of the first, so only coming back counts.
    """
    return rate(sold.again, sold.buyers)


def _planned(accounts: Accounts) -> int:
    return sum(p * count for (p, _), count in accounts.items())
