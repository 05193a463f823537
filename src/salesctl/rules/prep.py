"""Preparing a visit: what for, whom to see and why, what to expect and what to bring."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from salesctl.domain.enums.case import CaseKind
from salesctl.domain.enums.contact import Role
from salesctl.domain.enums.question import QuestionKind
from salesctl.domain.enums.visit import ObjectionKind, Step
from salesctl.domain.prep import Aim, Expected, HighLevel, Material, Purpose, Seen
from salesctl.rules.figures import vague
from salesctl.rules.prep_questions import is_customer, roles_of
from salesctl.rules.target_page import Dossier, Row

_ALWAYS = (Role.MONEY, Role.AUTHORITY, Role.NEED)
"""The parts that must not be missing: without anybody they are gaps."""
_ON_THE_MAP = (*_ALWAYS, Role.CHAMPION, Role.INFLUENCER, Role.GATEKEEPER)

_MOST_UNPLACED = 3

_EARLY = (Role.NEED, Role.CHAMPION, Role.AUTHORITY, Role.MONEY, Role.INFLUENCER, Role.GATEKEEPER)
_LATE = (Role.AUTHORITY, Role.MONEY, Role.CHAMPION, Role.NEED, Role.INFLUENCER, Role.GATEKEEPER)

_EXPECTED = {
    Step.APPROACH: Expected.NEED,
    Step.SURVEY: Expected.PROPOSAL,
    Step.PRESENT: Expected.AGREEMENT,
    Step.CLOSE: Expected.ORDER,
}
_SETTLED = {
    CaseKind.COMPLAINT: Expected.COMPLAINT_SETTLED,
    CaseKind.RECEIVABLE: Expected.RECEIVABLE_SETTLED,
}
_BRING = {
    Step.APPROACH: Material.CHECKLIST,
    Step.SURVEY: Material.EXAMPLE,
    Step.PRESENT: Material.PROPOSAL,
    Step.CLOSE: Material.ORDER_FORM,
    None: Material.LAST_ORDER,
}
"""What to bring by the step reached; a customer who is sold nothing has none."""
_BRING_TO_SETTLE = {CaseKind.COMPLAINT: Material.PROMISES, CaseKind.RECEIVABLE: Material.INVOICE}
_BRING_AGAINST = {
    ObjectionKind.PRICE: Material.COSTS,
    ObjectionKind.COMPETITOR: Material.COMPARISON,
    ObjectionKind.COMPLEXITY: Material.DEMONSTRATION,
    ObjectionKind.PREFERENCE: Material.CONVERT,
}


class Part(NamedTuple):
    """A line of the MAN map: a part in the decision, and who plays it.

    Without a person it is a gap; without a role it is a person of whom nobody knows the part.
    """

    role: Role | None
    person: Row | None


class Asked(NamedTuple):
    """A question as it is asked."""

    kind: QuestionKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A visit prepared, on a page.

    `person` is whom to see, known or not yet; `prospect` and `situation` are what the visit is about, `step` is the one
    reached, `planned` the planned visit it is for. `prepared` are the rep's own questions, `references` customers to
    mention at a first visit.
    """

    dossier: Dossier
    prospect: Row | None
    situation: Row | None
    step: Step | None
    planned: Row | None
    purpose: Purpose | str
    expected: Expected
    person: Row | None
    parts: Sequence[Part]
    materials: Sequence[Material | str]
    prepared: Sequence[str]
    questions: Sequence[Asked]
    references: Sequence[Row]
    high_level: HighLevel | None


def parts(people: Sequence[Row]) -> list[Part]:
    """Return the MAN map: Money, Authority and Need with their gaps named, then whoever else is known there."""
    found: list[Part] = []
    for role in _ON_THE_MAP:
        players = [person for person in people if role in roles_of(person)]
        found += [Part(role, person) for person in players]
        if role in _ALWAYS and not players:
            found.append(Part(role, None))
    unplaced = [person for person in people if not roles_of(person)]
    return found + [Part(None, person) for person in unplaced[:_MOST_UNPLACED]]


def best_person(people: Sequence[Row], step: Step | None) -> Row | None:
    """Return whom to see: while the need is looked for those who have it, then those who decide."""
    for role in _LATE if step in (Step.PRESENT, Step.CLOSE) else _EARLY:
        for person in people:
            if role in roles_of(person):
                return person
    return people[0] if people else None


