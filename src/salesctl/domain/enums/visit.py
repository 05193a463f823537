"""The words of visits."""

from enum import StrEnum


class Mode(StrEnum):
    """How the customer was met."""

    IN_PERSON = "in-person"
    PHONE = "phone"
    VIDEO = "video"
    EMAIL = "email"


class Step(StrEnum):
    """The step of the sale a visit reached (接觸, 探尋, 提出方案, 成交)."""

    APPROACH = "approach"
    SURVEY = "survey"
    PRESENT = "present"
    CLOSE = "close"


class Outcome(StrEnum):
    """What a visit led to."""

    ORDER = "order"
    ADVANCE = "advance"
    CONTINUATION = "continuation"
    NO_SALE = "no-sale"


class ObjectionKind(StrEnum):
    """What an objection is about."""

    PRICE = "price"
    COMPETITOR = "competitor"
    COMPLEXITY = "complexity"
    NO_TIME = "no-time"
    PREFERENCE = "preference"
    OTHER = "other"


class ObjectionCause(StrEnum):
    """What lies behind an objection."""

    MISUNDERSTOOD = "misunderstood"
    UNCLEAR = "unclear"
    WANTS_AN_ANSWER = "wants-an-answer"
    EXCUSE = "excuse"
    WRONG_STEP = "wrong-step"
