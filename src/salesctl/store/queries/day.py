"""What is known of the customers of a day before they are visited."""

from datetime import date
from typing import TypedDict

from salesctl.rules.calendar import Week
from salesctl.store.store import Store


class LastVisit(TypedDict):
    """The last visit to a target, and what was said."""

    target_id: int
    visited_on: str
    outcome: str
    said: str | None


def last_visits(store: Store, day: date, rep_id: int) -> dict[int, LastVisit]:
    """Return the last visit made before a day to each target a rep has planned for it, by target.

    `said` is the customer's impression, or else the note.
    """
    rows = store.rows(
        """SELECT v.target_id, v.visited_on, v.outcome, coalesce(v.impression, v.note) AS said
        FROM visit v WHERE v.id IN (
            SELECT (SELECT l.id FROM visit l WHERE l.target_id = p.target_id AND l.visited_on < :day
                ORDER BY l.visited_on DESC, l.id DESC LIMIT 1)
            FROM planned_visit p WHERE p.week = :week AND p.rep_id = :rep_id AND p.planned_on = :day
        )""",
        {"day": day.isoformat(), "week": str(Week.of(day)), "rep_id": rep_id},
        of=LastVisit,
    )
    return {row["target_id"]: row for row in rows}