def seen(person: Row) -> Seen:
    """Return for which parts a person is seen, and when they were met last."""
    return Seen(tuple(roles_of(person)), person["last_met"])


def _pressing(dossier: Dossier) -> Row | None:
    """Return the case that a visit is about first: a complaint, or a receivable once it is overdue."""
    return next(
        (case for case in dossier.cases if case["kind"] == CaseKind.COMPLAINT or case["status"] == "overdue"), None
    )


def purpose(dossier: Dossier, prospect: Row | None, situation: Row | None, step: Step | None) -> Purpose:
    """Return what a visit is for when nobody said it: the next step of the sale, or what stands in its way."""
    case = _pressing(dossier)
    if case is None:
        return _purpose_of_sale(dossier, prospect, situation, step)
    sale = _purpose_of_sale(dossier, prospect, situation, step) if prospect else Purpose(None)
    return sale._replace(case=(case["kind"], case["text"]))


def _purpose_of_sale(dossier: Dossier, prospect: Row | None, situation: Row | None, step: Step | None) -> Purpose:
    if is_customer(dossier, prospect):
        return Purpose(Aim.KEEP)
    if not dossier.counts["visits"]:
        return Purpose(Aim.MEET)
    kinds = tuple(dict.fromkeys(objection["kind"] for objection in dossier.objections))
    if kinds and step is not Step.APPROACH:
        asking = step in (Step.PRESENT, Step.CLOSE)
        return Purpose(Aim.ASK_FOR_ORDER if asking else _aim(step, situation), kinds)
    return Purpose(_aim(step, situation))


def _aim(step: Step | None, situation: Row | None) -> Aim:
    match step:
        case Step.CLOSE:
            return Aim.CLOSE
        case Step.PRESENT:
            return Aim.SETTLE_AND_ASK
        case Step.SURVEY if situation and not vague(situation):
            return Aim.PROPOSE
        case Step.SURVEY:
            return Aim.PUT_FIGURES
        case _:
            return Aim.FIND_NEED


def expected(dossier: Dossier, prospect: Row | None, step: Step | None) -> Expected:
    """Return what a visit should lead to, so that it can be said afterwards whether it did."""
    if case := _pressing(dossier):
        return _SETTLED[CaseKind(case["kind"])]
    if step is None:
        return Expected.SATISFACTION
    if not dossier.counts["visits"] and prospect is None:
        return Expected.CONTACT
    return _EXPECTED[step]


def materials(dossier: Dossier, step: Step | None) -> list[Material]:
    """Return what to bring when nobody said it: for what is to be settled, the step, and against the objections."""
    if case := _pressing(dossier):
        settling = _BRING_TO_SETTLE[CaseKind(case["kind"])]
        return [settling, *_for_sale(dossier, step)] if dossier.prospects else [settling]
    return _for_sale(dossier, step)


def _for_sale(dossier: Dossier, step: Step | None) -> list[Material]:
    if not dossier.counts["visits"]:
        return [Material.CARD, Material.NEIGHBOUR]
    kinds = dict.fromkeys(objection["kind"] for objection in dossier.objections)
    return [_BRING[step], *(_BRING_AGAINST[kind] for kind in map(ObjectionKind, kinds) if kind in _BRING_AGAINST)]


def high_level(dossier: Dossier, situation: Row | None) -> HighLevel:
    """Return what a high-level visit needs besides, as far as it is known."""
    known = situation or {}
    return HighLevel(
        best=_named(dossier.people, (Role.AUTHORITY, Role.MONEY)),
        helper=_helper(dossier.people),
        gatekeeper=_named(dossier.people, (Role.GATEKEEPER,)),
        consequence=known.get("consequence"),
        objections=tuple(dict.fromkeys(objection["kind"] for objection in dossier.objections)),
        gain=known.get("gain"),
    )


def _named(people: Sequence[Row], wanted: Sequence[Role]) -> str | None:
    """Return the first person with one of the roles, in the order of the roles, with what is known of them."""
    for role in wanted:
        for person in people:
            if role in roles_of(person):
                return ", ".join(person[key] for key in ("name", "title", "phone", "note") if person[key])
    return None


def _helper(people: Sequence[Row]) -> str | None:
    """Return who may lead to those who decide: a champion, else whoever is known there."""
    champions = [person for person in people if Role.CHAMPION in roles_of(person)]
    return next((person["name"] for person in [*champions, *people]), None)
