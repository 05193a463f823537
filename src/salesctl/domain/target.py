"""Targets: every company or unit in a territory worth calling on (目標名單)."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from salesctl.domain.enums.target import CustomerClass, Method, TargetKind
from salesctl.domain.limits import Figure, Name, Personal, Searched, Text
from salesctl.domain.record import Record


class TargetFields(Record):
    """A target; `name_key` and `phone_key` are folded copies for look-ups."""

    TABLE: ClassVar = "target"

    name: Searched[Name]
    name_key: str
    kind: TargetKind = TargetKind.COMPANY
    parent_id: int | None = None
    territory_id: int | None = None
    block_id: int | None = None
    site_id: int | None = None
    industry: Figure[Searched[Name]] | None = None
    form: Figure[Searched[Name]] | None = None
    size: Figure[Searched[Name]] | None = None
    use: Figure[Searched[Name]] | None = None
    customer_class: CustomerClass | None = None
    method: Method | None = None
    address: Searched[Text] | None = None
    phone: Searched[Name] | None = None
    phone_key: str | None = None
    lat: Personal[Annotated[float, Field(ge=-90, le=90)]] | None = None
    lon: Personal[Annotated[float, Field(ge=-180, le=180)]] | None = None
    source: Searched[Name] | None = None
    rep_id: int
    added_on: date
    dropped_on: date | None = None
    drop_reason: Searched[Text] | None = None
    external_id: Searched[Name] | None = None


class TargetTagFields(Record):
    """A tag on a target; `key:value` tags make segments."""

    TABLE: ClassVar = "target_tag"

    target_id: int
    tag: Annotated[Searched[Name], Field(json_schema_extra={"figure": "[^:]+:.+"})]
