"""Importing visits: the history of what was done, and the appointments agreed then that are still to come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from salesctl import clock
from salesctl.domain.enums.prospect import Interest
from salesctl.domain.enums.visit import Outcome
from salesctl.domain.figures import items
from salesctl.domain.notation import Heard, Met, read_objection
from salesctl.domain.text import fold
from salesctl.errors import Conflict
from salesctl.exchange.file_rows import FileRow
from salesctl.services import visit_changes, visits
from salesctl.services.importing.books import Listed, People, Products, Row, Targets
from salesctl.services.importing.job import Effect, Job
from salesctl.services.importing.matching import Event, Events, differing
from salesctl.services.orders import Order
from salesctl.store.queries.visits import get_visit, stored_visit

if TYPE_CHECKING:
    from salesctl.services.values import GivenVisit
    from salesctl.store.rows import VisitRow

Key = tuple[int, str, str, str]
"""Target, day, time (empty for none) and outcome."""

_BESIDE = ("name", "territory", "orders", "order_amount", "met", "objections", "resolved", "recorded_at")
_NEXT = ("next_on", "next_at", "next_with", "next_purpose")


class VisitImporter:
    """Visits match by external id, else by target, rep, day, time and outcome, the n-th equal row the n-th visit.

    Their orders become sales that leave prospects open: what they won is for the prospect list to say. A next date that
    is ahead joins the plan. Of a visit that is stored already neither orders nor plan are touched again, and people and
    objections are added, never taken away.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._targets = Targets(job)
        self._products = Products(job)
        self._people = People(job)
        self._events = Events[Key](job)
        for row in job.store.stream(
            "SELECT id, target_id, visited_on, at, outcome, rep_id, external_id FROM visit ORDER BY id"
        ):
            key = (row["target_id"], row["visited_on"], row["at"] or "", row["outcome"])
            self._events.add(key, Event(row["id"], row["rep_id"], row["external_id"]))

    def take(self, record: FileRow) -> Effect | None:
        """Store what a row says of a visit."""
        given = self._job.given(record)
        self._job.refuse_impossible_day(record, "visited_on", given["visited_on"])
        orders = self._orders(record, given)
        target = self._targets.find(record, "name", given)
        if target is None or record.problems:
            return None
        key = (target["id"], given["visited_on"].isoformat(), given.get("at", ""), str(given["outcome"]))
        if self._events.repeats(record, key, given.get("external_id")):
            return None if record.problems else Effect.UNCHANGED
        rep_id = self._job.places.rep(given["rep"]) if "rep" in given else None
        visit_id = self._events.match(key, given.get("external_id"), rep_id)
        if visit_id is None:
            self._add(target, given, orders)
            return Effect.ADDED
        return self._fill_in(target, visit_id, given, orders)

    def finish(self) -> list[FileRow]:
        """Nothing is kept for the end."""
        return []

    def _orders(self, record: FileRow, given: Mapping[str, Any]) -> list[Order]:
        """Return what was ordered; an amount of nothing without a product is no order."""
        field = "orders" if "orders" in given else "order_amount"
        placed = [(name, amount) for name, amount in given.get(field, ()) if name or amount or field == "orders"]
        if placed and given["outcome"] is not Outcome.ORDER:
            reason = f"an order makes the outcome '{Outcome.ORDER}', not '{given['outcome']}'"
            self._job.refuse(record, "outcome", reason)
        known_as = self._job.known_as
        return [Order(amount, self._products.find(record, field, name and known_as(name))) for name, amount in placed]

    def _add(self, target: Listed, given: Mapping[str, Any], orders: list[Order]) -> None:
        met = self._met(target, given)
        values = _plain(given)
        if values.get("key_person") == any(self._people.is_key(person) for person, _ in met):
            del values["key_person"]  # it follows from the roles of those met, and shall go on doing so
        values |= {name: given[name] for name in ("objections", "resolved", "recorded_at") if name in given}
        values |= {"met": [Met(person["name"], interest) for person, interest in met], "orders": orders}
        agreed = self._next(target, given)
        if "next_on" in given and not agreed:
            self._job.notes["next dates not planned, since they have passed or the target was dropped"] += 1
        values |= {"keep_open": True, **agreed}
        # What was done at a target stays true when it is dropped later.
        there: Listed = {**target, "dropped_on": None}
        visits.record_visit(self._job.store, self._job.places, there, values, self._job.settings.rep)

    def _met(self, target: Listed, given: Mapping[str, Any]) -> list[tuple[Row, Interest | None]]:
        """Return the people met, those unknown made, and the interest of each where it is said."""
        named = [_person(text) for text in given.get("met", ())]
        return [(self._people.known(target["id"], self._job.known_as(name)), interest) for name, interest in named]

    def _next(self, target: Listed, given: Mapping[str, Any]) -> Any:
        """Return what was agreed for the next visit if that is still to come."""
        if "next_on" not in given or given["next_on"] <= clock.today() or target["dropped_on"]:
            return {}
        agreed = {name: given[name] for name in _NEXT if name in given}
        if "next_with" in agreed:
            agreed["next_with"] = self._people.known(target["id"], agreed["next_with"])["name"]
        return agreed

    def _fill_in(self, target: Listed, visit_id: int, given: Mapping[str, Any], orders: list[Order]) -> Effect:
        """Change a stored visit where a row says something else or more than is shown of it."""
        store, places = self._job.store, self._job.places
        before = get_visit(store, visit_id)
        if before["target_id"] != target["id"]:
            raise Conflict(f"'{before['external_id']}' is that of a visit at {before['name']}", field="external_id")
        if orders and sum(order.amount for order in orders) != before["order_amount"]:
            self._job.notes["visits with other orders in the store, which stay as they are"] += 1
        changes = _changes(before, _plain(given))
        if changes:
            visit_changes.edit_visit(store, places, visit_id, changes)
        visit = stored_visit(store, visit_id)
        added = self._add_details(visit, before, target, given)
        agreed: GivenVisit = {} if before["next_on"] else self._next(target, given)
        visits.agree_next(store, places, visit, agreed)
        return Effect.CHANGED if changes or added or agreed else Effect.UNCHANGED

    def _add_details(self, visit: VisitRow, before: Row, target: Listed, given: Mapping[str, Any]) -> bool:
        """Add the people and objections that a stored visit lacks, resolve those it has, and say whether any were."""
        there = {fold(_person(text)[0]) for text in items(before["met"])}
        met = [
            Met(person["name"], interest)
            for person, interest in self._met(target, given)
            if person["name_key"] not in there
        ]
        raised = [read_objection(text) for text in items(before["objections"])]
        known = {_unresolved(heard) for heard in raised}
        heard = [heard for heard in given.get("objections", ()) if _unresolved(heard) not in known]
        still_open = {heard.kind for heard in raised if not heard.resolved}
        resolved = [kind for kind in given.get("resolved", ()) if kind in still_open]
        visits.add_people(self._job.store, self._job.places, visit, met)
        visits.add_objections(self._job.store, visit, heard)
        visits.resolve(self._job.store, visit, resolved)
        return bool(met or heard or resolved)


