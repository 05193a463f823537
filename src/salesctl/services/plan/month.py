"""The month's plan: visits required, planned and done by grade and week, whether they fit, and what will be decided."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple, TypedDict

from salesctl import clock
from salesctl.config import Settings
from salesctl.domain.enums.plan import Claim
from salesctl.domain.enums.prospect import Grade, Horizon, Temperature
from salesctl.domain.progress import GridBy
from salesctl.rules.calendar import Month, Week
from salesctl.rules.month import Load, OpenName, canvass_visits, maintenance_groups, prospect_groups, required_visits
from salesctl.services.plan.facts import plan_settings
from salesctl.services.plan.workdays import working_days
from salesctl.services.progress import GRADES, NONE, TOTAL
from salesctl.store.queries import month as counts
from salesctl.store.queries.calls import Scope, calls
from salesctl.store.store import Store

Cells = Mapping[tuple[str, str], int]
"""Visits by line of the grid and week."""

LISTED = 10
"""How many prospects of a horizon are listed."""


class Decisions(NamedTuple):
    """The open prospects whose decision is expected within a horizon: how many, their amount, and the first of them."""

    horizon: Horizon
    prospects: int
    amount: int
    rows: Sequence[counts.DecisionAhead]


class MonthLine(TypedDict):
    """A line of the month's grid: the visits of a grade in a week."""

    grade: str
    week: str
    required: int
    planned: int
    done: int


class MonthPlan(NamedTuple):
    """A month: a row for each grade and week, what it is asked for against what it holds, and the decisions ahead."""

    rows: list[MonthLine]
    load: Load
    decisions: list[Decisions]

    @property
    def prospects(self) -> int:
        """How many prospects are open."""
        return sum(decisions.prospects for decisions in self.decisions)


def plan_month(store: Store, settings: Settings, month: Month, rep_id: int, capacity: int) -> MonthPlan:
    """Return a rep's month; `capacity` is visits a day.

    Required visits come from the names open today; in a month that has passed, from those open when it ended. Done are
    all visits made, planned or not.
    """
    days = [len(working_days(store, week, settings, rep_id)) for week in month.weeks]
    required = _required(store, settings, month, rep_id, capacity, days)
    rows = _grid(month.weeks, required, *_made(store, month.weeks, rep_id))
    asked = [row["required"] for row in rows if row["grade"] == TOTAL]
    return MonthPlan(rows, Load(month.weeks, asked, days, capacity), _decisions(store, rep_id))


def _required(store: Store, settings: Settings, month: Month, rep_id: int, capacity: int, days: Sequence[int]) -> Cells:
    first, last = month.weeks[0].monday, month.weeks[-1].sunday
    as_of = min(clock.today(), last)
    chosen = plan_settings(settings, capacity)
    names = [
        OpenName(row["target_id"], Grade(row["grade"]), Temperature(row["temperature"]), row["cadence"])
        for row in counts.open_names(store, rep_id, as_of)
    ]
    customers = counts.customer_counts(store, rep_id, as_of)
    groups = prospect_groups(names, chosen.cadences) + maintenance_groups(customers, chosen.maintenance_weeks)
    targets = counts.canvass_count(store, rep_id, first, last, first - timedelta(chosen.stale_days))
    lines = required_visits(groups, len(days)) | {
        Claim.CANVASS: canvass_visits(targets, map(chosen.canvass_places, days))
    }
    return {
        (str(line), str(week)): visits
        for line, by_week in lines.items()
        for week, visits in zip(month.weeks, by_week, strict=True)
    }


def _made(store: Store, weeks: Sequence[Week], rep_id: int) -> tuple[Cells, Cells]:
    """Return the visits planned, and those made."""
    planned, done = {}, {}
    for (week, grade), found in calls(store, Scope({week: str(week) for week in weeks}, GridBy.GRADE, rep_id)).items():
        cell = grade or NONE, week
        planned[cell], done[cell] = found.planned, found.done + found.extra
    return planned, done


def _grid(weeks: Sequence[Week], required: Cells, planned: Cells, done: Cells) -> list[MonthLine]:
    """Return the rows: by week the grades, the other lines that have any visit in the month, and the total."""
    counted = {"required": required, "planned": planned, "done": done}
    alive = {line for cells in counted.values() for (line, _), visits in cells.items() if visits}
    grades = [str(grade) for grade in GRADES if grade in alive or grade in list(Grade)]
    rows: list[MonthLine] = []
    for week in map(str, weeks):
        cells = {grade: {what: found.get((grade, week), 0) for what, found in counted.items()} for grade in grades}
        cells[TOTAL] = {what: sum(cell[what] for cell in cells.values()) for what in counted}
        rows += [
            {
                "grade": grade,
                "week": week,
                "required": cell["required"],
                "planned": cell["planned"],
                "done": cell["done"],
            }
            for grade, cell in cells.items()
        ]
    return rows


def _decisions(store: Store, rep_id: int) -> list[Decisions]:
    listed: dict[str, list[counts.DecisionAhead]] = {horizon: [] for horizon in Horizon}
    for row in counts.decisions_ahead(store, rep_id, LISTED):
        listed[row["horizon"]].append(row)
    return [_expected(Horizon(horizon), rows) for horizon, rows in listed.items()]


def _expected(horizon: Horizon, rows: Sequence[counts.DecisionAhead]) -> Decisions:
    prospects, amount = (rows[0]["prospects"], rows[0]["total"]) if rows else (0, 0)
    return Decisions(horizon, prospects, amount, rows)
