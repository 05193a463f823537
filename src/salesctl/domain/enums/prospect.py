"""The words of prospects."""

from collections.abc import Mapping
from enum import StrEnum


class Grade(StrEnum):
    """How well the customer likes the product and the rep (可能性)."""

    A = "A"
    B = "B"
    C = "C"


class Temperature(StrEnum):
    """How far the purchase has moved (購買進度)."""

    HOT = "hot"
    WARM = "warm"
    COLD = "cold"


class PurchaseType(StrEnum):
    """Why they buy (新 / 追加 / 換用)."""

    NEW = "new"
    ADD_ON = "add-on"
    REPLACEMENT = "replacement"


class Interest(StrEnum):
    """How interested the customer is (不感興趣, 稍感興趣, 很感興趣, 信服, 完全接受), weakest first."""

    NONE = "none"
    SLIGHT = "slight"
    STRONG = "strong"
    CONVINCED = "convinced"
    COMMITTED = "committed"


AIDMAS: Mapping[Interest, str] = {
    Interest.NONE: "attention",
    Interest.SLIGHT: "interest",
    Interest.STRONG: "desire",
    Interest.CONVINCED: "memory",
    Interest.COMMITTED: "action",
}
"""The step of AIDMAS each interest stands beside; its last, satisfaction, follows an order that pleased."""


class Horizon(StrEnum):
    """In which months the decision is expected."""

    THIS_MONTH = "this-month"
    NEXT_MONTH = "next-month"
    THREE_MONTHS = "3-months"
    SIX_MONTHS = "6-months"
    LATER = "later"
    UNKNOWN = "unknown"


class ByHand(StrEnum):
    """What follows from dates and roles unless the rep says it."""

    TEMPERATURE = "temperature"
    HORIZON = "horizon"
    AUTHORITY = "authority"


class ProspectStatus(StrEnum):
    """How a prospect stands."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"
    DISQUALIFIED = "disqualified"


class LossReason(StrEnum):
    """Why a prospect was closed without an order."""

    PRICE = "price"
    COMPETITOR = "competitor"
    NO_BUDGET = "no-budget"
    NO_NEED = "no-need"
    NO_DECISION = "no-decision"
    TIMING = "timing"
    RELATIONSHIP = "relationship"
    OTHER = "other"