def _plain(given: Mapping[str, Any]) -> Any:
    """Return the values that are columns of the visit itself."""
    return {name: value for name, value in given.items() if name not in (*_BESIDE, *_NEXT)}


def _changes(before: Row, values: dict[str, Any]) -> Any:
    """Return the values that differ from what is shown of a visit."""
    shown = {
        **before,
        "visited_on": date.fromisoformat(before["visited_on"]),
        "key_person": bool(before["key_person"]),
        "benefits": [text.strip() for text in items(before["benefits"])],
        "discount": round((before["discount"] or 0) * 100, 4),
    }
    for rep in ("rep", "pair"):
        if rep in values and fold(values[rep]) == fold(before[rep] or ""):
            shown[rep] = values[rep]
    if "discount" in values:
        values["discount"] = round(values["discount"], 4)
    return differing(shown, values)


def _person(text: str) -> tuple[str, Interest | None]:
    """Read `NAME` or `NAME=INTEREST`; what follows the sign is part of the name when it is no interest."""
    name, _, word = text.rpartition("=")
    interest = next((interest for interest in Interest if interest == word.strip().casefold()), None)
    return (name.strip(), interest) if name and interest else (text, None)


def _unresolved(heard: Heard) -> Heard:
    return heard._replace(resolved=False)
