"""A week as it is shown: as it was planned, or planned just now."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from salesctl import clock
from salesctl.config import Settings
from salesctl.domain.enums.plan import PlanStatus
from salesctl.domain.overload import Overload
from salesctl.rules.calendar import Week
from salesctl.rules.week.overload import overloads
from salesctl.services.plan.workdays import working_days
from salesctl.store.queries.plan import PlannedVisit, deferred_visits, visits_on, week_rows, weekly_plan
from salesctl.store.queries.targets import target_names
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.rules.week.replan import Change, Move

MOST_NAMED = 20
"""How many of the visits that planning changed are named, of each kind."""


class WeekView(NamedTuple):
    """A week as it is shown: its planned visits, what it holds and needs, and what planning it just now changed.

    `deferred` counts the visits that found no place: `rows` may hold only the first of them. `capacity` and `needed`
    are visits, None for a week that was never planned. `overloads` are the days that hold too much. `planned` says
    whether the week was planned just now. `difference` is what planning again changed, by what happened, None when it
    was not planned again; `names` are those of its first targets.
    """

    rows: Sequence[PlannedVisit]
    deferred: int
    capacity: int | None
    needed: int | None
    overloads: Sequence[Overload] = ()
    difference: "Mapping[Change, Sequence[Move]] | None" = None
    names: Mapping[int, str] = {}
    planned: bool = False


def open_week(
    store: Store,
    settings: Settings,
    week: Week,
    rep_id: int,
    *,
    capacity: int | None = None,
    replan: bool = False,
    dry_run: bool = False,
    deferred: int | None = None,
) -> WeekView:
    """Return a rep's week as planned; one not planned yet, or to be planned again, is planned first.

    A week that has passed is never planned: what was recorded of it is shown. For rep 0, whom the store does not know,
    there is nothing.

    Args:
        capacity: Visits a day; the settings' when None.
        dry_run: Plan as if for the first time, show the result and store nothing.
        deferred: How many of the deferred visits to return, all when None.
    """
    entry = weekly_plan(store, week, rep_id)
    if not rep_id:
        return WeekView([], 0, None, None)
    if week.sunday < clock.today() or (entry and not replan and not dry_run):
        account = entry or {"capacity": None, "needed": None}
        rows = week_rows(store, week, rep_id, deferred)
        count = deferred_visits(store, week, rep_id)
        overloaded = _overloads(store, settings, week, rep_id, rows, capacity or settings.capacity)
        return WeekView(rows, count, account["capacity"], account["needed"], overloaded)
    # Most runs show a week that is planned already: the planner is not even imported for them.
    from salesctl.services.plan import draft

    with store.transaction(keep=not dry_run, look=not replan):
        made, changes = draft.draft(store, settings, week, rep_id, capacity or settings.capacity)
        difference = changes.difference() if entry and replan else None
        unseen = draft.leave_out(changes, deferred) if dry_run and deferred is not None else 0
        draft.keep(store, week, rep_id, made, changes)
        rows = week_rows(store, week, rep_id, deferred)
        count = deferred_visits(store, week, rep_id) + unseen
    changed = [move.target_id for moves in (difference or {}).values() for move in moves[:MOST_NAMED]]
    names = target_names(store, changed) if changed else {}
    return WeekView(rows, count, made.capacity, made.needed, made.overloads, difference, names, planned=True)


def _overloads(
    store: Store, settings: Settings, week: Week, rep_id: int, rows: Iterable[PlannedVisit], capacity: int
) -> list[Overload]:
    """Return which days ask too much: a promise joins a week that is planned already without asking for a place."""
    today = clock.today()
    days = (date.fromisoformat(row["date"]) for row in rows if row["date"] and row["status"] == PlanStatus.PLANNED)
    waiting = Counter(day for day in days if day >= today)
    if not waiting:
        return []
    made = {today: visits_on(store, today, rep_id)[1]}
    return list(overloads(waiting, made, working_days(store, week, settings, rep_id), capacity))
