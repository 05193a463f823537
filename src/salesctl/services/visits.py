"""Recording visits, and everything that follows from one: orders, the plan ticked off, the next appointment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from salesctl import clock
from salesctl.domain.doubt import Doubt
from salesctl.domain.enums.prospect import Interest
from salesctl.domain.enums.visit import Outcome, Step
from salesctl.domain.notation import Heard, Met
from salesctl.domain.recorded import Note, Resolved
from salesctl.domain.text import fold
from salesctl.errors import InvalidInput
from salesctl.rules import doubts as method
from salesctl.services.dropped import Customer, refuse_dropped
from salesctl.services.names import Names
from salesctl.services.people import person_at
from salesctl.services.plan import tick
from salesctl.store import tables
from salesctl.store.queries.reps import rep_name
from salesctl.store.queries.visits import known_before
from salesctl.store.store import Store

if TYPE_CHECKING:  # what only some visits bring is imported when one does
    from salesctl.services.orders import Placed
    from salesctl.services.values import GivenVisit
    from salesctl.store.rows import PlannedVisitRow, TargetRow, VisitContactValues, VisitRow, VisitValues

FIRST_DAY = date(2000, 1, 1)
"""No visit can be older."""

_BESIDE = {"met", "objections", "resolved", "orders", "keep_open", "next_on", "next_at", "next_with", "next_purpose"}
"""The values of a visit that are no columns of its row."""


class Recorded(NamedTuple):
    """A visit as it is stored, and what it changed.

    `owner` is the rep whose target it is, when that is another; `placed` are the orders, `ticked` is the planned visit
    it did, `promised` the next one agreed; `notes` say whom a part of a name stood for, and what was resolved.
    """

    visit: VisitRow
    target: Customer
    owner: str | None = None
    placed: Sequence[Placed] = ()
    ticked: PlannedVisitRow | None = None
    promised: PlannedVisitRow | None = None
    notes: Sequence[Note] = ()


def add_visits(
    store: Store, places: Names, targets: Sequence[Customer | str], values: GivenVisit, visitor: str
) -> list[Recorded]:
    """Record the same visit at each target; a text is the name of a target to make first.

    Raises:
        Conflict: A target is dropped.
        InvalidInput: A value is out of range, or the visit or the next appointment is on an impossible day.
    """
    with store.transaction():
        rep = values.get("rep") or visitor
        there = [_make(store, places, target, rep) if isinstance(target, str) else target for target in targets]
        return [record_visit(store, places, target, values, visitor) for target in there]


def _make(store: Store, places: Names, name: str, rep: str) -> TargetRow:
    from salesctl.services.targets import add_target

    return add_target(store, places, {"name": name, "rep": rep})


def is_target(store: Store, name: str) -> bool:
    """Whether a target has this very name (folded), or this id."""
    key = fold(name)
    number = min(int(key), 2**63 - 1) if key.isdecimal() else 0
    found = store.one("SELECT id FROM target WHERE name_key = :key OR id = :number", {"key": key, "number": number})
    return found is not None


def record_visit(store: Store, places: Names, target: Customer, values: GivenVisit, visitor: str) -> Recorded:
    """Record one visit at a target.

    `values` has the columns of a visit (`rep` and `pair` by name, `benefits` as a list), and beside them `met` (of
    `Met`), `objections` (of `Heard`), `resolved` (kinds), `orders` (of `Order`), `keep_open`, and `next_on`, `next_at`,
    `next_with` (a name) and `next_purpose`; `recorded_at` is now unless it is given. `visitor` is the rep when `values`
    names none; an order is then credited to the owner of the target.

    Raises:
        Conflict: The target is dropped.
        NotFound: The name of a person fits several contacts.
        InvalidInput: A value is out of range, or the visit or the next appointment is on an impossible day.
    """
    refuse_dropped(target)
    with store.transaction():
        columns = visit_columns(places, {"rep": visitor, **values})
        new = tables.VISIT.checked({"recorded_at": clock.timestamp(), **columns, "target_id": target["id"]})
        refuse_impossible_day(date.fromisoformat(new.values["visited_on"]))
        visit = store.insert(new)
        notes = add_people(store, places, visit, values.get("met") or [])
        add_objections(store, visit, values.get("objections") or [])
        notes += resolve(store, visit, values.get("resolved") or [])
        placed = _place_orders(store, visit, target, values)
        ticked = tick.tick(store, visit)
        promised, about_next = agree_next(store, places, visit, values)
        owner = rep_name(store, target["rep_id"]) if target["rep_id"] != visit["rep_id"] else None
    return Recorded(visit, target, owner, placed, ticked, promised, list(dict.fromkeys(notes + about_next)))


def visit_columns(places: Names, values: GivenVisit) -> VisitValues:
    """Return the columns of a visit that values set: reps become ids, benefits one text."""
    columns = places.columns(tables.VISIT, values, but=_BESIDE)
    if "benefits" in values:
        columns["benefits"] = "\n".join(values["benefits"] or []) or None
    return columns


def refuse_impossible_day(visited_on: date) -> None:
    """Refuse a visit that lies ahead, or before any record.

    Raises:
        InvalidInput: It is so.
    """
    if visited_on > clock.today():
        raise InvalidInput(f"{visited_on} is still to come; record a visit once it was made, `plan add` plans one")
    if visited_on < FIRST_DAY:
        raise InvalidInput(f"{visited_on} is before {FIRST_DAY.year}; check the date of the visit")


def refuse_impossible_next(visited_on: date, next_on: date) -> None:
    """Refuse a next appointment that does not follow the visit, or has passed.

    Raises:
        InvalidInput: It is so.
    """
    if next_on <= visited_on:
        raise InvalidInput(f"the next visit ({next_on}) must come after this one ({visited_on})")
    if next_on < clock.today():
        raise InvalidInput(f"the next visit ({next_on}) has passed; give today or a later day")


def add_people(store: Store, places: Names, visit: VisitRow, met: Sequence[Met]) -> list[Note]:
    """Store who was met, and return who is known by more than the name that was given."""
    notes: list[Note] = []
    for person in met:
        contact_id, note = person_at(store, places, visit["target_id"], person.name)
        notes += note
        people: VisitContactValues = {"visit_id": visit["id"], "contact_id": contact_id}
        if not store.one(
            "SELECT id FROM visit_contact WHERE visit_id = :visit_id AND contact_id = :contact_id", people
        ):
            store.insert(tables.VISIT_CONTACT.checked({**people, "interest": person.interest}))
    return notes


def add_objections(store: Store, visit: VisitRow, objections: Sequence[Heard]) -> None:
    """Store the objections heard."""
    store.insert_many(
        tables.OBJECTION.checked(
            {
                "visit_id": visit["id"],
                "kind": heard.kind,
                "cause": heard.cause,
                "text": heard.text,
                "resolved": heard.resolved,
            }
        )
        for heard in objections
    )


def resolve(store: Store, visit: VisitRow, resolved: Sequence[str]) -> list[Note]:
    """Mark the customer's objections of these kinds resolved, also those of earlier visits; return which there were."""
    notes: list[Note] = []
    for kind in resolved:
        rows = store.update_where(
            tables.OBJECTION.changes({"resolved": 1}),
            "kind = :kind AND resolved = 0 AND visit_id IN"
            " (SELECT id FROM visit WHERE target_id = :target_id AND visited_on <= :visited_on)",
            {"kind": str(kind), "target_id": visit["target_id"], "visited_on": visit["visited_on"]},
        )
        notes.append(Resolved(str(kind), bool(rows)))
    return notes


