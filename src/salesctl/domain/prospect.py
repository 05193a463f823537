"""Prospects: targets that qualified, graded and dated (潛在客戶名單)."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from salesctl.domain.record import Record
from salesctl.domain.text import Minor, Name, Text


class Grade(StrEnum):
    """How well the customer likes the product and the rep (可能性)."""

    A = "A"
    B = "B"
    C = "C"


class Temperature(StrEnum):
    """How far the purchase has moved (購買進度)."""

    HOT = "hot"
    WARM = "warm"
    COLD = "cold"


class PurchaseType(StrEnum):
    """Why they buy (新 / 追加 / 換用)."""

    NEW = "new"
    ADD_ON = "add-on"
    REPLACEMENT = "replacement"


class Interest(StrEnum):
    """How interested the customer is (不感興趣, 稍感興趣, 很感興趣, 信服, 完全接受), weakest first."""

    NONE = "none"
    SLIGHT = "slight"
    STRONG = "strong"
    CONVINCED = "convinced"
    COMMITTED = "committed"


AIDMAS: Mapping[Interest, str] = {
    Interest.NONE: "attention",
    Interest.SLIGHT: "interest",
    Interest.STRONG: "desire",
    Interest.CONVINCED: "memory",
    Interest.COMMITTED: "action",
}
"""The step of AIDMAS each interest stands beside; its last, satisfaction, follows an order that pleased."""


class Horizon(StrEnum):
    """In which months the decision is expected."""

    THIS_MONTH = "this-month"
    NEXT_MONTH = "next-month"
    THREE_MONTHS = "3-months"
    SIX_MONTHS = "6-months"
    LATER = "later"
    UNKNOWN = "unknown"


class ProspectStatus(StrEnum):
    """How a prospect stands."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"
    DISQUALIFIED = "disqualified"


class LossReason(StrEnum):
    """Why a prospect was closed without an order."""

    PRICE = "price"
    COMPETITOR = "competitor"
    NO_BUDGET = "no-budget"
    NO_NEED = "no-need"
    NO_DECISION = "no-decision"
    TIMING = "timing"
    RELATIONSHIP = "relationship"
    OTHER = "other"


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
    money: Text | None = None
    need: Text | None = None
    authority_id: int | None = None
    competitor: Name | None = None
    current: Text | None = None
    desired: Text | None = None
    consequence: Text | None = None
    gain: Text | None = None
    forced_reason: Text | None = None
    status: ProspectStatus = ProspectStatus.OPEN
    opened_on: date
    closed_on: date | None = None
    loss_reason: LossReason | None = None
    lost_to: Name | None = None
    retry_on: date | None = None
    note: Text | None = None
    external_id: Name | None = None
