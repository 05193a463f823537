"""Territories, their blocks walked in sequence, sites (buildings) and reps."""

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import AfterValidator

from salesctl.domain.record import Record
from salesctl.domain.text import Name, Text


class Approach(StrEnum):
    """How a territory is canvassed (集中, 重點, 粗放)."""

    CONCENTRATED = "concentrated"
    FOCUSED = "focused"
    EXTENSIVE = "extensive"


FOCUS_FIELDS = ("industry", "size", "class", "form", "use")
"""The fields of a target that a territory can focus on."""


def _focus(text: str) -> str:
    """Check a focus such as `industry=Retail`, and write it without spaces around the sign."""
    field, _, value = (part.strip() for part in text.partition("="))
    if field not in FOCUS_FIELDS or not value:
        raise ValueError(f"must be FIELD=VALUE with FIELD one of {', '.join(FOCUS_FIELDS)}")
    return f"{field}={value}"


Focus = Annotated[Name, AfterValidator(_focus)]


class TerritoryFields(Record):
    """A territory; `focus` names what the focused approach takes first, such as `industry=Retail`."""

    TABLE: ClassVar = "territory"

    name: Name
    name_key: str
    parent_id: int | None = None
    approach: Approach = Approach.CONCENTRATED
    focus: Focus | None = None
    note: Text | None = None


class BlockFields(Record):
    """A sub-area walked in one go (分塊); `position` is its place in the territory's sequence, from 1."""

    TABLE: ClassVar = "block"

    territory_id: int
    name: Name
    name_key: str
    position: int


class SiteFields(Record):
    """A building: several targets at one site are visited together."""

    TABLE: ClassVar = "site"

    name: Name
    name_key: str


class RepFields(Record):
    """A sales rep."""

    TABLE: ClassVar = "rep"

    name: Name
    name_key: str
