"""Days off: taken, given back, and the promises inside them handed over."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from salesctl import clock
from salesctl.errors import InvalidInput
from salesctl.services.names import Names
from salesctl.store import tables
from salesctl.store.queries.days_off import PromisedVisit, days_off, promises_between
from salesctl.store.queries.narrow import AMONG, among
from salesctl.store.store import Store

_LONGEST = 366


class Absence(NamedTuple):
    """The days newly taken off, the promises inside the period, and how many were handed over."""

    taken: int
    promises: Sequence[PromisedVisit]
    handed_over: int


def take_off(
    store: Store,
    places: Names,
    rep: str,
    first: date,
    last: date,
    *,
    reason: str | None = None,
    cover: str | None = None,
) -> Absence:
    """Take days off for a rep; with another rep as cover, the promises inside them become the cover's.

    Raises:
        InvalidInput: The period ends before it begins, has passed, or is longer than a year.
    """
    if last < first:
        raise InvalidInput(f"the days off end ({last}) before they begin ({first})")
    if last < clock.today():
        raise InvalidInput(f"{last} has passed; days off lie ahead")
    if (last - first).days >= _LONGEST:
        raise InvalidInput(f"{first} to {last} is more than a year; check the dates")
    with store.transaction():
        rep_id = places.rep(rep)
        cover_id = places.rep(cover) if cover else rep_id
        known = {row["day"] for row in days_off(store, first, last, rep_id)}
        days = [first + timedelta(ahead) for ahead in range((last - first).days + 1)]
        new = [day for day in days if day.isoformat() not in known]
        store.insert_many(tables.DAY_OFF.checked({"rep_id": rep_id, "day": day, "reason": reason}) for day in new)
        promises = promises_between(store, first, last, rep_id)
        handed_over = 0
        if cover_id != rep_id:
            ids = among(row["id"] for row in promises)
            store.update_where(tables.PLANNED_VISIT.changes({"rep_id": cover_id}), f"id {AMONG}", ids)
            handed_over = len(promises)
    return Absence(len(new), promises, handed_over)


def give_back(store: Store, places: Names, rep: str, first: date, last: date) -> int:
    """Let a rep work on days that were taken off after all; return how many there were."""
    with store.transaction():
        rep_id = places.rep(rep)
        return store.delete_where(
            tables.DAY_OFF,
            "rep_id = :rep_id AND day BETWEEN :first AND :last",
            {"rep_id": rep_id, "first": first.isoformat(), "last": last.isoformat()},
        )