def _place_orders(store: Store, visit: VisitRow, target: Customer, values: GivenVisit) -> list[Placed]:
    if not values.get("orders"):
        return []
    from salesctl.services import orders

    credited = visit["rep_id"] if values.get("rep") else target["rep_id"]
    keep_open = bool(values.get("keep_open"))
    return [
        orders.place(store, visit, target, order, rep_id=credited, keep_open=keep_open) for order in values["orders"]
    ]


def agree_next(
    store: Store, places: Names, visit: VisitRow, values: GivenVisit
) -> tuple[PlannedVisitRow | None, list[Note]]:
    """Plan the next appointment if one was agreed; return it, and what there is to say of the person.

    Raises:
        InvalidInput: It does not follow the visit, or has passed.
    """
    if not (next_on := values.get("next_on")):
        return None, []
    from salesctl.services.plan import promises

    refuse_impossible_next(date.fromisoformat(visit["visited_on"]), next_on)
    contact_id: int | None = None
    notes: list[Note] = []
    if with_whom := values.get("next_with"):
        contact_id, notes = person_at(store, places, visit["target_id"], with_whom)
    planned = promises.promise(
        store,
        visit,
        on=next_on,
        at=values.get("next_at"),
        contact_id=contact_id,
        purpose=values.get("next_purpose"),
    )
    return planned, notes


def doubts(store: Store, visit: VisitRow) -> list[Doubt]:
    """Return what the sales method doubts about a visit: warnings, never refusals."""
    step = Step(visit["step"]) if visit["step"] else None
    interest, need_known = visit["interest"], True
    if step in (Step.PRESENT, Step.CLOSE):  # only these make what was known before matter
        before = known_before(store, visit)
        interest, need_known = interest or before["interest"], bool(before["need_known"])
    return method.doubts(
        step=step,
        outcome=Outcome(visit["outcome"]),
        interest=Interest(interest) if interest else None,
        need_known=need_known,
        discount=visit["discount"],
    )
