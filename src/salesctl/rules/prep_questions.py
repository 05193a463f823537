"""Which questions a visit is worth: chosen from the step reached and from what is not known yet."""

from collections.abc import Collection, Iterable, Sequence

from salesctl.domain.enums.case import CaseKind
from salesctl.domain.enums.contact import Role
from salesctl.domain.enums.prospect import Interest
from salesctl.domain.enums.question import Condition, QuestionKind
from salesctl.domain.enums.visit import Outcome, Step
from salesctl.domain.question import Question
from salesctl.rules.figures import has_figure
from salesctl.rules.target_page import Dossier, Row

_MOST = {QuestionKind.OPEN: 5, QuestionKind.CLOSED: 2, QuestionKind.PROVOKING: 2, QuestionKind.CLOSING: 1}
_INTEREST = list(Interest)
_UNNAMED = {"product": "our product", "competitor": "the other supplier"}


def step_reached(dossier: Dossier, prospect: Row | None) -> Step | None:
    """Return the step of the sale the visits since the last order reached; None for a customer who is sold nothing.

    An order for another product, while the prospect was open already, is no end of its sale, nor a step in it.
    """
    if is_customer(dossier, prospect):
        return None
    ends = (order["date"] for order in dossier.orders if prospect is None or _ends(order, prospect))
    since = max(ends, default="")
    for visit in dossier.visits:
        if visit["step"] and visit["visited_on"] > since and visit["outcome"] != Outcome.ORDER:
            return Step(visit["step"])
    return Step.APPROACH


def _ends(order: Row, prospect: Row) -> bool:
    """Whether an order ends what was said before about a prospect: it is for its product, or older than it."""
    return bool(order["product"] == prospect["product"] or order["date"] <= prospect["opened_on"])


def step_to_work_from(step: Step | None, interests: Sequence[str]) -> Step | None:
    """Return the step that the next visit builds on: who is not interested is asked about the need first."""
    slight = bool(interests) and _INTEREST.index(Interest(interests[-1])) <= _INTEREST.index(Interest.SLIGHT)
    return Step.SURVEY if slight and step in (Step.PRESENT, Step.CLOSE) else step


def is_customer(dossier: Dossier, prospect: Row | None) -> bool:
    """Whether a target has bought and is not a prospect again."""
    return bool(dossier.counts["orders"]) and prospect is None


def roles(people: Iterable[Row]) -> set[Role]:
    """Return the roles in the decision that somebody is known for."""
    return {role for person in people for role in roles_of(person)}


def roles_of(person: Row) -> list[Role]:
    """Return the roles of one person."""
    return [Role(role) for role in person["parts"]]


def conditions(dossier: Dossier, prospect: Row | None, situation: Row | None, same_step_times: int) -> set[Condition]:
    """Return what holds before a visit.

    Args:
        dossier: What is known of the target.
        prospect: The open prospect the visit is about, if there is one.
        situation: What the customer has and wants, as far as it is known.
        same_step_times: Visits in a row at one step that are too many.
    """
    held = {Condition(f"objection:{objection['kind']}") for objection in dossier.objections}
    held |= {condition for condition, holds in _cases(dossier).items() if holds}
    if is_customer(dossier, prospect):
        return held | {Condition.CUSTOMER}
    held |= {condition for condition, holds in _trouble(dossier, same_step_times).items() if holds}
    unknown = _unknown_people(dossier)
    if dossier.counts["visits"]:
        unknown |= _unknown_situation(dossier, prospect, situation or {})
    else:
        held.add(Condition.FIRST_VISIT)
        if prospect is None:  # who pays and who signs is no question for the first five minutes
            unknown |= {Condition.NO_MONEY: False, Condition.NO_AUTHORITY: False}
    return held | {condition for condition, holds in unknown.items() if holds}


def _cases(dossier: Dossier) -> dict[Condition, bool]:
    return {
        Condition.COMPLAINT: any(case["kind"] == CaseKind.COMPLAINT for case in dossier.cases),
        Condition.RECEIVABLE: any(
            case["kind"] == CaseKind.RECEIVABLE and case["status"] == "overdue" for case in dossier.cases
        ),
    }


def _trouble(dossier: Dossier, same_step_times: int) -> dict[Condition, bool]:
    ranks = [_INTEREST.index(Interest(interest)) for interest in dossier.interests[-2:]]
    steps = [visit["step"] for visit in dossier.visits if visit["step"]][:same_step_times]
    return {
        Condition.INTEREST_FALLING: len(ranks) == 2 and ranks[1] < ranks[0],
        Condition.SAME_STEP: len(steps) == same_step_times and len(set(steps)) == 1,
    }


def _unknown_people(dossier: Dossier) -> dict[Condition, bool]:
    known = roles(dossier.people)
    return {
        Condition.NO_MONEY: Role.MONEY not in known,
        Condition.NO_AUTHORITY: Role.AUTHORITY not in known,
        Condition.NO_NEED: Role.NEED not in known,
    }


def _unknown_situation(dossier: Dossier, prospect: Row | None, situation: Row) -> dict[Condition, bool]:
    competitor = bool(dossier.told["competitor"] or (prospect and prospect["competitor"]))
    return {
        Condition.NO_FIGURE: not all(has_figure(situation.get(side)) for side in ("current", "desired")),
        Condition.NO_CONSEQUENCE: not situation.get("consequence"),
        Condition.NO_GAIN: not situation.get("gain"),
        Condition.NO_DATE: prospect is not None and not prospect["decide_by"],
        Condition.NO_COMPETITOR: not competitor,
        Condition.COMPETITOR: competitor,
    }


def choose(catalogue: Sequence[Question], step: Step | None, held: Collection[Condition]) -> list[Question]:
    """Return the questions to ask, a few of each kind: open ones first, then closed, provoking and closing ones.

    Among those of a kind the ones whose condition holds lead, in the order of the conditions; then the catalogue's
    order counts.
    """
    fitting = [
        question
        for question in catalogue
        if (question.when is None or question.when in held) and (not question.steps or step in question.steps)
    ]
    order = {condition: rank for rank, condition in enumerate(Condition)}
    fitting.sort(key=lambda question: order[question.when] if question.when else len(order))
    return [
        question
        for kind, most in _MOST.items()
        for question in [asked for asked in fitting if asked.kind is kind][:most]
    ]


def worded(question: Question, prospect: Row | None) -> str:
    """Return a question with the names of the prospect's product and competitor in their places."""
    text = question.text
    for name, unnamed in _UNNAMED.items():
        text = text.replace(f"{{{name}}}", (prospect and prospect[name]) or unnamed)
    return text
