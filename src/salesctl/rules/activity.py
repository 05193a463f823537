"""What was recorded of a rep's days, counted: attendance, outcomes, the plan kept or not, and orders (日報)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from salesctl.domain.enums.plan import PlanStatus
from salesctl.domain.enums.visit import Outcome


class MadeVisit(TypedDict):
    """A visit that was made; `at` is None when nobody noted the time, `planned` 0 or 1."""

    date: str
    at: str | None
    outcome: str
    planned: int
    next_on: str | None
    next_at: str | None


class TakenOrder(TypedDict):
    """An order; `amount` in minor units."""

    date: str
    amount: int


class PlannedVisit(TypedDict):
    """A visit in the plan; one that is deferred has no date."""

    date: str | None
    status: str


@dataclass(frozen=True, slots=True)
class Activity:
    """The records of some days: visits made, orders taken, and planned visits that were not made.

    Each row has its `date`. A visit has `at` (None when nobody noted the time), `outcome` and `planned` (whether it was
    in the plan); an order has its `amount` in minor units; what was not made has a `status`, missed or still planned.
    """

    visits: Sequence[MadeVisit] = ()
    orders: Sequence[TakenOrder] = ()
    undone: Sequence[PlannedVisit] = ()

    def __bool__(self) -> bool:
        return bool(self.visits or self.orders or self.undone)

    def on(self, day: date) -> "Activity":
        """Return what was recorded of one day."""
        iso = day.isoformat()
        return Activity(
            [row for row in self.visits if row["date"] == iso],
            [row for row in self.orders if row["date"] == iso],
            [row for row in self.undone if row["date"] == iso],
        )

    @property
    def days(self) -> set[date]:
        """The days on which there is anything."""
        made = {row["date"] for row in self.visits} | {row["date"] for row in self.orders}
        undone = {row["date"] for row in self.undone if row["date"]}
        return set(map(date.fromisoformat, made | undone))

    @property
    def times(self) -> list[str]:
        """The times of the visits that have one, in order: attendance (出勤) is the first and the last."""
        return sorted(row["at"] for row in self.visits if row["at"])

    @property
    def outcomes(self) -> dict[str, int]:
        """How many visits led to what; an outcome that did not happen is left out."""
        counted = Counter(row["outcome"] for row in self.visits)
        return {outcome.value: counted[outcome] for outcome in Outcome if counted[outcome]}

    @property
    def extra(self) -> int:
        """How many visits were in nobody's plan."""
        return sum(not row["planned"] for row in self.visits)

    @property
    def missed(self) -> int:
        """How many planned visits were missed."""
        return sum(row["status"] == PlanStatus.MISSED for row in self.undone)

    @property
    def amount(self) -> int:
        """The total of the orders, in minor units."""
        return sum(row["amount"] for row in self.orders)


@dataclass(frozen=True, slots=True)
class Report:
    """A rep's activity from one day to another; `days` are those worth telling of, an idle working day among them.

    `next_day` is the next one on which there is work, and `coming` its planned visits.
    """

    rep: str
    first: date
    last: date
    activity: Activity
    days: Sequence[date]
    next_day: date | None = None
    coming: Sequence[PlannedVisit] = ()
