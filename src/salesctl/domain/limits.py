"""The limits every stored text and number keeps, as pydantic checks them."""

import re
from typing import Annotated, TypeVar

from pydantic import AfterValidator, Field, StringConstraints

from salesctl.domain.patterns import COUNTRY, CURRENCY, NAME_LENGTH

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_CONTROL_IN_LINES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


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


Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=NAME_LENGTH), AfterValidator(_one_line)
]
Text = Annotated[str, StringConstraints(max_length=10_000), AfterValidator(_lines)]
Words = Annotated[Text, AfterValidator(_words)]
"""Text that says something."""
ClockTime = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
"""A time of day, HH:MM."""
Minor = Annotated[int, Field(ge=0, le=10**15, json_schema_extra={"money": True})]
"""An amount of money in minor units (cents)."""
Month = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
"""A calendar month, YYYY-MM."""
Currency = Annotated[str, StringConstraints(pattern=CURRENCY, to_upper=True)]
"""Three letters."""
Country = Annotated[str, StringConstraints(pattern=COUNTRY, to_upper=True)]
"""A country or a part of one, such as TW or US-CA; empty for none."""

_Kind = TypeVar("_Kind")
Searched = Annotated[_Kind, Field(json_schema_extra={"searched": True})]
"""A text that `search` looks through."""
Figure = Annotated[_Kind, Field(json_schema_extra={"figure": ".*"})]
"""A text by which figures are counted: it stays when the customer whom it is about is forgotten, as no other does.

`figure` is the pattern of such texts, where only some of a field's are.
"""
Personal = Annotated[_Kind, Field(json_schema_extra={"personal": True})]
"""A number that goes when the customer whom it is about is forgotten, as texts do."""
