"""People met and objections, each in one line: as they are typed, and as lists print them."""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple, TypeVar

from salesctl.domain.enums.prospect import Interest
from salesctl.domain.enums.visit import ObjectionCause, ObjectionKind
from salesctl.errors import InvalidInput

_RESOLVED = " (resolved)"
_OBJECTION = re.compile(r"(?P<kind>[^/:：]*)(?:/(?P<cause>[^:：]*))?(?:[:：](?P<text>.*))?", re.DOTALL)

Word = TypeVar("Word", bound=StrEnum)


class Met(NamedTuple):
    """A person met, and their own interest when it differs from the visit's."""

    name: str
    interest: Interest | None = None


class Heard(NamedTuple):
    """An objection, what lies behind it, and whether it was resolved."""

    kind: ObjectionKind
    cause: ObjectionCause | None = None
    text: str | None = None
    resolved: bool = False


def one_of(words: type[Word], text: str) -> Word:
    """Return the word of a fixed set.

    Raises:
        InvalidInput: It is not one of them.
    """
    try:
        return words(text.strip().casefold())
    except ValueError:
        raise InvalidInput(f"'{text}' is not one of {', '.join(words)}") from None


def read_met(text: str) -> Met:
    """Read `NAME` or `NAME=INTEREST`.

    Raises:
        InvalidInput: There is no such interest.
    """
    name, equals, interest = text.rpartition("=")
    return Met(name.strip(), one_of(Interest, interest)) if equals else Met(text.strip())


def _kind(text: str) -> ObjectionKind:
    return one_of(ObjectionKind, text)


def read_objection(text: str, read_kind: Callable[[str], ObjectionKind] = _kind) -> Heard:
    """Read `KIND[/CAUSE][:TEXT]`; ` (resolved)` at the end says that it was.

    `read_kind` reads the kind, where it may be in other words.

    Raises:
        InvalidInput: There is no such kind or cause.
    """
    match = _OBJECTION.fullmatch(text.strip().removesuffix(_RESOLVED))
    assert match is not None, "the pattern fits any text"
    cause = match["cause"]
    return Heard(
        read_kind(match["kind"]),
        one_of(ObjectionCause, cause) if cause is not None else None,
        (match["text"] or "").strip() or None,
        text.strip().endswith(_RESOLVED),
    )
