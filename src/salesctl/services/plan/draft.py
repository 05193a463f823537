"""Planning a week: made once, stored, and made again for what is still undone."""

from __future__ import annotations

from dataclasses import replace
from heapq import nsmallest
from typing import TYPE_CHECKING, Any

from salesctl import clock
from salesctl.config import Settings
from salesctl.rules.calendar import Week
from salesctl.rules.week.plan import WeekPlan, plan_week
from salesctl.rules.week.replan import Replan, replan, stored_values
from salesctl.services.plan.facts import gather_facts, plan_settings
from salesctl.store import tables
from salesctl.store.queries.narrow import AMONG, among
from salesctl.store.queries.plan import undone_rows, weekly_plan
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.store.rows import WeeklyPlanValues


def plan(store: Store, settings: Settings, week: Week, rep_id: int, capacity: int) -> None:
    """Plan a rep's week from the stored facts, and store it; `capacity` is visits a day.

    What is done, promised, or placed by hand stays as it is; the planner's own undone rows claim again. An undone row
    of a day that has passed stays where it was, to be counted as missed, unless the target found a new day.
    """
    with store.transaction():
        keep(store, week, rep_id, *draft(store, settings, week, rep_id, capacity))


def draft(store: Store, settings: Settings, week: Week, rep_id: int, capacity: int) -> tuple[WeekPlan, Replan]:
    """Plan a week without storing it, and compare it with what is stored of it.

    What is left undone on a day that has passed will be missed: it is neither deferred nor needed any more.
    """
    made = plan_week(gather_facts(store, settings, week, rep_id, capacity), plan_settings(settings, capacity))
    changes = replan(undone_rows(store, week, rep_id), [*made.placed, *made.deferred], clock.today())
    return replace(made, needed=made.needed - changes.left), changes


def leave_out(changes: Replan, most: int) -> int:
    """Leave out the new deferred rows that a rehearsal would store without showing them; return how many they are."""
    deferred = [row for row in changes.new if row.day is None]
    shown = nsmallest(most, deferred, key=lambda row: (row.source.grade is None, row.source.grade, row.source.name_key))
    changes.new = [*(row for row in changes.new if row.day), *shown]
    return len(deferred) - len(shown)


def keep(store: Store, week: Week, rep_id: int, made: WeekPlan, changes: Replan) -> None:
    """Bring the stored rows of a week to what was planned."""
    place = {"week": str(week), "rep_id": rep_id}
    new: list[Any] = [{**stored_values(row), **place} for row in changes.new]
    changed: dict[int, Any] = {before["id"]: values for before, values in changes.changed}
    store.insert_many(map(tables.PLANNED_VISIT.checked, new))
    store.update_many(tables.PLANNED_VISIT, changed)
    store.delete_where(tables.PLANNED_VISIT, f"id {AMONG}", among(row["id"] for row in changes.gone))
    _remember(store, week, rep_id, made, changed=changes.noticeable)


def _remember(store: Store, week: Week, rep_id: int, made: WeekPlan, *, changed: bool) -> None:
    """Store when the week was planned and what it holds; planning again without a change leaves it alone."""
    account: WeeklyPlanValues = {"capacity": made.capacity, "needed": made.needed}
    entry = weekly_plan(store, week, rep_id)
    if entry is None:
        values: WeeklyPlanValues = {"week": str(week), "rep_id": rep_id, "planned_at": clock.timestamp(), **account}
        store.insert(tables.WEEKLY_PLAN.checked(values))
    elif changed or (entry["capacity"], entry["needed"]) != (made.capacity, made.needed):
        store.update(tables.WEEKLY_PLAN.changes({"planned_at": clock.timestamp(), **account}), entry["id"])
