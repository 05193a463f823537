"""Questions to ask at a visit, and when each is worth asking."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from salesctl.domain.enums.question import Condition, QuestionKind
from salesctl.domain.enums.visit import Step
from salesctl.domain.limits import Name


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
