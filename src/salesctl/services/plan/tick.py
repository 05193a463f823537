"""Ticking off: which planned visit a recorded visit has done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from salesctl.domain.enums.plan import PlanStatus
from salesctl.rules.calendar import Week
from salesctl.services.plan.promises import end_promise
from salesctl.store import tables
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.store.rows import PlannedVisitRow, VisitRow


def tick(store: Store, visit: VisitRow) -> PlannedVisitRow | None:
    """Mark the planned visit that a visit has done, and return it; None when nobody planned the visit.

    It is the target's planned visit of the same day, the one of that very time first, else any untimed one of the same
    week: a timed appointment is kept only on its day, and no visit keeps what was agreed at it. A visit at a
    colleague's target ticks the colleague's plan.
    """
    on = date.fromisoformat(visit["visited_on"])
    planned = store.one(
        """SELECT * FROM planned_visit WHERE target_id = :target_id AND status = 'planned' AND week = :week
            AND (planned_on = :on OR (at IS NULL AND planned_on IS NOT NULL))
            AND coalesce(from_visit_id, 0) <> :id
        ORDER BY planned_on <> :on, CASE WHEN at = :at THEN 0 WHEN at IS NULL THEN 2 ELSE 1 END, planned_on, at, id
        LIMIT 1""",
        {
            "target_id": visit["target_id"],
            "week": str(Week.of(on)),
            "on": visit["visited_on"],
            "at": visit["at"] or "",
            "id": visit["id"],
        },
        of=tables.PLANNED_VISIT,
    )
    if planned is None:
        return None
    with store.transaction():
        if planned["promise_id"]:
            # The promise itself was not kept on its day; this visit makes it good, and ends it.
            end_promise(store, planned["promise_id"])
        return store.update(
            tables.PLANNED_VISIT.changes({"status": PlanStatus.DONE, "visit_id": visit["id"]}), planned["id"]
        )


def untick(store: Store, visit_id: int) -> None:
    """Make what a visit had done planned again: the visit is dropped, or moved to another day."""
    with store.transaction():
        store.update_where(
            tables.PLANNED_VISIT.changes({"status": PlanStatus.PLANNED.value}),
            "id IN (SELECT promise_id FROM planned_visit WHERE visit_id = :visit_id) AND status = 'missed'"
            " AND miss_reason IS NULL",
            {"visit_id": visit_id},
        )
        store.update_where(
            tables.PLANNED_VISIT.changes({"status": PlanStatus.PLANNED.value, "visit_id": None}),
            "visit_id = :visit_id",
            {"visit_id": visit_id},
        )
