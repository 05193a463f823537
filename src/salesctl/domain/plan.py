"""Planned visits and the weeks they belong to (拜訪管理表)."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from pydantic import Field

from salesctl.domain.enums.plan import Claim, MovedBy, PlanStatus
from salesctl.domain.enums.prospect import Grade, Temperature
from salesctl.domain.limits import ClockTime, Figure, Name, Searched, Text
from salesctl.domain.record import Record


class PlannedVisitFields(Record):
    """A planned visit.

    `week` is its ISO week (`2026-W48`) and `planned_on` its day, None while deferred. `grade` and `temperature` are
    those it was planned with. `pinned` rows were placed by hand and survive replanning. `from_visit_id` is the visit at
    which it was promised, `visit_id` the one that did it, `promise_id` the broken promise an overdue row makes good.
    `materials` and `questions` are what its preparation stored, one per line.
    """

    TABLE: ClassVar = "planned_visit"

    target_id: int
    rep_id: int
    week: Figure[str]
    planned_on: date | None = None
    at: ClockTime | None = None
    claim: Claim
    status: PlanStatus = PlanStatus.PLANNED
    grade: Grade | None = None
    temperature: Temperature | None = None
    reason: Text
    contact_id: int | None = None
    purpose: Searched[Text] | None = None
    instruction: Searched[Text] | None = None
    pinned: bool = False
    moved_by: MovedBy | None = None
    miss_reason: Searched[Text] | None = None
    from_visit_id: int | None = None
    visit_id: int | None = None
    promise_id: int | None = None
    materials: Searched[Text] | None = None
    questions: Searched[Text] | None = None


class WeeklyPlanFields(Record):
    """That a rep's week was planned: when, and with how many places."""

    TABLE: ClassVar = "weekly_plan"

    week: str
    rep_id: int
    planned_at: datetime
    capacity: Annotated[int, Field(ge=0)]
    needed: Annotated[int, Field(ge=0)]


class DayOffFields(Record):
    """A day a rep does not work: a holiday of their own, a course, an illness."""

    TABLE: ClassVar = "day_off"

    rep_id: int
    day: date
    reason: Name | None = None
