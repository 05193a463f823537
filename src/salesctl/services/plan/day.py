"""A rep's day: the planned visits in the order they are made, and marking them in one go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict

from salesctl.domain.enums.plan import PlanStatus
from salesctl.errors import Conflict
from salesctl.rules.distance import Point, kilometres
from salesctl.services import visits
from salesctl.services.names import Names
from salesctl.services.plan import change
from salesctl.store import tables
from salesctl.store.queries.day import LastVisit, last_visits
from salesctl.store.queries.plan import PlannedVisit, day_rows
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.services.values import GivenVisit
    from salesctl.store.rows import PlannedVisitRow

    class MissedVisit(PlannedVisitRow):
        """A planned visit that was missed, with its target's name."""

        name: str


class _Last(TypedDict):
    last_visit: str | None
    last_said: str | None


class _Prepared(PlannedVisit, _Last):
    pass


class DayVisit(_Prepared):
    """A planned visit of a day, with the last one before it and how far it is from the stop before."""

    distance_km: float | None


class Made(NamedTuple):
    """A planned visit that was made, with the values of its visit (see `visits.record_visit`)."""

    planned: DayVisit
    values: GivenVisit


class Missed(NamedTuple):
    """A planned visit that was not made, and why."""

    planned: DayVisit
    reason: str


def day_plan(store: Store, day: date, rep_id: int) -> list[DayVisit]:
    """Return a rep's planned visits of a day in the order they are made, with what helps on the way.

    Beside the columns of the plan each has `phone` (the person's, else the target's), `last_visit` and `last_said` of
    the visit before, and `distance_km` in a straight line from the stop before, where both have coordinates.
    """
    before = last_visits(store, day, rep_id)
    rows: list[_Prepared] = [
        {**row, **_last(before.get(row["target_id"])), "phone": row["person_phone"] or row["phone"]}
        for row in _in_order(day_rows(store, day, rep_id))
    ]
    return list(_with_distances(rows))


def _in_order(rows: Sequence[PlannedVisit]) -> list[PlannedVisit]:
    """Put the appointments first, in time, then the rest place by place, so that no block is walked twice.

    The places the appointments lead to come first, that of the last one before all; otherwise the grades decide.
    """
    timed = [row for row in rows if row["at"]]
    others = [row for row in rows if not row["at"]]
    near = [row for row in reversed(timed) if row["block_id"]]
    blocks = _ranks(row["block_id"] for row in [*near, *others])
    sites = _ranks(map(_site, [*reversed(timed), *others]))
    return timed + sorted(others, key=lambda row: (blocks[row["block_id"]], sites[_site(row)]))


def _site(row: PlannedVisit) -> tuple[str, int]:
    return ("site", row["site_id"]) if row["site_id"] else ("alone", row["id"])


def _ranks(places: Iterable[Any]) -> dict[Any, int]:
    """Number places in the order they first come in."""
    return {place: rank for rank, place in enumerate(dict.fromkeys(places))}


def _last(visit: LastVisit | None) -> _Last:
    if visit is None:
        return {"last_visit": None, "last_said": None}
    said = f"{visit['outcome']}: {visit['said']}" if visit["said"] else visit["outcome"]
    return {"last_visit": visit["visited_on"], "last_said": said}


def _with_distances(rows: Iterable[_Prepared]) -> Iterable[DayVisit]:
    """Add to each visit how far it is from the one before, to 10 m; a missed one is no stop."""
    before: Point | None = None
    for row in rows:
        here = _point(row)
        if row["status"] == PlanStatus.MISSED:
            yield {**row, "distance_km": None}
            continue
        yield {**row, "distance_km": round(kilometres(before, here), 2) if before and here else None}
        before = here


def _point(row: PlannedVisit) -> Point | None:
    return (row["lat"], row["lon"]) if row["lat"] is not None and row["lon"] is not None else None


def mark(store: Store, places: Names, answers: Sequence[Made | Missed]) -> list[visits.Recorded | MissedVisit]:
    """Record what became of planned visits, all or none of it; return each visit, or planned visit that was missed.

    A visit is the planned rep's own, and an appointment that was kept took place at its time.

    Raises:
        Conflict: One of them is no longer undone, or its target is dropped.
        InvalidInput: A visit or next appointment lies on an impossible day.
    """
    with store.transaction():
        return [_mark(store, places, answer) for answer in answers]


def _mark(store: Store, places: Names, answer: Made | Missed) -> visits.Recorded | MissedVisit:
    planned = store.one(
        "SELECT * FROM planned_visit WHERE id = :id AND status = 'planned'",
        {"id": answer.planned["id"]},
        of=tables.PLANNED_VISIT,
    )
    if planned is None:
        raise Conflict(f"the plan of '{answer.planned['name']}' was changed meanwhile; nothing was marked, begin again")
    if isinstance(answer, Missed):
        return {**change.mark_missed(store, planned, answer.reason), "name": answer.planned["name"]}
    [target] = store.rows("SELECT * FROM target WHERE id = :target_id", planned, of=tables.TARGET)
    values: GivenVisit = {"at": planned["at"], **answer.values}
    return visits.record_visit(store, places, target, values, answer.planned["rep"])
