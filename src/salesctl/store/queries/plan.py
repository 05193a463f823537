"""Planned visits as they are listed."""

from datetime import date
from typing import Any

from salesctl import clock
from salesctl.rules.calendar import WEEKDAYS, Week
from salesctl.store.store import Store

Rows = list[dict[str, Any]]

_SELECT = """SELECT p.id, p.planned_on AS date, p.at, p.target_id, t.name, r.name AS rep, b.name AS block, p.grade,
    p.temperature, p.claim, p.reason, p.purpose, c.name AS person, p.instruction,
    CASE WHEN p.status = 'planned' AND p.planned_on < :closed THEN 'missed' ELSE p.status END AS status,
    p.miss_reason, c.phone AS person_phone, t.phone AS phone, si.name AS site
FROM planned_visit p
JOIN target t ON t.id = p.target_id
JOIN rep r ON r.id = p.rep_id
LEFT JOIN block b ON b.id = t.block_id
LEFT JOIN site si ON si.id = t.site_id
LEFT JOIN contact c ON c.id = p.contact_id"""

# Days in order, the deferred last; in a day the timed visits first, then the grades.
_ORDER = """ORDER BY p.planned_on IS NULL, p.planned_on, p.at IS NULL, p.at, p.grade IS NULL, p.grade,
    b.name, t.name_key, p.id"""


def _listed(store: Store, where: str, params: dict[str, Any]) -> Rows:
    """Return planned visits with the weekday in words; what a week that has ended left undone is missed."""
    closed = Week.of(clock.today()).monday.isoformat()
    rows = store.rows(f"{_SELECT} WHERE {where} {_ORDER}", {**params, "closed": closed})
    return [row | {"weekday": _weekday(row["date"])} for row in rows]


def _weekday(day: str | None) -> str | None:
    return WEEKDAYS[date.fromisoformat(day).weekday()] if day else None


def weekly_plan(store: Store, week: Week, rep_id: int) -> dict[str, Any] | None:
    """Return the entry that says a rep's week was planned, None when it was not."""
    return store.one(
        "SELECT * FROM weekly_plan WHERE week = :week AND rep_id = :rep_id", {"week": str(week), "rep_id": rep_id}
    )


def week_rows(store: Store, week: Week, rep_id: int) -> Rows:
    """Return a rep's planned and deferred visits of a week."""
    return _listed(store, "p.week = :week AND p.rep_id = :rep_id", {"week": str(week), "rep_id": rep_id})


def day_rows(store: Store, day: date, rep_id: int) -> Rows:
    """Return a rep's planned visits of a day."""
    return _listed(
        store,
        "p.week = :week AND p.rep_id = :rep_id AND p.planned_on = :day",
        {"week": str(Week.of(day)), "rep_id": rep_id, "day": day.isoformat()},
    )


def dated_rows(store: Store, first: date | None, last: date | None, rep_id: int | None) -> Rows:
    """Return planned visits of a period, deferred ones left out, by day; None does not narrow."""
    return _listed(
        store,
        "p.planned_on BETWEEN :first AND :last AND (:rep_id IS NULL OR p.rep_id = :rep_id)",
        {
            "first": first.isoformat() if first else "0000-01-01",
            "last": last.isoformat() if last else "9999-12-31",
            "rep_id": rep_id,
        },
    )
