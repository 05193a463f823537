"""Planned visits as they are listed."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from salesctl import clock
from salesctl.domain.text import WEEKDAYS
from salesctl.rules.calendar import Week
from salesctl.store.sqlite.lane import Params
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.store.rows import PlannedVisitRow, WeeklyPlanRow

_LAST_DAY = date(9999, 12, 26)  # the end of the last whole week there is

_SELECT = """SELECT p.id, p.planned_on AS date, p.at, p.target_id, t.name, r.name AS rep, b.name AS block, p.grade,
    p.temperature, p.claim, p.reason, p.purpose, c.name AS person, p.instruction,
    replace(p.materials, char(10), char(31)) AS materials, replace(p.questions, char(10), char(31)) AS questions,
    CASE WHEN p.status = 'planned' AND p.planned_on < :closed THEN 'missed' ELSE p.status END AS status,
    CASE WHEN p.status = 'planned' THEN 1 ELSE 0 END AS undone, p.miss_reason, c.phone AS person_phone, t.phone,
    t.address, t.block_id, t.site_id, t.lat, t.lon
FROM planned_visit p
JOIN target t ON t.id = p.target_id
JOIN rep r ON r.id = p.rep_id
LEFT JOIN block b ON b.id = t.block_id
LEFT JOIN contact c ON c.id = p.contact_id"""

# Days in order, the deferred last; in a day the timed visits first, then the grades.
_ORDER = """ORDER BY p.planned_on IS NULL, p.planned_on, p.at IS NULL, p.at, p.grade IS NULL, p.grade,
    CASE WHEN p.planned_on IS NULL THEN NULL ELSE b.name END, t.name_key, p.id"""

_OF_WEEK = "p.week = :week AND p.rep_id = :rep_id"


class _PlannedVisit(TypedDict):
    id: int
    date: str | None
    at: str | None
    target_id: int
    name: str
    rep: str
    block: str | None
    grade: str | None
    temperature: str | None
    claim: str
    reason: str
    purpose: str | None
    person: str | None
    instruction: str | None
    materials: str | None
    questions: str | None
    status: str
    undone: int
    miss_reason: str | None
    person_phone: str | None
    phone: str | None
    address: str | None
    block_id: int | None
    site_id: int | None
    lat: float | None
    lon: float | None


class PlannedVisit(_PlannedVisit):
    """A planned visit as it is listed; one that is deferred has no date and no weekday.

    `undone` (0 or 1) says whether it still counts as planned, whatever its week; `materials` and `questions` are joined
    with `SEPARATOR`.
    """

    weekday: str | None


def _listed(store: Store, where: str, params: Params, limit: int | None = None) -> Iterator[PlannedVisit]:
    """Return planned visits with the weekday in words; what a week that has ended left undone is missed."""
    closed = Week.of(clock.today()).monday.isoformat()
    first = "" if limit is None else f" LIMIT {limit}"
    for row in store.stream(f"{_SELECT} WHERE {where} {_ORDER}{first}", {**params, "closed": closed}, of=_PlannedVisit):
        yield {**row, "weekday": _weekday(row["date"])}


def _weekday(day: str | None) -> str | None:
    return WEEKDAYS[date.fromisoformat(day).weekday()] if day else None


def weekly_plan(store: Store, week: Week, rep_id: int) -> "WeeklyPlanRow | None":
    """Return the entry that says a rep's week was planned, None when it was not."""
    from salesctl.store import tables  # for those who plan

    sql = "SELECT * FROM weekly_plan WHERE week = :week AND rep_id = :rep_id"
    return store.one(sql, {"week": str(week), "rep_id": rep_id}, of=tables.WEEKLY_PLAN)


def week_rows(store: Store, week: Week, rep_id: int, deferred: int | None = None) -> list[PlannedVisit]:
    """Return a rep's planned and deferred visits of a week; only the first of the deferred when a number is given."""
    chosen = {"week": str(week), "rep_id": rep_id}
    if deferred is None:
        return list(_listed(store, _OF_WEEK, chosen))
    return [
        *_listed(store, f"{_OF_WEEK} AND p.planned_on IS NOT NULL", chosen),
        *_listed(store, f"{_OF_WEEK} AND p.planned_on IS NULL", chosen, deferred),
    ]


def deferred_visits(store: Store, week: Week, rep_id: int) -> int:
    """Return how many of a rep's visits found no place in a week."""
    return int(
        store.value(
            f"SELECT count(*) FROM planned_visit p WHERE {_OF_WEEK} AND p.planned_on IS NULL",
            {"week": str(week), "rep_id": rep_id},
        )
    )


def undone_rows(store: Store, week: Week, rep_id: int) -> "list[PlannedVisitRow]":
    """Return the stored rows of a week that planning it again may change: the planner's own, not yet done."""
    from salesctl.store import tables  # for those who plan

    return store.rows(
        f"""SELECT p.* FROM planned_visit p WHERE {_OF_WEEK} AND p.pinned = 0
            AND p.status IN ('planned', 'deferred') AND p.claim NOT IN ('promised', 'manual')
        ORDER BY p.planned_on, p.id""",
        {"week": str(week), "rep_id": rep_id},
        of=tables.PLANNED_VISIT,
    )


