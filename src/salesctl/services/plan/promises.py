"""Planned visits made one by one: promised at a visit, or put into the plan by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from salesctl import clock
from salesctl.domain.enums.plan import Claim, PlanStatus
from salesctl.domain.reason import Reason
from salesctl.errors import Conflict, InvalidInput
from salesctl.rules.calendar import Week
from salesctl.services.names import Names
from salesctl.services.people import person_at
from salesctl.store import tables
from salesctl.store.queries.week_facts import best_prospect
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.domain.recorded import Note
    from salesctl.store.rows import PlannedVisitRow, PlannedVisitValues, TargetRow, VisitRow


def promise(
    store: Store, visit: VisitRow, *, on: date, at: str | None, contact_id: int | None, purpose: str | None
) -> PlannedVisitRow:
    """Store the next appointment agreed at a visit; it joins its week's plan at once, whether planned yet or not.

    A visit the planner had put into that week for the target gives way to it; an appointment for the same day is
    the same promise.
    """
    with store.transaction():
        return _plan(
            store,
            on,
            {
                "target_id": visit["target_id"],
                "rep_id": visit["rep_id"],
                "claim": Claim.PROMISED,
                "reason": Reason(Claim.PROMISED, on=date.fromisoformat(visit["visited_on"])).stored,
                "from_visit_id": visit["id"],
                "at": at,
                "contact_id": contact_id,
                "purpose": purpose,
            },
        )


def plan_by_hand(
    store: Store,
    places: Names,
    target: TargetRow,
    rep: str,
    *,
    on: date,
    at: str | None = None,
    person: str | None = None,
    purpose: str | None = None,
) -> tuple[PlannedVisitRow, list[Note]]:
    """Put a rep's visit into the plan by hand; return it, and what there is to say of the person, who may be new.

    Raises:
        InvalidInput: The day has passed.
        Conflict: The target has a visit planned then.
        NotFound: The name of the person fits several contacts.
    """
    contact_id: int | None = None
    notes: list[Note] = []
    with store.transaction():
        rep_id = places.rep(rep)
        if on < clock.today():
            raise InvalidInput(f"{on} has passed; `salesctl visit add --on {on}` records a visit that was made")
        refuse_twin(store, target, on, at)
        if person:
            contact_id, notes = person_at(store, places, target["id"], person)
        planned = _plan(
            store,
            on,
            {
                "target_id": target["id"],
                "rep_id": rep_id,
                "claim": Claim.MANUAL,
                "reason": Reason(Claim.MANUAL).stored,
                "pinned": True,
                "at": at,
                "contact_id": contact_id,
                "purpose": purpose,
            },
        )
    return planned, notes


def refuse_twin(store: Store, target: TargetRow, on: date, at: str | None, but: int = 0) -> None:
    """Refuse a second visit to a target at the same time of a day; `but` is the id of the one that may be there.

    Raises:
        Conflict: The target has a visit planned then.
    """
    twin = store.one(
        "SELECT id FROM planned_visit WHERE target_id = :id AND planned_on = :on AND status = 'planned'"
        " AND coalesce(at, '') = :at AND id <> :but",
        {"id": target["id"], "on": on.isoformat(), "at": at or "", "but": but},
    )
    if twin:
        raise Conflict(f"'{target['name']}' has a visit planned then already")


def _plan(store: Store, on: date, row: PlannedVisitValues) -> PlannedVisitRow:
    row["planned_on"] = on
    same = store.one(
        "SELECT * FROM planned_visit WHERE target_id = :target_id AND planned_on = :on AND status = 'planned'"
        " AND claim = :claim AND coalesce(at, '') = :at",
        {"target_id": row["target_id"], "on": on.isoformat(), "claim": row["claim"], "at": row["at"] or ""},
        of=tables.PLANNED_VISIT,
    )
    if same:
        return store.update(tables.PLANNED_VISIT.changes(row), same["id"])
    week = str(Week.of(on))
    give_way(store, row["target_id"], week)
    return store.insert(tables.PLANNED_VISIT.checked({**row, "week": week, **planned_with(store, row["target_id"])}))


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
        tables.PLANNED_VISIT.changes({"status": PlanStatus.MISSED.value}),
        "id = :id AND status = 'planned'",
        {"id": promise_id},
    )


def planned_with(store: Store, target_id: int) -> PlannedVisitValues:
    """Return the grade and temperature that a visit planned now keeps: those of the target's best open prospect."""
    best = best_prospect(store, target_id, clock.today())
    return {"grade": best["grade"], "temperature": best["temperature"]} if best else {}
