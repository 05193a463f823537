"""Prospects: targets that qualified, graded and dated (潛在客戶名單)."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from salesctl.domain.enums.prospect import (
    Grade,
    Horizon,
    Interest,
    LossReason,
    ProspectStatus,
    PurchaseType,
    Temperature,
)
from salesctl.domain.limits import Figure, Minor, Name, Searched, Text
from salesctl.domain.record import Record


class ProspectFields(Record):
    """A qualified target.

    `amount` is in minor units. `temperature` and `horizon` hold only the rep's override: both are otherwise derived
    from `decide_by`. `interest` is what was known at promotion: a later visit's interest overrides it when shown.
    `cadence` overrides the grade's visits per four weeks. The grade stays as it was at the close.
    """

    TABLE: ClassVar = "prospect"

    target_id: int
    product_id: int | None = None
    rep_id: int
    grade: Grade
    temperature: Temperature | None = None
    purchase_type: PurchaseType | None = None
    amount: Minor | None = None
    decide_by: date | None = None
    horizon: Horizon | None = None
    interest: Interest | None = None
    cadence: Annotated[int, Field(ge=1, le=28)] | None = None
    money: Searched[Text] | None = None
    need: Searched[Text] | None = None
    authority_id: int | None = None
    competitor: Figure[Searched[Name]] | None = None
    current: Searched[Text] | None = None
    desired: Searched[Text] | None = None
    consequence: Searched[Text] | None = None
    gain: Searched[Text] | None = None
    forced_reason: Searched[Text] | None = None
    status: ProspectStatus = ProspectStatus.OPEN
    opened_on: date
    closed_on: date | None = None
    loss_reason: LossReason | None = None
    lost_to: Figure[Searched[Name]] | None = None
    retry_on: date | None = None
    note: Searched[Text] | None = None
    external_id: Searched[Name] | None = None