def day_rows(store: Store, day: date, rep_id: int) -> list[PlannedVisit]:
    """Return a rep's planned visits of a day."""
    return list(
        _listed(
            store,
            f"{_OF_WEEK} AND p.planned_on = :day",
            {"week": str(Week.of(day)), "rep_id": rep_id, "day": day.isoformat()},
        )
    )


def visits_on(store: Store, day: date, rep_id: int) -> tuple[int, int]:
    """Return how many visits a rep has planned on a day and not made yet, and how many were made."""
    row = store.one(
        f"""SELECT (SELECT count(*) FROM planned_visit p
                WHERE {_OF_WEEK} AND p.planned_on = :day AND p.status = 'planned') AS waiting,
            (SELECT count(*) FROM visit v WHERE v.rep_id = :rep_id AND v.visited_on = :day) AS made""",
        {"week": str(Week.of(day)), "rep_id": rep_id, "day": day.isoformat()},
    )
    assert row is not None, "a count is always a row"
    return row["waiting"], row["made"]


def coming_rows(store: Store, target_id: int, today: date, limit: int, rep_id: int | None = None) -> list[PlannedVisit]:
    """Return the planned visits to a target from today on, the next first; a rep of None does not narrow."""
    chosen = {"id": target_id, "rep_id": rep_id, "today": today.isoformat()}
    where = (
        "p.target_id = :id AND p.status = 'planned' AND p.planned_on >= :today"
        " AND (:rep_id IS NULL OR p.rep_id = :rep_id)"
    )
    return list(_listed(store, where, chosen, limit))


def stream_plan(
    store: Store, first: date, last: date | None = None, rep_id: int | None = None
) -> Iterator[PlannedVisit]:
    """Return the planned visits from one day to another one by one, with what was deferred in their weeks at the end.

    What is None does not narrow.
    """
    first, last = min(first, _LAST_DAY), min(last or _LAST_DAY, _LAST_DAY)
    return _listed(
        store,
        """(p.planned_on BETWEEN :first AND :last
            OR (p.planned_on IS NULL AND p.week BETWEEN :first_week AND :last_week))
        AND p.rep_id = coalesce(:rep_id, p.rep_id)""",
        {
            "first": first.isoformat(),
            "last": last.isoformat(),
            "first_week": str(Week.of(first)),
            "last_week": str(Week.of(last)),
            "rep_id": rep_id,
        },
    )


def revisions(store: Store, first: date, last: date | None, rep_id: int | None) -> dict[int, int]:
    """Return how often each planned visit of a period was changed since it was made, as the journal has it.

    What is None does not narrow.
    """
    rows = store.rows(
        """SELECT p.id, count(*) - 1 AS changes
        FROM planned_visit p JOIN change c ON c.table_name = 'planned_visit' AND c.row_id = p.id
        WHERE p.planned_on BETWEEN :first AND :last AND p.rep_id = coalesce(:rep_id, p.rep_id) GROUP BY p.id""",
        {"first": first.isoformat(), "last": (last or _LAST_DAY).isoformat(), "rep_id": rep_id},
    )
    return {row["id"]: row["changes"] for row in rows}


class WithdrawnVisit(TypedDict):
    """What was planned once, as it was last planned; `revision` is how often it was changed."""

    id: int
    date: str
    at: str | None
    name: str
    revision: int


def withdrawn(store: Store, first: date, last: date | None, rep_id: int | None) -> list[WithdrawnVisit]:
    """Return what was once planned on the days of a period and is on no day now, cancelled or deferred.

    Each has the day, time and name it had last, and `revision`, how often it was changed. The journal knows them: those
    it has forgotten are not returned. What is None does not narrow.
    """
    period = {"first": first.isoformat(), "last": (last or _LAST_DAY).isoformat(), "rep_id": rep_id}
    weeks = {"first_week": str(Week.of(first)), "last_week": str(Week.of(min(last or _LAST_DAY, _LAST_DAY)))}
    return store.rows(
        """WITH off (id) AS (
            SELECT c.row_id FROM change c WHERE c.table_name = 'planned_visit' AND c.after IS NULL
                AND NOT EXISTS (SELECT 1 FROM planned_visit p WHERE p.id = c.row_id)
            UNION
            SELECT p.id FROM planned_visit p WHERE p.planned_on IS NULL AND p.week BETWEEN :first_week AND :last_week
        )
        SELECT off.id, c.before ->> 'planned_on' AS date, c.before ->> 'at' AS at, t.name,
            (SELECT count(*) - 1 FROM change x WHERE x.table_name = 'planned_visit' AND x.row_id = off.id) AS revision
        FROM off JOIN change c ON c.id = (
            SELECT max(x.id) FROM change x WHERE x.table_name = 'planned_visit' AND x.row_id = off.id
                AND x.before ->> 'planned_on' IS NOT NULL)
        JOIN target t ON t.id = CAST(c.before ->> 'target_id' AS INTEGER)
        WHERE c.before ->> 'planned_on' BETWEEN :first AND :last
            AND (:rep_id IS NULL OR CAST(c.before ->> 'rep_id' AS INTEGER) = :rep_id)
        ORDER BY date, off.id""",
        {**period, **weeks},
        of=WithdrawnVisit,
    )
