"""The words of targets."""

from enum import StrEnum


class TargetKind(StrEnum):
    """What a target is."""

    COMPANY = "company"
    UNIT = "unit"


class CustomerClass(StrEnum):
    """How much the customer matters (客戶等級); sets the maintenance interval."""

    A = "A"
    B = "B"
    C = "C"


class Method(StrEnum):
    """How a target was prospected (開發方法)."""

    CANVASS = "canvass"
    PHONE = "phone"
    REFERRAL = "referral"
    EXISTING = "existing"
    DIRECT_MAIL = "direct-mail"
    PARTNER = "partner"


class TargetStatus(StrEnum):
    """Where a target stands; derived from its prospects, sales and whether it was dropped."""

    OPEN = "open"
    PROSPECT = "prospect"
    CUSTOMER = "customer"
    DROPPED = "dropped"
