"""What was recorded of a rep's days, counted: attendance, outcomes, the plan kept or not, and orders (日報)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from salesctl.domain.enums.plan import PlanStatus
from salesctl.domain.enums.visit import Outcome

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Activity:
    """The records of some days: visits made, orders taken, and planned visits that were not made.

    Each row has its `date`. A visit has `at` (None when nobody noted the time), `outcome` and `planned` (whether it was
    in the plan); an order has its `amount` in minor units; what was not made has a `status`, missed or still planned.
    """

    visits: Sequence[Row] = ()
    orders: Sequence[Row] = ()
    undone: Sequence[Row] = ()

    def __bool__(self) -> bool:
        return bool(self.visits or self.orders or self.undone)

    def on(self, day: date) -> "Activity":
        """Return what was recorded of one day."""
        iso = day.isoformat()
        return Activity(*([row for row in rows if row["date"] == iso] for rows in self._all))

    @property
    def days(self) -> set[date]:
        """The days on which there is anything."""
        return {date.fromisoformat(row["date"]) for rows in self._all for row in rows}

    @property
    def _all(self) -> tuple[Sequence[Row], ...]:
        return self.visits, self.orders, self.undone

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
    coming: Sequence[Row] = ()
