"""Visits made, the people met, the objections heard and the sales they brought."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from pydantic import Field

from salesctl.domain.enums.prospect import Interest
from salesctl.domain.enums.visit import Mode, ObjectionCause, ObjectionKind, Outcome, Step
from salesctl.domain.limits import ClockTime, Minor, Name, Searched, Text
from salesctl.domain.record import Record


class VisitFields(Record):
    """A visit made.

    `minutes` is None when not given: the configured default is then shown and counted as an estimate. `key_person` is
    None unless set by hand: it is otherwise derived from the roles of the people met. `benefits` holds one per line.
    `discount` is a percentage. `recorded_at` is when it was typed in (UTC), `visited_on` and `at` when it took place.
    The next appointment is a planned visit that points here, and orders are sales that point here.
    """

    TABLE: ClassVar = "visit"

    target_id: int
    rep_id: int
    visited_on: date
    at: ClockTime | None = None
    minutes: Annotated[int, Field(ge=1, le=1440)] | None = None
    mode: Mode = Mode.IN_PERSON
    key_person: bool | None = None
    purpose: Searched[Text] | None = None
    step: Step | None = None
    impression: Searched[Text] | None = None
    interest: Interest | None = None
    current: Searched[Text] | None = None
    desired: Searched[Text] | None = None
    consequence: Searched[Text] | None = None
    gain: Searched[Text] | None = None
    benefits: Searched[Text] | None = None
    competitor: Searched[Text] | None = None
    reaction: Searched[Text] | None = None
    terms: Searched[Text] | None = None
    discount: Annotated[float, Field(ge=0, le=100)] | None = None
    signal: Searched[Text] | None = None
    satisfaction: Annotated[int, Field(ge=1, le=5)] | None = None
    pair_id: int | None = None
    outcome: Outcome
    note: Searched[Text] | None = None
    recorded_at: datetime
    external_id: Searched[Name] | None = None


class VisitContactFields(Record):
    """A person met at a visit; their own interest when it differs."""

    TABLE: ClassVar = "visit_contact"

    visit_id: int
    contact_id: int
    interest: Interest | None = None


class ObjectionFields(Record):
    """An objection heard at a visit."""

    TABLE: ClassVar = "objection"

    visit_id: int
    kind: ObjectionKind
    cause: ObjectionCause | None = None
    text: Searched[Text] | None = None
    resolved: bool = False


class SaleFields(Record):
    """An order: `amount` in minor units; from a visit when `visit_id` is set."""

    TABLE: ClassVar = "sale"

    sold_on: date
    amount: Minor
    target_id: int
    product_id: int | None = None
    territory_id: int | None = None
    rep_id: int
    visit_id: int | None = None
    prospect_id: int | None = None
    external_id: Name | None = None
