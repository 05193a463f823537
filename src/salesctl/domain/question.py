"""Questions to ask at a visit, and when each is worth asking."""

from collections.abc import Sequence
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from salesctl.domain.text import Name
from salesctl.domain.visit import Step


class QuestionKind(StrEnum):
    """How a question opens a conversation or leads it to an end, in the order they are asked."""

    OPEN = "open"
    CLOSED = "closed"
    PROVOKING = "provoking"
    CLOSING = "closing"


class Condition(StrEnum):
    """What may hold before a visit and make a question worth asking: trouble first, then what is not known yet.

    An objection is one nobody resolved; `customer` is one without an open prospect.
    """

    FIRST_VISIT = "first-visit"
    COMPLAINT = "complaint"
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


class Question(BaseModel):
    """A question: asked at the steps named (at any, where none is), when its condition holds (always, without one).

    The steps are those the last visit reached; before the first visit that is the approach.
    """

    model_config = ConfigDict(extra="forbid")

    text: Name
    kind: QuestionKind
    steps: Sequence[Step] = ()
    when: Condition | None = None


class Catalogue(BaseModel):
    """A file of questions."""

    model_config = ConfigDict(extra="forbid")

    question: list[Question] = Field(min_length=1)
