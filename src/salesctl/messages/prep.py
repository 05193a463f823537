"""The brief of a visit: what it is for, whom to see and why, what to expect and what to bring."""

from collections.abc import Sequence

from salesctl.domain.enums.contact import Role
from salesctl.domain.prep import Aim, Expected, HighLevel, Material, Purpose, Seen

HANDLING = ("listen", "ask", "pin down", "stay calm", "check agreement", "agree the next action")
"""The steps of handling an objection."""

_AIMS = {
    Aim.MEET: "get acquainted: what they do, what they use today, and whom to see",
    Aim.FIND_NEED: "survey: find the need, and who has it",
    Aim.PUT_FIGURES: "survey: put figures to the need, and find out who decides",
    Aim.PROPOSE: "present the proposal on their need",
    Aim.SETTLE_AND_ASK: "settle what is open and ask for the order",
    Aim.ASK_FOR_ORDER: "ask for the order",
    Aim.CLOSE: "close: settle the last condition and sign",
    Aim.KEEP: "keep the customer: how it goes, and what else they need",
}
_EXPECTED = {
    Expected.CONTACT: "who uses it, who decides, and a date to come back",
    Expected.NEED: "what they need, in their own words and with a figure, and a date for the next talk",
    Expected.PROPOSAL: "agreement to a proposal, on a date, with whoever decides at the table",
    Expected.AGREEMENT: "agreement that it solves the need, and what is left to be settled, by when",
    Expected.ORDER: "the order, or the one condition that is left, with a date",
    Expected.SATISFACTION: "how satisfied they are (1 to 5), and one more need or one name to call on",
    Expected.COMPLAINT_SETTLED: "what settles the complaint, agreed with a date and a name",
    Expected.RECEIVABLE_SETTLED: "what settles the receivable, agreed with a date and a name",
}
_MATERIALS = {
    Material.CARD: "a card and a page about us",
    Material.NEIGHBOUR: "a customer nearby or in the same business to mention",
    Material.CHECKLIST: "a list of what to find out",
    Material.EXAMPLE: "an example from a similar customer",
    Material.PROPOSAL: "the proposal with the figures of the gap",
    Material.ORDER_FORM: "the order form",
    Material.LAST_ORDER: "what they ordered last, and one new thing to show",
    Material.PROMISES: "what was promised, and what was done about the complaint so far",
    Material.INVOICE: "the invoice, and the proof that it was delivered",
    Material.COSTS: "the costs over two years, side by side",
    Material.COMPARISON: "the comparison with the competitor",
    Material.DEMONSTRATION: "a demonstration",
    Material.CONVERT: "a customer who changed and is glad of it",
}
_PARTS = {
    Role.MONEY: "holds the budget",
    Role.AUTHORITY: "decides",
    Role.NEED: "works with it",
    Role.CHAMPION: "speaks for us",
    Role.INFLUENCER: "is listened to",
    Role.GATEKEEPER: "lets you in",
}
"""What each role is seen for."""
_UNPLACED = "part not known yet"
_UNKNOWN = "not known yet: "


def purpose(found: Purpose | str) -> str:
    """Say what a visit is for: what stands in its way first; what somebody wrote stays as it is."""
    if isinstance(found, str):
        return found
    parts = [_settle(*found.case)] if found.case else []
    if found.aim:
        parts.append(_sale(found.aim, found.objections))
    return "; then ".join(parts)


def _settle(kind: str, text: str) -> str:
    return f"settle the {kind}: {text}"


def _sale(aim: Aim, objections: Sequence[str]) -> str:
    return f"answer the objection about {' and '.join(objections)}, then {_AIMS[aim]}" if objections else _AIMS[aim]


def expected(found: Expected) -> str:
    """Say what a visit should lead to, so that it can be said afterwards whether it did."""
    return _EXPECTED[found]


def materials(found: Sequence[Material | str]) -> list[str]:
    """Say what to bring; what somebody wrote stays as it is."""
    return [_MATERIALS[what] if isinstance(what, Material) else what for what in found]


def missing_part(role: Role) -> str:
    """Say of a part in the decision that nobody is known for it."""
    return f"nobody known who {_PARTS[role]}"


def part(role: Role | None, seen: Seen | None) -> str:
    """Say on the MAN map what somebody is seen for; without anybody, that it is a gap."""
    if seen is None:
        return f"gap: {missing_part(role)}" if role else ""
    why = _PARTS[role] if role else _UNPLACED
    return why if seen.last_met else f"{why}, never met"


def why(seen: Seen) -> str:
    """Say why a person is seen, and when they were met last."""
    met = f"last met {seen.last_met}" if seen.last_met else "never met"
    return f"{', '.join(_PARTS[role] for role in seen.roles) or _UNPLACED}; {met}"


def best_person(found: HighLevel) -> str:
    """Say whom a high-level visit is to, or who may lead there."""
    if found.best:
        return found.best
    if found.helper:
        return f"{_UNKNOWN}ask {found.helper} who decides, and to be taken along"
    return f"{_UNKNOWN}find out who decides"


def gatekeeper(found: HighLevel) -> str:
    """Say who lets one in, or how to find out."""
    return found.gatekeeper or f"{_UNKNOWN}find out who keeps the diary"


def risk(found: HighLevel) -> str:
    """Say what they risk by staying as they are and by changing, or how to find out."""
    staying = found.consequence or f"{_UNKNOWN}ask what happens to them if nothing changes"
    return f"{staying}; doubts about {', '.join(found.objections)}" if found.objections else staying


def benefit(found: HighLevel) -> str:
    """Say what they gain, or how to find out."""
    return found.gain or f"{_UNKNOWN}ask what it would be worth to them and to their own manager"
