"""What is to be known of one target to say why a week holds a visit to it, or does not."""

from datetime import date
from typing import TypedDict

from salesctl.rules.calendar import Week
from salesctl.store.queries.prospects import RESETS
from salesctl.store.store import Store


class WeekVisit(TypedDict):
    """A planned visit of a week; `made_on` is when a visit did it."""

    planned_on: str | None
    at: str | None
    claim: str
    status: str
    reason: str
    moved_by: str | None
    miss_reason: str | None
    made_on: str | None


class Carer(TypedDict):
    """A rep who plans visits to a target."""

    id: int
    name: str


class VisitElsewhere(TypedDict):
    """A planned visit outside the week that is asked about, and whose it is."""

    planned_on: str
    at: str | None
    reason: str
    rep_id: int
    rep: str


class ContactMade(TypedDict):
    """A contact that was made; `counts` is 1 where it resets the clock, else 0."""

    visited_on: str
    mode: str
    counts: int


class Closing(TypedDict):
    """How and when a prospect was closed."""

    status: str
    closed_on: str
    loss_reason: str | None


def visits_of_week(store: Store, target_id: int, week: Week, rep_id: int) -> list[WeekVisit]:
    """Return a target's rows of a rep's week by day, those without one last; `made_on` is when a visit did it."""
    return store.rows(
        """SELECT p.planned_on, p.at, p.claim, p.status, p.reason, p.moved_by, p.miss_reason,
            v.visited_on AS made_on
        FROM planned_visit p LEFT JOIN visit v ON v.id = p.visit_id
        WHERE p.target_id = :id AND p.week = :week AND p.rep_id = :rep_id
        ORDER BY p.planned_on IS NULL, p.planned_on, p.at IS NULL, p.at, p.id""",
        {"id": target_id, "week": str(week), "rep_id": rep_id},
        of=WeekVisit,
    )


def extra_visits_of_week(store: Store, target_id: int, week: Week) -> list[str]:
    """Return the days of a week on which a target was visited without being planned, by whomever."""
    rows = store.rows(
        """SELECT v.visited_on AS day FROM visit v WHERE v.target_id = :id AND v.visited_on BETWEEN :monday AND :sunday
            AND NOT EXISTS (SELECT 1 FROM planned_visit p WHERE p.visit_id = v.id) ORDER BY v.visited_on""",
        {"id": target_id, "monday": week.monday.isoformat(), "sunday": week.sunday.isoformat()},
    )
    return [row["day"] for row in rows]


def carers(store: Store, target_id: int) -> list[Carer]:
    """Return who plans visits to a target, id and name: the reps of its open prospects, else the one it belongs to."""
    of_prospects = store.rows(
        "SELECT DISTINCT r.id, r.name FROM prospect p JOIN rep r ON r.id = p.rep_id"
        " WHERE p.target_id = :id AND p.status = 'open' ORDER BY r.name",
        {"id": target_id},
        of=Carer,
    )
    return of_prospects or store.rows(
        "SELECT r.id, r.name FROM target t JOIN rep r ON r.id = t.rep_id WHERE t.id = :id", {"id": target_id}, of=Carer
    )


def colleagues_of_week(store: Store, target_id: int, week: Week, rep_id: int) -> dict[str, str]:
    """Return which colleague has a visit to a target planned in a week, by day."""
    rows = store.rows(
        """SELECT p.planned_on AS day, r.name FROM planned_visit p JOIN rep r ON r.id = p.rep_id
        WHERE p.target_id = :id AND p.week = :week AND p.rep_id <> :rep_id AND p.status = 'planned'
            AND (p.pinned = 1 OR p.claim IN ('promised', 'manual'))""",
        {"id": target_id, "week": str(week), "rep_id": rep_id},
    )
    return {row["day"]: row["name"] for row in rows}


def next_elsewhere(store: Store, target_id: int, week: Week, today: date) -> VisitElsewhere | None:
    """Return the next visit to a target that is planned outside a week, and whose it is; None when there is none."""
    return store.one(
        """SELECT p.planned_on, p.at, p.reason, p.rep_id, r.name AS rep
        FROM planned_visit p JOIN rep r ON r.id = p.rep_id
        WHERE p.target_id = :id AND p.status = 'planned' AND p.planned_on >= :today AND p.week <> :week
        ORDER BY p.planned_on, coalesce(p.at, '99:99'), p.id LIMIT 1""",
        {"id": target_id, "today": today.isoformat(), "week": str(week)},
        of=VisitElsewhere,
    )


def contacts_made(store: Store, target_id: int, *, phone_resets: bool) -> list[ContactMade]:
    """Return a target's contacts from its last visit that counts on, the last first; `counts` tells that one."""
    return store.rows(
        f"""SELECT v.visited_on, v.mode, {RESETS} AS counts FROM visit v
        WHERE v.target_id = :id AND v.visited_on >= coalesce(
            (SELECT max(v.visited_on) FROM visit v WHERE v.target_id = :id AND {RESETS}), '')
        ORDER BY v.visited_on DESC, counts, v.id DESC""",
        {"id": target_id, "phone_resets": int(phone_resets)},
        of=ContactMade,
    )


def last_visit(store: Store, target_id: int) -> str | None:
    """Return the day of a target's last visit, of whatever mode."""
    return store.value("SELECT max(visited_on) FROM visit WHERE target_id = :id", {"id": target_id}, of=str)


def retry_after(store: Store, target_id: int, sunday: date) -> str | None:
    """Return from when a lost prospect of a target is to be tried again, where that is after a week's end."""
    return store.value(
        "SELECT max(retry_on) FROM prospect WHERE target_id = :id AND status = 'lost' AND retry_on > :sunday",
        {"id": target_id, "sunday": sunday.isoformat()},
        of=str,
    )


def last_closed(store: Store, target_id: int) -> Closing | None:
    """Return how and when the last prospect of a target without an open one was closed; None when there is none."""
    return store.one(
        """SELECT p.status, p.closed_on, p.loss_reason FROM prospect p
        WHERE p.target_id = :id AND p.closed_on IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM prospect o WHERE o.target_id = p.target_id AND o.status = 'open')
        ORDER BY p.closed_on DESC, p.id DESC LIMIT 1""",
        {"id": target_id},
        of=Closing,
    )
