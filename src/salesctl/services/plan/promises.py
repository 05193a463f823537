"""Planned visits made one by one: promised at a visit, or put into the plan by hand."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from salesctl import clock
from salesctl.domain.enums.plan import Claim, PlanStatus
from salesctl.domain.reason import Reason
from salesctl.rules.calendar import Week
from salesctl.store import tables
from salesctl.store.queries.week_facts import best_prospect
from salesctl.store.store import Store


def promise(
    store: Store, visit: Mapping[str, Any], *, on: date, at: str | None, contact_id: int | None, purpose: str | None
) -> dict[str, Any]:
    """Store the next appointment agreed at a visit; it joins its week's plan at once, whether planned yet or not.

    A visit the planner had put into that week for the target gives way to it; an appointment for the same day is
    the same promise.
    """
    with store.transaction():
        return _plan(
            store,
            {
                "target_id": visit["target_id"],
                "rep_id": visit["rep_id"],
                "claim": Claim.PROMISED,
                "reason": Reason(Claim.PROMISED, on=date.fromisoformat(visit["visited_on"])).stored,
                "from_visit_id": visit["id"],
            },
            {"planned_on": on, "at": at, "contact_id": contact_id, "purpose": purpose},
        )


def plan_by_hand(
    store: Store, target: Mapping[str, Any], rep_id: int, *, on: date, at: str | None, **details: Any
) -> dict[str, Any]:
    """Put a visit into the plan by hand; `details` are its `contact_id` and `purpose`."""
    with store.transaction():
        return _plan(
            store,
            {
                "target_id": target["id"],
                "rep_id": rep_id,
                "claim": Claim.MANUAL,
                "reason": Reason(Claim.MANUAL).stored,
                "pinned": True,
            },
            {"planned_on": on, "at": at, **details},
        )


def _plan(store: Store, row: dict[str, Any], details: dict[str, Any]) -> dict[str, Any]:
    on: date = details["planned_on"]
    same = store.one(
        "SELECT * FROM planned_visit WHERE target_id = :target_id AND planned_on = :on AND status = 'planned'"
        " AND claim = :claim AND coalesce(at, '') = :at",
        {"target_id": row["target_id"], "on": on.isoformat(), "claim": row["claim"], "at": details["at"] or ""},
    )
    if same:
        return store.update(tables.PLANNED_VISIT, same["id"], {**row, **details})
    week = str(Week.of(on))
    give_way(store, row["target_id"], week)
    return store.insert(
        tables.PLANNED_VISIT.checked({**row, **details, "week": week, **planned_with(store, row["target_id"])})
    )


def give_way(store: Store, target_id: int, week: str) -> None:
    """Take the planner's own undone rows for a target out of a week: something stronger takes their place."""
    store.delete_where(
        tables.PLANNED_VISIT,
        "target_id = :target_id AND week = :week AND status IN ('planned', 'deferred') AND pinned = 0"
        " AND claim NOT IN ('promised', 'manual') AND coalesce(planned_on, :today) >= :today",
        {"target_id": target_id, "week": week, "today": clock.today().isoformat()},
    )


def end_promise(store: Store, promise_id: int) -> None:
    """End a promise that was not kept on its day: it counts as missed then, and claims no place any more."""
    store.update_where(
        tables.PLANNED_VISIT,
        "id = :id AND status = 'planned'",
        {"id": promise_id},
        {"status": PlanStatus.MISSED.value},
    )


def planned_with(store: Store, target_id: int) -> dict[str, Any]:
    """Return the grade and temperature that a visit planned now keeps: those of the target's best open prospect."""
    return best_prospect(store, target_id, clock.today()) or {}
