"""Changing and deleting visits, with everything that followed from them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from salesctl.domain.enums.visit import Outcome
from salesctl.domain.recorded import Dropped, Note
from salesctl.errors import Conflict, InvalidInput
from salesctl.services import orders
from salesctl.services.names import Names
from salesctl.services.plan import tick
from salesctl.services.references import delete_with_parts
from salesctl.services.visits import (
    Recorded,
    add_objections,
    add_people,
    agree_next,
    refuse_impossible_day,
    resolve,
    visit_columns,
)
from salesctl.store import tables
from salesctl.store.queries.visits import stored_visit
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.services.values import GivenVisit
    from salesctl.store.rows import PlannedVisitRow, VisitRow


def edit_visit(store: Store, places: Names, visit_id: int, values: GivenVisit) -> Recorded:
    """Change a visit; `values` is as for `record_visit`, without orders.

    People and objections that are given replace those there were, and a next appointment the one agreed then. A visit
    moved to another day takes its orders along and ticks off what was planned there.

    Raises:
        NotFound: There is no such visit, or the name of a person fits several contacts.
        Conflict: The visit has orders, and would have another outcome.
        InvalidInput: A value is out of range or out of order.
    """
    with store.transaction():
        before = stored_visit(store, visit_id)
        visit = store.update(tables.VISIT.changes(visit_columns(places, values)), visit_id)
        _refuse_wrong_outcome(store, before, visit)
        ticked = _follow(store, before, visit, values) if visit["visited_on"] != before["visited_on"] else None
        notes = _replace_details(store, places, visit, values)
        if "next_on" in values:
            _withdraw_promise(store, visit_id)
        promised, about_next = agree_next(store, places, visit, values)
        [target] = store.rows("SELECT * FROM target WHERE id = :target_id", visit, of=tables.TARGET)
    return Recorded(visit, target, ticked=ticked, promised=promised, notes=notes + about_next)


def _refuse_wrong_outcome(store: Store, before: VisitRow, after: VisitRow) -> None:
    """Keep the outcome `order` and the presence of orders together."""
    if after["outcome"] == before["outcome"]:
        return
    sales = store.rows("SELECT id FROM sale WHERE visit_id = :id ORDER BY id", {"id": after["id"]})
    if sales and after["outcome"] != Outcome.ORDER:
        listed = ", ".join(str(sale["id"]) for sale in sales)
        raise Conflict(f"visit {after['id']} brought an order (sale {listed}); drop it first with `salesctl sale drop`")
    if not sales and after["outcome"] == Outcome.ORDER:
        raise InvalidInput(f"visit {after['id']} has no order; drop it, and add it again with --order")


def _follow(store: Store, before: VisitRow, after: VisitRow, values: GivenVisit) -> PlannedVisitRow | None:
    """Let what follows from a visit follow it to another day; return the planned visit it has done there."""
    day = date.fromisoformat(after["visited_on"])
    refuse_impossible_day(day)
    agreed = store.value(
        "SELECT max(planned_on) FROM planned_visit WHERE from_visit_id = :id AND status = 'planned'", after
    )
    if agreed and agreed <= after["visited_on"] and "next_on" not in values:
        raise InvalidInput(f"the next visit agreed then, on {agreed}, must come after this one; give --next too")
    orders.move(store, before, after)
    tick.untick(store, after["id"])
    return tick.tick(store, after)


def _replace_details(store: Store, places: Names, visit: VisitRow, values: GivenVisit) -> list[Note]:
    """Replace the people met and the objections that are given anew; return what there is to say of them."""
    notes: list[Note] = []
    if "met" in values:
        store.delete_where(tables.VISIT_CONTACT, "visit_id = :id", visit)
        notes += add_people(store, places, visit, values["met"])
    if "objections" in values:
        store.delete_where(tables.OBJECTION, "visit_id = :id", visit)
        add_objections(store, visit, values["objections"])
    return notes + resolve(store, visit, values.get("resolved") or [])


def _withdraw_promise(store: Store, visit_id: int) -> int:
    """Delete the appointment agreed at a visit unless it was kept or missed by now; return how many there were."""
    made = {"id": visit_id}
    agreed = "from_visit_id = :id AND status = 'planned'"
    instead = f"promise_id IN (SELECT id FROM planned_visit WHERE {agreed})"
    store.delete_where(tables.PLANNED_VISIT, f"{instead} AND status IN ('planned', 'deferred')", made)
    store.update_where(tables.PLANNED_VISIT.changes({"promise_id": None}), instead, made)
    return store.delete_where(tables.PLANNED_VISIT, agreed, made)


def drop_visit(store: Store, visit_id: int) -> Dropped:
    """Delete a visit with its orders; the prospects it won and the planned visit it did are open again.

    Raises:
        NotFound: There is no such visit.
        Conflict: A prospect it won cannot be reopened.
    """
    made = {"id": visit_id}
    with store.transaction():
        stored_visit(store, visit_id)
        sales, reopened = orders.withdraw(store, visit_id)
        planned = store.value("SELECT max(planned_on) FROM planned_visit WHERE visit_id = :id", made)
        tick.untick(store, visit_id)
        agreed = _withdraw_promise(store, visit_id)
        delete_with_parts(store, tables.VISIT, visit_id)
    return Dropped(sales, reopened, planned, bool(agreed))
