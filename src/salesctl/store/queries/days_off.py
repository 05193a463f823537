"""Days off, and what is promised inside them."""

from datetime import date
from typing import TypedDict

from salesctl.rules.calendar import Week
from salesctl.store.store import Store


class DayOff(TypedDict):
    """A day off of a rep."""

    id: int
    day: str
    reason: str | None


def days_off(store: Store, first: date, last: date, rep_id: int) -> list[DayOff]:
    """Return a rep's days off in a period, in order, each with its reason."""
    return store.rows(
        "SELECT id, day, reason FROM day_off WHERE rep_id = :rep_id AND day BETWEEN :first AND :last ORDER BY day",
        {"rep_id": rep_id, "first": first.isoformat(), "last": last.isoformat()},
        of=DayOff,
    )


def days_off_by_rep(store: Store, first: date, last: date) -> list[tuple[date, int]]:
    """Return the days off of a period, each with the rep who has it."""
    rows = store.rows(
        "SELECT day, rep_id FROM day_off WHERE day BETWEEN :first AND :last",
        {"first": first.isoformat(), "last": last.isoformat()},
    )
    return [(date.fromisoformat(row["day"]), row["rep_id"]) for row in rows]


class PromisedVisit(TypedDict):
    """A visit that is promised, or was placed by hand."""

    id: int
    target_id: int
    planned_on: str
    at: str | None
    name: str


def promises_between(store: Store, first: date, last: date, rep_id: int) -> list[PromisedVisit]:
    """Return a rep's undone promises, and visits planned or moved by hand, in a period, in order."""
    return store.rows(
        """SELECT p.id, p.target_id, p.planned_on, p.at, t.name FROM planned_visit p JOIN target t ON t.id = p.target_id
        WHERE p.rep_id = :rep_id AND p.status = 'planned' AND (p.pinned = 1 OR p.claim IN ('promised', 'manual'))
            AND p.week BETWEEN :first_week AND :last_week AND p.planned_on BETWEEN :first AND :last
        ORDER BY p.planned_on, p.at, p.id""",
        {
            "rep_id": rep_id,
            "first": first.isoformat(),
            "last": last.isoformat(),
            "first_week": str(Week.of(first)),
            "last_week": str(Week.of(last)),
        },
        of=PromisedVisit,
    )
