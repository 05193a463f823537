"""What a visit is prepared with, as codes; `messages` words them for the brief."""

from enum import Enum
from typing import NamedTuple

from salesctl.domain.enums.contact import Role


class Aim(Enum):
    """What a visit is for, by how far the sale has come."""

    MEET = "meet"
    FIND_NEED = "find-need"
    PUT_FIGURES = "put-figures"
    PROPOSE = "propose"
    SETTLE_AND_ASK = "settle-and-ask"
    ASK_FOR_ORDER = "ask-for-order"
    CLOSE = "close"
    KEEP = "keep"


class Purpose(NamedTuple):
    """What a visit is for: first a `case` to settle (its kind and text), then the kinds of objection, then the aim."""

    aim: Aim | None
    objections: tuple[str, ...] = ()
    case: tuple[str, str] | None = None


class Expected(Enum):
    """What a visit should lead to."""

    CONTACT = "contact"
    NEED = "need"
    PROPOSAL = "proposal"
    AGREEMENT = "agreement"
    ORDER = "order"
    SATISFACTION = "satisfaction"
    COMPLAINT_SETTLED = "complaint-settled"
    RECEIVABLE_SETTLED = "receivable-settled"


class Material(Enum):
    """What to bring."""

    CARD = "card"
    NEIGHBOUR = "neighbour"
    CHECKLIST = "checklist"
    EXAMPLE = "example"
    PROPOSAL = "proposal"
    ORDER_FORM = "order-form"
    LAST_ORDER = "last-order"
    PROMISES = "promises"
    INVOICE = "invoice"
    COSTS = "costs"
    COMPARISON = "comparison"
    DEMONSTRATION = "demonstration"
    CONVERT = "convert"


class Seen(NamedTuple):
    """A person to see, by the parts they play, none where nobody knows them, and when they were met last."""

    roles: tuple[Role, ...]
    last_met: str | None


class HighLevel(NamedTuple):
    """What a high-level visit needs besides, each None while it is not known.

    `best` is the person to see, or `helper` is who may lead to one; `gatekeeper` lets one in. `consequence` and the
    kinds of `objections` are their risk, `gain` their benefit.
    """

    best: str | None
    helper: str | None
    gatekeeper: str | None
    consequence: str | None
    objections: tuple[str, ...]
    gain: str | None
