"""Territories, their blocks walked in sequence, sites (buildings) and reps."""

from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from salesctl.domain.enums.territory import FOCUS_FIELDS, Approach
from salesctl.domain.limits import Minor, Name, Searched, Text
from salesctl.domain.record import Record


def _focus(text: str) -> str:
    """Check a focus such as `industry=Retail`, and write it without spaces around the sign."""
    field, _, value = (part.strip() for part in text.partition("="))
    if field not in FOCUS_FIELDS or not value:
        raise ValueError(f"must be FIELD=VALUE with FIELD one of {', '.join(FOCUS_FIELDS)}")
    return f"{field}={value}"


Focus = Annotated[Name, AfterValidator(_focus), Field(json_schema_extra={"format": "focus"})]


Share = Annotated[float, Field(ge=0, le=1)]
"""A part of a whole, 0 to 1."""


class TerritoryFields(Record):
    """A territory; `focus` names what the focused approach takes first, such as `industry=Retail`.

    What is known of its market: `growth` a year and the shares are fractions, `market_size` is a year's sales of all
    sellers in minor units, `customers` their number (大小), `area` in km² (廣度), `purchasing_power` an index where 1
    is the average (強度), `fixed_share` the part of customers who never change (硬度). `income`, `retail` and
    `population` are shares of the whole market, for the buying power index.
    """

    TABLE: ClassVar = "territory"

    name: Searched[Name]
    name_key: str
    parent_id: int | None = None
    approach: Approach = Approach.CONCENTRATED
    focus: Focus | None = None
    note: Searched[Text] | None = None
    growth: Annotated[float, Field(ge=-1, le=10)] | None = None
    share: Share | None = None
    competitor_share: Share | None = None
    market_size: Minor | None = None
    customers: Annotated[int, Field(ge=0)] | None = None
    area: Annotated[float, Field(ge=0)] | None = None
    purchasing_power: Annotated[float, Field(ge=0)] | None = None
    fixed_share: Share | None = None
    income: Share | None = None
    retail: Share | None = None
    population: Share | None = None
    competition_note: Searched[Text] | None = None
    customer_note: Searched[Text] | None = None


class BlockFields(Record):
    """A sub-area walked in one go (分塊); `position` is its place in the territory's sequence, from 1."""

    TABLE: ClassVar = "block"

    territory_id: int
    name: Searched[Name]
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
