"""Territories, their blocks walked in sequence, sites (buildings) and reps."""

from enum import StrEnum
from typing import ClassVar

from salesctl.domain.record import Record
from salesctl.domain.text import Name, Text


class Approach(StrEnum):
    """How a territory is canvassed (集中, 重點, 粗放)."""

    CONCENTRATED = "concentrated"
    FOCUSED = "focused"
    EXTENSIVE = "extensive"


class TerritoryFields(Record):
    """A territory; `focus` names what the focused approach takes first, such as `industry=Retail`."""

    TABLE: ClassVar = "territory"

    name: Name
    name_key: str
    parent_id: int | None = None
    approach: Approach = Approach.CONCENTRATED
    focus: Name | None = None
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
