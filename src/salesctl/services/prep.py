"""Preparing a visit: the brief made from what is known, and what of it is stored on the planned visit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from salesctl import clock
from salesctl.config import Settings
from salesctl.domain.enums.visit import Step
from salesctl.domain.figures import items
from salesctl.domain.question import Question
from salesctl.errors import NotFound
from salesctl.rules import prep, prep_questions
from salesctl.rules.prep import Asked, Brief
from salesctl.rules.target_page import Dossier, as_told
from salesctl.services.contacts import ensure_contact
from salesctl.services.dropped import Customer
from salesctl.services.prospects import the_open_prospect
from salesctl.services.target_page import gather
from salesctl.store import tables
from salesctl.store.queries import target_page as known
from salesctl.store.queries.names import CONTACT
from salesctl.store.queries.names import known as known_name
from salesctl.store.queries.plan import PlannedVisit, coming_rows
from salesctl.store.queries.prospects import get_prospect
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.store.rows import PlannedVisitValues, TargetRow

Row = Mapping[str, Any]

_LATELY = timedelta(days=730)
_REFERENCES = 5


def brief(
    store: Store,
    settings: Settings,
    target: TargetRow,
    product_id: int | None,
    catalogue: Sequence[Question],
    wishes: Mapping[str, Any],
    *,
    high_level: bool = False,
) -> Brief:
    """Return the brief of the next visit to a target, that of a canvass visit where nobody was there yet.

    `wishes` are what the rep gave: `purpose`, `person` (a name), `materials` and `questions` (lists); a wish stands
    before what is stored on the next planned visit, and that before what the method proposes.

    Raises:
        NotFound: Several prospects are open and no product is named, or none is for that product.
        Conflict: The prospect for that product was closed.
    """
    dossier = gather(store, target["id"])
    chosen = _prospect(store, target, product_id, dossier)
    situation = _situation(dossier, chosen)
    reached = prep_questions.step_reached(dossier, chosen)
    step = prep_questions.step_to_work_from(reached, dossier.interests)
    held = prep_questions.conditions(dossier, chosen, situation, settings.thresholds.same_step_times)
    planned = dossier.planned[0] if dossier.planned else None
    stored = _stored(planned)
    person = _person(dossier, wishes.get("person", stored["person"]), Step.CLOSE if high_level else step)
    prepared = wishes.get("questions", stored["questions"])
    proposed = [
        Asked(asked.kind, prep_questions.worded(asked, chosen))
        for asked in prep_questions.choose(catalogue, step, held)
    ]
    return Brief(
        dossier=dossier,
        prospect=chosen,
        situation=situation,
        step=reached,
        planned=planned,
        purpose=wishes.get("purpose", stored["purpose"]) or prep.purpose(dossier, chosen, situation, step),
        expected=prep.expected(dossier, chosen, step),
        person=person,
        parts=prep.parts(dossier.people),
        materials=wishes.get("materials", stored["materials"]) or prep.materials(dossier, step),
        prepared=prepared,
        questions=[question for question in proposed if question.text not in prepared],
        references=_references(store, target, dossier),
        high_level=prep.high_level(dossier, situation) if high_level else None,
    )


def _prospect(store: Store, target: Customer, product_id: int | None, dossier: Dossier) -> Row | None:
    """Return the open prospect a visit is about, as it is listed; None where none is open and none was named."""
    if product_id is None and not dossier.prospects:
        return None
    prospect_id = the_open_prospect(store, target, product_id)["id"]
    return get_prospect(store, prospect_id, clock.today(), phone_resets=False)


def _situation(dossier: Dossier, prospect: Row | None) -> Row | None:
    """Return what the customer has and wants, None where nobody told it."""
    if prospect:
        return as_told(prospect, dossier.told)
    return dossier.situations[0] if dossier.situations else None


def _stored(planned: Row | None) -> dict[str, Any]:
    """Return what an earlier preparation stored on the planned visit."""
    if planned is None:
        return {"purpose": None, "person": None, "materials": [], "questions": []}
    lists = {name: items(planned[name]) for name in ("materials", "questions")}
    return {"purpose": planned["purpose"], "person": planned["person"], **lists}


def _person(dossier: Dossier, name: str | None, step: Step | None) -> Row | None:
    """Return whom to see: the person named, known or not yet, else the one the method proposes."""
    if not name:
        return prep.best_person(dossier.people, step)
    unknown: Row = {"name": name, "parts": [], "last_met": None}
    return next((person for person in dossier.people if person["name"] == name), unknown)


def _references(store: Store, target: TargetRow, dossier: Dossier) -> list[known.Reference]:
    if dossier.counts["visits"] or dossier.counts["orders"]:
        return []
    return known.references(store, target, clock.today() - _LATELY, _REFERENCES)


def full_name(store: Store, target: Customer, name: str) -> str:
    """Return the name of the person a name, a part of it or an id stands for; a name nobody has stays.

    Raises:
        NotFound: Several people fit.
    """
    person = known_name(store, CONTACT, name, target_id=target["id"])
    return person["name"] if person else name


def store_on_next(
    store: Store, target: Customer, made: Brief, *, purpose: str, materials: Sequence[str]
) -> PlannedVisit:
    """Store a brief's person and questions on the target's next planned visit, and what it is for; return its row.

    `purpose` and `materials` are the brief's in words: from now on they are the rep's own. Where the rep prepared no
    questions of their own, those the brief proposes are stored. An unknown person becomes a contact.

    Raises:
        NotFound: No visit to the target is planned.
    """
    if made.planned is None:
        raise NotFound(
            f"'{target['name']}' has no planned visit to come; plan one first: `salesctl plan add {target['id']} DATE`"
        )
    questions = made.prepared or [question.text for question in made.questions]
    with store.transaction():
        contact_id = ensure_contact(store, target["id"], made.person["name"])[0]["id"] if made.person else None
        changes: PlannedVisitValues = {
            "purpose": purpose,
            "contact_id": contact_id,
            "materials": "\n".join(materials) or None,
            "questions": "\n".join(questions) or None,
        }
        store.update(tables.PLANNED_VISIT.changes(changes), made.planned["id"])
    return coming_rows(store, target["id"], clock.today(), 1)[0]
