"""Changing the plan by hand: moving, cancelling and missing planned visits.

Where a `rep_id` is given, only that rep's planned visits are meant.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from salesctl import clock
from salesctl.domain.enums.plan import Claim, MovedBy, PlanStatus
from salesctl.errors import Conflict, InvalidInput, NotFound
from salesctl.rules.calendar import Week
from salesctl.services.plan.promises import end_promise, give_way, refuse_twin
from salesctl.store import tables
from salesctl.store.queries.week_facts import NOT_MADE_GOOD
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.store.rows import PlannedVisitRow, PlannedVisitValues, TargetRow


def move(
    store: Store, target: TargetRow, to: date, *, at: str | None, by: MovedBy, rep_id: int | None = None
) -> tuple[PlannedVisitRow, PlannedVisitRow]:
    """Move a target's next planned visit to another day, and return it as it was and as it is.

    The next planned visit is the first that is still to come, else the last promise that was not kept, else one that
    was deferred. It keeps its time unless a new one is given, and from now on its place: replanning leaves it there.
    One that is to make good a promise becomes the promise.

    Raises:
        InvalidInput: The day has passed.
        NotFound: The target has no planned visit.
        Conflict: Its planned visit is done, or it has another one on that day.
    """
    if to < clock.today():
        raise InvalidInput(f"{to} has passed; a planned visit can be moved to today or later")
    with store.transaction():
        row = _movable(store, target, rep_id)
        refuse_twin(store, target, to, at or row["at"], but=row["id"])
        week = str(Week.of(to))
        if week != row["week"]:
            give_way(store, target["id"], week)
        changes: PlannedVisitValues = {
            "planned_on": to,
            "week": week,
            "at": at or row["at"],
            "pinned": True,
            "moved_by": by,
            "status": PlanStatus.PLANNED,
        }
        if row["promise_id"]:
            end_promise(store, row["promise_id"])
            changes |= {"claim": Claim.PROMISED, "promise_id": None}
        return row, store.update(tables.PLANNED_VISIT.changes(changes), row["id"])


def _movable(store: Store, target: TargetRow, rep_id: int | None) -> PlannedVisitRow:
    today = clock.today()
    meant = {"id": target["id"], "week": str(Week.of(today)), "rep_id": rep_id}
    row = store.one(
        """SELECT * FROM planned_visit WHERE target_id = :id AND (:rep_id IS NULL OR rep_id = :rep_id) AND (
            (status = 'planned' AND planned_on >= :today)
            OR (status = 'planned' AND claim = 'promised')
            OR (week = :week AND status IN ('planned', 'deferred')))
        ORDER BY coalesce(planned_on, '') < :today, planned_on IS NULL, planned_on, at, id LIMIT 1""",
        meant | {"today": today.isoformat()},
        of=tables.PLANNED_VISIT,
    )
    if row:
        return row
    done = store.value(
        "SELECT max(planned_on) FROM planned_visit WHERE target_id = :id AND status = 'done' AND week = :week"
        " AND (:rep_id IS NULL OR rep_id = :rep_id)",
        meant,
    )
    if done:
        raise Conflict(f"the visit to '{target['name']}' planned on {done} is done; `salesctl plan add` plans another")
    raise NotFound(f"'{target['name']}' has no planned visit; `salesctl plan add` plans one")


def miss(store: Store, target: TargetRow, reason: str, on: date | None, rep_id: int | None = None) -> PlannedVisitRow:
    """Mark a target's earliest undone planned visit up to today, or the one of a day, as missed; return it.

    Of earlier weeks only promises are undone still: they come when this week has nothing, unless they were made good. A
    promise that is missed has ended: neither it nor the visit planned to make it good claims a place again.

    Raises:
        NotFound: There is no such planned visit.
    """
    today = clock.today().isoformat()
    with store.transaction():
        row = store.one(
            f"""SELECT * FROM planned_visit p WHERE target_id = :id AND status = 'planned' AND planned_on <= :today
                AND (:on IS NULL OR planned_on = :on) AND (:rep_id IS NULL OR rep_id = :rep_id)
                AND (week >= :week OR (claim = 'promised' AND {NOT_MADE_GOOD}))
            ORDER BY week < :week, planned_on, at, id LIMIT 1""",
            {
                "id": target["id"],
                "rep_id": rep_id,
                "today": on.isoformat() if on else today,
                "on": on and on.isoformat(),
                "week": str(Week.of(clock.today())) if on is None else "",
            },
            of=tables.PLANNED_VISIT,
        )
        if row is None:
            when = f"on {on}" if on else "up to today"
            raise NotFound(f"'{target['name']}' has no undone planned visit {when}; see `salesctl plan week`")
        return mark_missed(store, row, reason)


def mark_missed(store: Store, planned: PlannedVisitRow, reason: str) -> PlannedVisitRow:
    """Mark one planned visit as missed, and the promise it was to make good; return it."""
    with store.transaction():
        store.delete_where(
            tables.PLANNED_VISIT, "promise_id = :id AND status IN ('planned', 'deferred')", {"id": planned["id"]}
        )
        missed: PlannedVisitValues = {"status": PlanStatus.MISSED, "miss_reason": reason}
        if planned["promise_id"]:
            store.update(tables.PLANNED_VISIT.changes(missed), planned["promise_id"])
        return store.update(tables.PLANNED_VISIT.changes(missed), planned["id"])


def instruct(
    store: Store, target: TargetRow, text: str | None, on: date | None, rep_id: int | None = None
) -> PlannedVisitRow:
    """Put a how-to on a target's next planned visit, or on the one of a day; return it.

    Raises:
        NotFound: There is no such planned visit.
    """
    with store.transaction():
        row = _next_planned(store, target, on, rep_id)
        return store.update(tables.PLANNED_VISIT.changes({"instruction": text}), row["id"])


def cancel(store: Store, target: TargetRow, on: date | None, rep_id: int | None = None) -> PlannedVisitRow:
    """Take a target's next planned visit, or the one of a day, out of the plan; return it.

    A promise that it was to make good ends with it.

    Raises:
        NotFound: There is no such planned visit.
    """
    with store.transaction():
        row = _next_planned(store, target, on, rep_id)
        for_promise = "(promise_id = :id AND status IN ('planned', 'deferred')) OR id = :id"
        store.delete_where(tables.PLANNED_VISIT, for_promise, {"id": row["id"]})
        if row["promise_id"]:
            end_promise(store, row["promise_id"])
        return row


def _next_planned(store: Store, target: TargetRow, on: date | None, rep_id: int | None) -> PlannedVisitRow:
    row = store.one(
        "SELECT * FROM planned_visit WHERE target_id = :id AND status = 'planned'"
        " AND (:rep_id IS NULL OR rep_id = :rep_id)"
        " AND (planned_on = :on OR (:on IS NULL AND planned_on >= :today)) ORDER BY planned_on, at, id LIMIT 1",
        {"id": target["id"], "rep_id": rep_id, "today": clock.today().isoformat(), "on": on and on.isoformat()},
        of=tables.PLANNED_VISIT,
    )
    if row is None:
        raise NotFound(f"'{target['name']}' has no planned visit {f'on {on}' if on else 'to come'}")
    return row
