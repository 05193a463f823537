"""Preparing a visit: what for, whom to see and why, what to expect and what to bring."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from salesctl.domain.enums.case import CaseKind
from salesctl.domain.enums.contact import Role
from salesctl.domain.enums.question import QuestionKind
from salesctl.domain.enums.visit import ObjectionKind, Step
from salesctl.rules.figures import difference, has_figure
from salesctl.rules.prep_questions import is_customer, roles_of
from salesctl.rules.target_page import Dossier, Row

HANDLING = ("listen", "ask", "pin down", "stay calm", "check agreement", "agree the next action")
"""The steps of handling an objection."""

_PARTS = {
    Role.MONEY: ("holds the budget", "nobody known who holds the budget"),
    Role.AUTHORITY: ("decides", "nobody known who decides"),
    Role.NEED: ("works with it", "nobody known who works with it"),
    Role.CHAMPION: ("speaks for us", ""),
    Role.INFLUENCER: ("is listened to", ""),
    Role.GATEKEEPER: ("lets you in", ""),
}
"""What each role is seen for, and how its gap is named: Money, Authority and Need must not be missing."""

_UNPLACED = "part not known yet"
_MOST_UNPLACED = 3

_EARLY = (Role.NEED, Role.CHAMPION, Role.AUTHORITY, Role.MONEY, Role.INFLUENCER, Role.GATEKEEPER)
_LATE = (Role.AUTHORITY, Role.MONEY, Role.CHAMPION, Role.NEED, Role.INFLUENCER, Role.GATEKEEPER)

_EXPECTED = {
    Step.APPROACH: "what they need, in their own words and with a figure, and a date for the next talk",
    Step.SURVEY: "agreement to a proposal, on a date, with whoever decides at the table",
    Step.PRESENT: "agreement that it solves the need, and what is left to be settled, by when",
    Step.CLOSE: "the order, or the one condition that is left, with a date",
}
_BRING = {
    Step.APPROACH: "a list of what to find out",
    Step.SURVEY: "an example from a similar customer",
    Step.PRESENT: "the proposal with the figures of the gap",
    Step.CLOSE: "the order form",
    None: "what they ordered last, and one new thing to show",
}
"""What to bring by the step reached; a customer who is sold nothing has none."""
_BRING_TO_SETTLE = {
    CaseKind.COMPLAINT: "what was promised, and what was done about the complaint so far",
    CaseKind.RECEIVABLE: "the invoice, and the proof that it was delivered",
}
_BRING_AGAINST = {
    ObjectionKind.PRICE: "the costs over two years, side by side",
    ObjectionKind.COMPETITOR: "the comparison with the competitor",
    ObjectionKind.COMPLEXITY: "a demonstration",
    ObjectionKind.PREFERENCE: "a customer who changed and is glad of it",
}


class Part(NamedTuple):
    """A line of the MAN map: a part in the decision, who plays it and what they are seen for.

    Without a person it is a gap; without a role it is a person of whom nobody knows the part.
    """

    role: Role | None
    person: Row | None
    why: str


class HighLevel(NamedTuple):
    """What a high-level visit needs besides: the best person to see, who lets one in, their risk and their benefit."""

    best: str
    gatekeeper: str
    risk: str
    benefit: str


class Asked(NamedTuple):
    """A question as it is asked."""

    kind: QuestionKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A visit prepared, on a page.

    `person` is whom to see, `prospect` and `situation` what the visit is about, `step` the one reached, `planned` the
    planned visit it is for, `prepared` the rep's own questions, `references` customers to mention at a first visit.
    """

    dossier: Dossier
    prospect: Row | None
    situation: Row | None
    step: Step | None
    planned: Row | None
    purpose: str
    expected: str
    person: str | None
    why: str
    parts: Sequence[Part]
    materials: Sequence[str]
    prepared: Sequence[str]
    questions: Sequence[Asked]
    references: Sequence[Row]
    high_level: HighLevel | None


def parts(people: Sequence[Row]) -> list[Part]:
    """Return the MAN map: Money, Authority and Need with their gaps named, then whoever else is known there."""
    found: list[Part] = []
    for role, (why, gap) in _PARTS.items():
        players = [person for person in people if role in roles_of(person)]
        found += [_part(role, person, why) for person in players]
        if gap and not players:
            found.append(Part(role, None, f"gap: {gap}"))
    unplaced = [person for person in people if not roles_of(person)]
    return found + [_part(None, person, _UNPLACED) for person in unplaced[:_MOST_UNPLACED]]


def _part(role: Role | None, person: Row, why: str) -> Part:
    return Part(role, person, why if person["last_met"] else f"{why}, never met")


def best_person(people: Sequence[Row], step: Step | None) -> Row | None:
    """Return whom to see: while the need is looked for those who have it, then those who decide."""
    for role in _LATE if step in (Step.PRESENT, Step.CLOSE) else _EARLY:
        for person in people:
            if role in roles_of(person):
                return person
    return people[0] if people else None


def reason_to_see(person: Row | None) -> str:
    """Say why a person is seen, and when they were met last."""
    if person is None:
        return ""
    seen_for = [_PARTS[role][0] for role in roles_of(person)] or [_UNPLACED]
    met = f"last met {person['last_met']}" if person["last_met"] else "never met"
    return f"{', '.join(seen_for)}; {met}"


