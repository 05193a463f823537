"""What a review finds, as codes and figures; `messages` words the questions and what was seen."""

from collections.abc import Sequence
from typing import NamedTuple

from salesctl.domain.enums.review import FindingKey


class Seen(NamedTuple):
    """What was seen of a name; each question fills the figures it has.

    Attributes:
        on: The day of the visit at which it was seen; days are ISO text.
        day: The day it is about: of the next visit, of the last with the key person, or when something is due.
        days: Days without a visit.
        every: Days between visits.
        times: Visits with the key person, or at one step.
        percent: The discount offered.
        word: The step, the interest or the kind of case.
        before: The interest before.
        text: What somebody wrote: a competitor, a signal, a reason, a case or an action.
        owner: Who is to do an action.
        late: Whether the day has passed.
        sides: The sides of a situation that lack a figure.
    """

    on: str | None = None
    day: str | None = None
    days: int | None = None
    every: int | None = None
    times: int | None = None
    percent: float | None = None
    word: str | None = None
    before: str | None = None
    text: str | None = None
    owner: str | None = None
    late: bool = False
    sides: tuple[str, ...] = ()


class Concern(NamedTuple):
    """One name that a finding concerns, and what was seen of it."""

    name: str
    grade: str | None
    seen: Seen


class Finding(NamedTuple):
    """A finding, which is a question to ask, and the names it concerns."""

    key: FindingKey
    concerns: Sequence[Concern]
