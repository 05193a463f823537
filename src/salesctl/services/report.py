"""The daily report (日報): gathered from what was recorded anyway, so that nothing is written twice."""

from datetime import date, timedelta

from salesctl import clock
from salesctl.config import Settings
from salesctl.domain.enums.plan import PlanStatus
from salesctl.errors import InvalidInput
from salesctl.rules.activity import Activity, Report
from salesctl.rules.calendar import Week
from salesctl.services.plan.workdays import working_days
from salesctl.store.queries.plan import PlannedVisit, day_rows, stream_plan
from salesctl.store.queries.report import done_early, first_planned_day, orders_taken, visits_made
from salesctl.store.queries.reps import rep_name
from salesctl.store.store import Store

_NOT_MADE = (PlanStatus.MISSED, PlanStatus.PLANNED)
_NAMELESS = Settings.rep
"""The rep of who never set a name: it says nothing to those who read the report."""
_LONGEST = 366
_WEEKS_AHEAD = 8
"""How far the next working day is looked for: nobody is away longer without planning anew."""


def daily_report(store: Store, settings: Settings, rep_id: int | None, first: date, last: date) -> Report:
    """Return what a rep recorded from one day to another, both included, and what is planned next.

    A rep of None is one who has not recorded anything at all yet.

    Raises:
        InvalidInput: The period ends before it begins, is longer than a year, or is not over.
    """
    _refuse_impossible(first, last)
    if rep_id is None:
        return Report("", first, last, Activity(), days=[])
    activity = Activity(
        visits_made(store, first, last, rep_id),
        orders_taken(store, first, last, rep_id),
        [row for row in stream_plan(store, first, last, rep_id) if row["date"] and row["status"] in _NOT_MADE],
    )
    name = rep_name(store, rep_id)
    next_day = _next_day(store, settings, last, rep_id)
    return Report(
        rep="" if name == _NAMELESS else name,
        first=first,
        last=last,
        activity=activity,
        days=sorted(activity.days | _worked(store, settings, first, last, rep_id)),
        next_day=next_day,
        coming=_coming(store, next_day, last, rep_id) if next_day else [],
    )


def _refuse_impossible(first: date, last: date) -> None:
    if last < first:
        raise InvalidInput(f"the report would end ({last}) before it begins ({first})")
    if last > clock.today():
        raise InvalidInput(f"{last} is still to come; a report tells what was done, `plan day` what there is to do")
    if (last - first).days >= _LONGEST:
        raise InvalidInput(f"{first} to {last} is more than a year; ask for a shorter time")


def _worked(store: Store, settings: Settings, first: date, last: date, rep_id: int) -> set[date]:
    """Return the working days of a period."""
    days: set[date] = set()
    week = Week.of(first)
    while week.monday <= last:
        days |= {day for day in working_days(store, week, settings, rep_id) if first <= day <= last}
        week = week.next()
    return days


def _next_day(store: Store, settings: Settings, after: date, rep_id: int) -> date | None:
    """Return the next working day, or an earlier day on which a visit is planned nevertheless."""
    horizon = after + timedelta(weeks=_WEEKS_AHEAD)
    working = min(_worked(store, settings, after + timedelta(1), horizon, rep_id), default=None)
    return first_planned_day(store, after, working or horizon, rep_id) or working


def _coming(store: Store, day: date, after: date, rep_id: int) -> list[PlannedVisit]:
    """Return the planned visits of a day, but for those that were done by an earlier one already."""
    done = done_early(store, day, after, rep_id)
    return [row for row in day_rows(store, day, rep_id) if row["id"] not in done]
