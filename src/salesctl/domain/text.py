"""Text as people type it: folding for look-ups, and the limits every stored text keeps."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_CONTROL_IN_LINES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")

_UNCOUNTED = {"intel"}


def fold(text: str) -> str:
    """Return the key under which a name is found: case, width and spacing do not matter."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def phone_key(phone: str) -> str:
    """Return the digits that tell two phone numbers apart (the last nine: prefixes are written in many ways)."""
    return "".join(filter(str.isdigit, unicodedata.normalize("NFKC", phone)))[-9:]


def plural(word: str, count: int) -> str:
    """Return an English word in the number that goes with the count."""
    if count == 1 or word in _UNCOUNTED:
        return word
    return f"{word[:-1]}ies" if word.endswith("y") and word[-2] not in "aeou" else f"{word}s"


def _lines(text: str) -> str:
    if _CONTROL_IN_LINES.search(text):
        raise ValueError("contains a control character")
    return text


def _one_line(text: str) -> str:
    if _CONTROL.search(text):
        raise ValueError("contains a control character")
    return text


def _words(text: str) -> str:
    if not text.strip():
        raise ValueError("must say something")
    return text.strip()


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(_one_line)]
Text = Annotated[str, StringConstraints(max_length=10_000), AfterValidator(_lines)]
Words = Annotated[Text, AfterValidator(_words)]
"""Text that says something."""
ClockTime = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
"""A time of day, HH:MM."""
Minor = Annotated[int, Field(ge=0, le=10**15)]
"""An amount of money in minor units (cents)."""
Month = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
"""A calendar month, YYYY-MM."""
