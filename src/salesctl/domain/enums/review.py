"""The words of reviews."""

from enum import StrEnum


class Verdict(StrEnum):
    """How a decision stands."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"


class FindingKey(StrEnum):
    """The questions a review asks, in the order it asks them."""

    NO_IMPRESSION = "no-impression"
    COMPETITOR_REACTION = "competitor-reaction"
    MOMENT_MISSED = "moment-missed"
    KEY_PERSON = "key-person"
    TERMS_TOO_EARLY = "terms-too-early"
    DISCOUNT_FOR_NOTHING = "discount-for-nothing"
    PAIR_CALL = "pair-call"
    NO_NEXT_STEP = "no-next-step"
    HOT_AND_SILENT = "hot-and-silent"
    INTEREST_FALLING = "interest-falling"
    PROMOTED_BY_FORCE = "promoted-by-force"
    DECISION_PASSED = "decision-passed"
    GAP_WITHOUT_FIGURE = "gap-without-figure"
    CUSTOMER_SILENT = "customer-silent"
    CASE_OVERDUE = "case-overdue"
    ACTION_OVERDUE = "action-overdue"
    ACTION_DUE = "action-due"
