"""The words of questions."""

from enum import StrEnum


class QuestionKind(StrEnum):
    """How a question opens a conversation or leads it to an end, in the order they are asked."""

    OPEN = "open"
    CLOSED = "closed"
    PROVOKING = "provoking"
    CLOSING = "closing"


class Condition(StrEnum):
    """What may hold before a visit and make a question worth asking: trouble first, then what is not known yet.

    An objection is one nobody resolved, a receivable one that is overdue; `customer` is one without an open prospect.
    """

    FIRST_VISIT = "first-visit"
    COMPLAINT = "complaint"
    RECEIVABLE = "receivable"
    INTEREST_FALLING = "interest-falling"
    SAME_STEP = "same-step"
    OBJECTION_PRICE = "objection:price"
    OBJECTION_COMPETITOR = "objection:competitor"
    OBJECTION_COMPLEXITY = "objection:complexity"
    OBJECTION_NO_TIME = "objection:no-time"
    OBJECTION_PREFERENCE = "objection:preference"
    OBJECTION_OTHER = "objection:other"
    NO_AUTHORITY = "no-authority"
    NO_MONEY = "no-money"
    NO_NEED = "no-need"
    NO_FIGURE = "no-figure"
    NO_DATE = "no-date"
    NO_COMPETITOR = "no-competitor"
    COMPETITOR = "competitor"
    NO_CONSEQUENCE = "no-consequence"
    NO_GAIN = "no-gain"
    CUSTOMER = "customer"
