"""What the weekly planner is told: the week, what already stands in it, and who may claim a visit."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from salesctl.domain.enums.plan import Claim, PlanStatus
from salesctl.domain.enums.prospect import Grade, Temperature
from salesctl.domain.enums.target import CustomerClass
from salesctl.domain.enums.territory import Approach
from salesctl.rules.calendar import Week
from salesctl.rules.week.cadence import CADENCES, MAINTENANCE_WEEKS

STALE_DAYS = 90
"""Days without a visit after which an open target is canvassed again, unless configured otherwise."""


@dataclass(frozen=True, slots=True)
class PlanSettings:
    """How a rep's weeks are planned.

    `capacity` is visits a day, `canvass_share` the fraction of the week's places kept for canvassing, `cadences` visits
    per four weeks, `maintenance_weeks` weeks between visits, `stale_days` after which a target is canvassed again.
    """

    capacity: int
    canvass_share: float
    cadences: Mapping[Grade, int] = field(default_factory=lambda: CADENCES)
    maintenance_weeks: Mapping[CustomerClass, int] = field(default_factory=lambda: MAINTENANCE_WEEKS)
    stale_days: int = STALE_DAYS

    def canvass_places(self, days: int) -> int:
        """Return the places that so many working days keep for canvassing: floor(share × their capacity)."""
        # Rounded first, as 0.29 × 100 is a hair below 29.
        return math.floor(round(self.canvass_share * self.capacity * days, 6))


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedVisit:
    """A row of the week that planning leaves as it is: a promise, one pinned by hand, one done or missed.

    `day` is the day it is planned on, or for one that is done the day it was made. Undone generated rows are not
    standing: they claim again.
    """

    target_id: int
    day: date
    claim: Claim
    status: PlanStatus = PlanStatus.PLANNED
    at: str | None = None
    site_id: int | None = None
    block_id: int | None = None


class ColleagueVisit(NamedTuple):
    """A visit that a colleague agreed to make this week: it stands for the rep's own, and takes none of the places."""

    target_id: int
    day: date


class PutOff(NamedTuple):
    """A visit that was moved by hand to a later week: until then it stands for one that would be due."""

    target_id: int
    day: date
    claim: Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenPromise:
    """A promise whose date passed undone; `promise_id` is its planned visit."""

    target_id: int
    name_key: str
    promise_id: int
    promised_on: date
    prospect_id: int | None = None
    grade: Grade | None = None
    temperature: Temperature | None = None
    site_id: int | None = None
    block_id: int | None = None
    contact_id: int | None = None
    purpose: str | None = None


# Not frozen as the others are: there may be tens of thousands, and frozen ones take three times as long to make.
@dataclass(slots=True, kw_only=True)
class RecurringFact:
    """A target to be visited again and again.

    `last_visit` is the last visit that resets its clock; for a future week the caller counts earlier undone planned
    visits as made. One never visited is due from `since`, phased by its rank (from 0) among `phase_size` such names.
    """

    target_id: int
    name_key: str
    since: date
    last_visit: date | None = None
    phase_rank: int = 0
    phase_size: int = 1
    site_id: int | None = None
    block_id: int | None = None


@dataclass(slots=True, kw_only=True)
class ProspectFact(RecurringFact):
    """An open prospect, `since` the day it was opened; `cadence` overrides its grade's visits per four weeks."""

    prospect_id: int
    grade: Grade
    temperature: Temperature
    cadence: int | None = None


@dataclass(slots=True, kw_only=True)
class CustomerFact(RecurringFact):
    """A customer without an open prospect, to be maintained `since` it became one."""

    customer_class: CustomerClass | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyFact:
    """A case or an action of an account plan that asks for a visit by the day it is due.

    `what` it is (complaint, receivable or action) and its `text` make the reason; `visited_on` is the target's last
    visit of the week or later.
    """

    target_id: int
    name_key: str
    claim: Claim
    due: date
    what: str
    text: str
    visited_on: date | None = None
    prospect_id: int | None = None
    grade: Grade | None = None
    temperature: Temperature | None = None
    site_id: int | None = None
    block_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CanvassFact:
    """A target that may be canvassed: open, neither prospect nor customer.

    Territories are walked by `territory_order`, their blocks by `block_position`; `matches_focus` says that the
    territory's focus takes it first. `retry_on` is since when a lost prospect is to be tried again, and was not yet.
    """

    target_id: int
    name_key: str
    territory_order: int
    approach: Approach = Approach.CONCENTRATED
    block_id: int | None = None
    block_position: int | None = None
    block_name: str | None = None
    site_id: int | None = None
    last_visit: date | None = None
    retry_on: date | None = None
    matches_focus: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekFacts:
    """All that planning a week depends on.

    `working_days` are the whole week's, holidays and days off taken out. `extra` counts, by day, the visits made this
    week that no standing row stands for: they used up their places.
    """

    week: Week
    today: date
    working_days: Sequence[date]
    standing: Sequence[FixedVisit] = ()
    extra: Mapping[date, int] = field(default_factory=dict)
    by_colleagues: Sequence[ColleagueVisit] = ()
    put_off: Sequence[PutOff] = ()
    broken: Sequence[BrokenPromise] = ()
    duties: Sequence[DutyFact] = ()
    prospects: Sequence[ProspectFact] = ()
    customers: Sequence[CustomerFact] = ()
    canvass: Sequence[CanvassFact] = ()

    @property
    def as_of(self) -> date:
        """The day of the week from which the plan looks ahead: today, in another week its nearest day."""
        return min(max(self.today, self.week.monday), self.week.sunday)

    @property
    def open_days(self) -> tuple[date, ...]:
        """The working days that have not passed, in order."""
        first = max(self.today, self.week.monday)
        return tuple(sorted(day for day in self.working_days if first <= day <= self.week.sunday))

    @property
    def live(self) -> tuple[FixedVisit, ...]:
        """The standing rows that are visits: done, or still to be made; what was missed or let pass is none."""
        return tuple(
            row
            for row in self.standing
            if row.status is PlanStatus.DONE or (row.status is PlanStatus.PLANNED and row.day >= self.today)
        )
