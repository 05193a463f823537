"""Why a visit is planned, or found no place: a code with its figures, as it is stored; `messages` words it."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, Self

from salesctl.domain.enums.plan import Claim
from salesctl.domain.enums.prospect import Grade, Temperature
from salesctl.domain.enums.target import CustomerClass

_ALIKE = 4096
"""How many reasons are remembered as text: of thousands of deferred visits, many are so for the same reason."""


class Near(NamedTuple):
    """The visit of the same day that a visit was put beside: in its `site` or its `block`, and at what time it is.

    A `weekday` counts from 0, Monday, here and below.
    """

    place: str
    weekday: int
    at: str | None = None


class Lack(NamedTuple):
    """Why a visit found no place: the week's `capacity` is taken; without one, no working day is left for it.

    `first` and `last` are the weekdays it could have been on, None where no other visit could be earlier or later.
    """

    capacity: int | None = None
    first: int | None = None
    last: int | None = None


class Reason(NamedTuple):
    """Why a visit is in the plan; each claim fills the figures it has.

    Attributes:
        code: The claim that brought it in. A row that is moved or kept late may have another claim by now.
        grade: The prospect's, with its `temperature`.
        customer_class: The customer's, where it has one.
        interval: Days between visits.
        never: Nobody visited the name yet.
        weekday: The day of the week on which it falls due, where that has not passed.
        over: Days since it fell due.
        due: When a case or an action is due.
        since: Since when it has been due.
        on: The day it was promised for, or of the visit at which it was promised.
        what: A complaint, a receivable or an action, with its `text` on one line.
        others: How many others of which kind are due there too.
        block: Where a target is canvassed.
        seen_on: When a target to canvass was visited last.
        retry_on: Since when a lost prospect is to be tried again.
        near: The visit it was put beside.
        lack: Why it found no place.
    """

    code: Claim
    grade: Grade | None = None
    temperature: Temperature | None = None
    customer_class: CustomerClass | None = None
    interval: int | None = None
    never: bool = False
    weekday: int | None = None
    over: int | None = None
    due: date | None = None
    since: date | None = None
    on: date | None = None
    what: str | None = None
    text: str | None = None
    others: tuple[tuple[str, int], ...] = ()
    block: str | None = None
    seen_on: date | None = None
    retry_on: date | None = None
    near: Near | None = None
    lack: Lack | None = None

    @property
    def stored(self) -> str:
        """The reason as it is stored: JSON without what is not known."""
        return _stored(self)

    @classmethod
    def read(cls, stored: str) -> Self | None:
        """Return the reason in a stored text; None for words that an older version of the program stored."""
        try:
            facts = json.loads(stored)
            return cls(**{name: _READERS.get(name, _as_it_is)(value) for name, value in facts.items()})
        except (ValueError, TypeError, AttributeError):
            return None


def _as_it_is(value: Any) -> Any:
    return value


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "code": Claim,
    "grade": Grade,
    "temperature": Temperature,
    "customer_class": CustomerClass,
    **dict.fromkeys(("due", "since", "on", "seen_on", "retry_on"), date.fromisoformat),
    "others": lambda pairs: tuple((what, count) for what, count in pairs),
    "near": lambda facts: Near(**facts),
    "lack": lambda facts: Lack(**facts),
}


@lru_cache(_ALIKE)
def _stored(reason: Reason) -> str:
    return json.dumps(_known(reason), ensure_ascii=False, separators=(",", ":"), default=date.isoformat)


def _known(facts: Reason | Near | Lack) -> dict[str, Any]:
    """Return the figures that say something."""
    known = {name: value for name, value in facts._asdict().items() if value != facts._field_defaults.get(name)}
    return {name: _known(value) if isinstance(value, Near | Lack) else value for name, value in known.items()}
