"""Planning a week: made once, stored, and made again for what is still undone."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from salesctl import clock
from salesctl.config import Settings
from salesctl.domain.plan import PlannedVisitFields, PlanStatus, WeeklyPlanFields
from salesctl.rules.calendar import Week
from salesctl.rules.placement import PlanRow
from salesctl.rules.week import WeekPlan, plan_week
from salesctl.services.week_facts import gather_facts, plan_settings
from salesctl.store.queries.plan import week_rows, weekly_plan
from salesctl.store.store import Store

Row = dict[str, Any]


@dataclass
class Difference:
    """What planning changed in a week that was planned before; each list holds planned visits."""

    added: list[Row] = field(default_factory=list)
    moved: list[tuple[Row, Row]] = field(default_factory=list)
    removed: list[Row] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.moved or self.removed)

    def in_words(self) -> str:
        """Count what changed."""
        if not self:
            return "Nothing to change in the plan."
        counts = [(len(self.added), "added"), (len(self.moved), "moved"), (len(self.removed), "taken out")]
        return f"Replanned: {', '.join(f'{count} {what}' for count, what in counts if count)}."


class WeekView(NamedTuple):
    """A week as it is shown: its planned visits, what it holds and needs, and what planning it just now changed.

    `capacity` and `needed` are visits, None for a week that was never planned.
    """

    rows: list[Row]
    capacity: int | None
    needed: int | None
    warnings: Sequence[str] = ()
    difference: Difference | None = None


def show_week(
    store: Store,
    settings: Settings,
    week: Week,
    rep_id: int,
    *,
    capacity: int | None = None,
    replan: bool = False,
    dry_run: bool = False,
) -> WeekView:
    """Return a rep's week as planned; one not planned yet, or to be planned again, is planned first.

    A week that has passed is never planned: what was recorded of it is shown. For rep 0, whom the store does not know,
    there is nothing.

    Args:
        capacity: Visits a day; the settings' when None.
        dry_run: Plan as if for the first time, show the result and store nothing.
    """
    entry = weekly_plan(store, week, rep_id)
    if not rep_id:
        return WeekView([], None, None)
    if week.sunday < clock.today() or (entry and not replan and not dry_run):
        told = entry or {"capacity": None, "needed": None}
        return WeekView(week_rows(store, week, rep_id), told["capacity"], told["needed"])
    with store.transaction(keep=not dry_run):
        made, difference = plan(store, settings, week, rep_id, capacity or settings.capacity)
        rows = week_rows(store, week, rep_id)
    return WeekView(rows, made.capacity, made.needed, made.warnings, difference)


def plan(store: Store, settings: Settings, week: Week, rep_id: int, capacity: int) -> tuple[WeekPlan, Difference]:
    """Plan a rep's week from the stored facts, and store it; `capacity` is visits a day.

    What is done, promised, or placed by hand stays as it is; the planner's own undone rows claim again. An undone row
    of a day that has passed stays where it was, to be counted as missed, unless the target found a new day.
    """
    with store.transaction():
        made = plan_week(gather_facts(store, settings, week, rep_id, capacity), plan_settings(settings, capacity))
        keeper = _Keeper(store, week, rep_id)
        keeper.bring_in([*made.placed, *made.deferred])
        _remember(store, week, rep_id, made, changed=bool(keeper.difference))
    return made, keeper.difference


def _remember(store: Store, week: Week, rep_id: int, made: WeekPlan, *, changed: bool) -> None:
    """Store when the week was planned and what it holds; planning again without a change leaves it alone."""
    account = {"capacity": made.capacity, "needed": made.needed}
    entry = weekly_plan(store, week, rep_id)
    if entry is None:
        values = {"week": str(week), "rep_id": rep_id, "planned_at": clock.timestamp(), **account}
        store.insert(WeeklyPlanFields.checked(values))
    elif changed or any(entry[name] != value for name, value in account.items()):
        store.update(WeeklyPlanFields, entry["id"], {"planned_at": clock.timestamp(), **account})


class _Keeper:
    """Brings the stored rows of a week to what the planner says, keeping the rows that are still meant."""

    def __init__(self, store: Store, week: Week, rep_id: int) -> None:
        self.store = store
        self.week = week
        self.rep_id = rep_id
        self.difference = Difference()
        self._placed: set[int] = set()
        self._mine: defaultdict[int, list[Row]] = defaultdict(list)
        for row in store.rows(
            "SELECT * FROM planned_visit WHERE week = :week AND rep_id = :rep_id AND pinned = 0"
            " AND status IN ('planned', 'deferred') AND claim NOT IN ('promised', 'manual') ORDER BY planned_on, id",
            {"week": str(week), "rep_id": rep_id},
        ):
            self._mine[row["target_id"]].append(row)

    def bring_in(self, rows: Sequence[PlanRow]) -> None:
        """Store the rows: those already there are kept or moved, the others added, and what is left over removed."""
        self._placed = {row.source.target_id for row in rows if row.day}
        new: list[PlannedVisitFields] = []
        for row in rows:
            past = self._past(row.source.target_id)
            if row.day is None and past and row.source.target_id not in self._placed:
                # Still undone and no new day for it: it stays on its day, where it will count as missed.
                self._mine[row.source.target_id].remove(past)
            elif before := self._take(row):
                self._change(before, row)
            else:
                new.append(PlannedVisitFields.checked({**self._values(row), "rep_id": self.rep_id}))
        self.difference.added += self.store.insert_many(new)
        self._remove()

    def _past(self, target_id: int) -> Row | None:
        today = clock.today().isoformat()
        return next((row for row in self._mine[target_id] if row["planned_on"] and row["planned_on"] < today), None)

    def _take(self, row: PlanRow) -> Row | None:
        """Return the stored row that a planned one continues: the one of its day first."""
        stored = self._mine[row.source.target_id]
        day = row.day.isoformat() if row.day else None
        chosen = next((kept for kept in stored if kept["planned_on"] == day), stored[0] if stored else None)
        if chosen:
            stored.remove(chosen)
        return chosen

    def _values(self, row: PlanRow) -> Row:
        source = row.source
        return {
            "target_id": source.target_id,
            "week": str(self.week),
            "planned_on": row.day and row.day.isoformat(),
            "claim": source.claim.value,
            "status": (PlanStatus.PLANNED if row.day else PlanStatus.DEFERRED).value,
            "grade": source.grade and source.grade.value,
            "temperature": source.temperature and source.temperature.value,
            "reason": row.reason,
            "promise_id": source.promise_id,
        } | {
            name: value
            for name, value in (("contact_id", source.contact_id), ("purpose", source.purpose))
            if value is not None
        }

    def _change(self, before: Row, row: PlanRow) -> None:
        values = {name: value for name, value in self._values(row).items() if before[name] != value}
        if {"planned_on", "claim"} & values.keys():
            self.difference.moved.append((before, {**before, **values}))
        if values:
            self.store.update(PlannedVisitFields, before["id"], values)

    def _remove(self) -> None:
        today = clock.today().isoformat()
        for row in (row for rows in self._mine.values() for row in rows):
            if row["planned_on"] is None or row["planned_on"] >= today or row["target_id"] in self._placed:
                self.difference.removed.append(row)
                self.store.delete_where(PlannedVisitFields, "id = :id", {"id": row["id"]})