def _pressing(dossier: Dossier) -> Row | None:
    """Return the case that a visit is about first: a complaint, or a receivable once it is overdue."""
    return next(
        (case for case in dossier.cases if case["kind"] == CaseKind.COMPLAINT or case["status"] == "overdue"), None
    )


def purpose(dossier: Dossier, prospect: Row | None, situation: Row | None, step: Step | None) -> str:
    """Return what a visit is for when nobody said it: the next step of the sale, or what stands in its way."""
    case = _pressing(dossier)
    if case is None:
        return _purpose_of_sale(dossier, prospect, situation, step)
    settle = f"settle the {case['kind']}: {case['text']}"
    return f"{settle}; then {_purpose_of_sale(dossier, prospect, situation, step)}" if prospect else settle


def _purpose_of_sale(dossier: Dossier, prospect: Row | None, situation: Row | None, step: Step | None) -> str:
    if is_customer(dossier, prospect):
        return "keep the customer: how it goes, and what else they need"
    if not dossier.counts["visits"]:
        return "get acquainted: what they do, what they use today, and whom to see"
    kinds = dict.fromkeys(objection["kind"] for objection in dossier.objections)
    if kinds and step is not Step.APPROACH:
        aim = "ask for the order" if step in (Step.PRESENT, Step.CLOSE) else _aim(step, situation)
        return f"answer the objection about {' and '.join(kinds)}, then {aim}"
    return _aim(step, situation)


def _aim(step: Step | None, situation: Row | None) -> str:
    match step:
        case Step.CLOSE:
            return "close: settle the last condition and sign"
        case Step.PRESENT:
            return "settle what is open and ask for the order"
        case Step.SURVEY if situation and all(has_figure(situation[side]) for side in ("current", "desired")):
            return "present the proposal on their need"
        case Step.SURVEY:
            return "survey: put figures to the need, and find out who decides"
        case _:
            return "survey: find the need, and who has it"


def expected(dossier: Dossier, prospect: Row | None, step: Step | None) -> str:
    """Return what a visit should lead to, so that it can be said afterwards whether it did."""
    if case := _pressing(dossier):
        return f"what settles the {case['kind']}, agreed with a date and a name"
    if step is None:
        return "how satisfied they are (1 to 5), and one more need or one name to call on"
    if not dossier.counts["visits"] and prospect is None:
        return "who uses it, who decides, and a date to come back"
    return _EXPECTED[step]


def materials(dossier: Dossier, step: Step | None) -> list[str]:
    """Return what to bring when nobody said it: for what is to be settled, the step, and against the objections."""
    if case := _pressing(dossier):
        settling = _BRING_TO_SETTLE[CaseKind(case["kind"])]
        return [settling, *_for_sale(dossier, step)] if dossier.prospects else [settling]
    return _for_sale(dossier, step)


def _for_sale(dossier: Dossier, step: Step | None) -> list[str]:
    if not dossier.counts["visits"]:
        return ["a card and a page about us", "a customer nearby or in the same business to mention"]
    kinds = dict.fromkeys(objection["kind"] for objection in dossier.objections)
    return [_BRING[step], *(_BRING_AGAINST[kind] for kind in map(ObjectionKind, kinds) if kind in _BRING_AGAINST)]


def high_level(dossier: Dossier, situation: Row | None) -> HighLevel:
    """Return what a high-level visit needs besides; what is not known is said with the way to find it out."""
    told = situation or {}
    doubts = ", ".join(dict.fromkeys(objection["kind"] for objection in dossier.objections))
    staying = told.get("consequence") or "not known yet: ask what happens to them if nothing changes"
    return HighLevel(
        best=_named(dossier.people, (Role.AUTHORITY, Role.MONEY)) or _way_up(dossier.people),
        gatekeeper=_named(dossier.people, (Role.GATEKEEPER,)) or "not known yet: find out who keeps the diary",
        risk=f"{staying}; doubts about {doubts}" if doubts else staying,
        benefit=told.get("gain") or "not known yet: ask what it would be worth to them and to their own manager",
    )


def _named(people: Sequence[Row], wanted: Sequence[Role]) -> str:
    """Return the first person with one of the roles, in the order of the roles, with what is known of them."""
    for role in wanted:
        for person in people:
            if role in roles_of(person):
                return ", ".join(person[key] for key in ("name", "title", "phone", "note") if person[key])
    return ""


def _way_up(people: Sequence[Row]) -> str:
    """Say who leads to those who decide: a champion, else whoever is known there."""
    champions = [person for person in people if Role.CHAMPION in roles_of(person)]
    helper = next((person["name"] for person in [*champions, *people]), None)
    return f"not known yet: {f'ask {helper} who decides, and to be taken along' if helper else 'find out who decides'}"


def gap(situation: Row) -> str:
    """Say how far the customer is from what they want, or what is not known for that."""
    vague = [side for side in ("current", "desired") if not has_figure(situation[side])]
    if vague:
        return f"no figure in {' and '.join(vague)}"
    return difference(situation["current"], situation["desired"]) or ""
