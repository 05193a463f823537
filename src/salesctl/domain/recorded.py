"""What recording, changing and dropping a visit brings with it, to be said to whoever did it."""

from typing import NamedTuple


class Recognised(NamedTuple):
    """A part of a name that was given, and the person at the target that it stood for."""

    given: str
    person: str


class Resolved(NamedTuple):
    """A kind of objection said to be resolved, and whether there was an open one."""

    kind: str
    was_open: bool


Note = Recognised | Resolved


class Dropped(NamedTuple):
    """What went with a visit: its orders; and what is open again: prospects it won, the day it was planned on.

    `next_cancelled` says that a visit agreed at it is no longer planned.
    """

    orders: int
    prospects: int
    planned_on: str | None
    next_cancelled: bool


class Lookalike(NamedTuple):
    """Other targets, by id and name, that may be the same as one: the names are near, or else the phone is the same."""

    others: tuple[tuple[int, str], ...]
    same_phone: bool = False
