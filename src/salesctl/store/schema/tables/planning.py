"""What shall happen: planned visits, the weeks and days they lie in, and what reviews decided."""

from sqlalchemy import Index

from salesctl.domain.plan import DayOffFields, PlannedVisitFields, WeeklyPlanFields
from salesctl.domain.review import DecisionFields
from salesctl.store.schema.tables.row import Row, constraints, unique


class PlannedVisit(PlannedVisitFields, Row, table=True):
    """Planned visits."""

    __table_args__ = constraints(
        PlannedVisitFields,
        Index("ix_planned_visit_week", "week", "rep_id"),
        Index("ix_planned_visit_target", "target_id", "planned_on"),
        Index("ix_planned_visit_open", "rep_id", "status", "claim", "planned_on"),
        Index("ix_planned_visit_visit", "visit_id"),
        Index("ix_planned_visit_from", "from_visit_id"),
        Index("ix_planned_visit_promise", "promise_id"),
        Index("ix_planned_visit_contact", "contact_id"),
        target_id="target",
        rep_id="rep",
        contact_id="contact",
        from_visit_id="visit",
        visit_id="visit",
        promise_id="planned_visit",
    )


class WeeklyPlan(WeeklyPlanFields, Row, table=True):
    """Which weeks were planned."""

    __table_args__ = constraints(WeeklyPlanFields, unique("uq_weekly_plan", "week", "rep_id"), rep_id="rep")


class DayOff(DayOffFields, Row, table=True):
    """Days a rep does not work."""

    __table_args__ = constraints(DayOffFields, unique("uq_day_off", "rep_id", "day"), rep_id="rep")


class Decision(DecisionFields, Row, table=True):
    """What was decided in reviews."""

    __table_args__ = constraints(DecisionFields, Index("ix_decision_rep", "rep_id", "verdict"), rep_id="rep")
