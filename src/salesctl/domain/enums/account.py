"""The words of key accounts."""

from enum import StrEnum


class Stage(StrEnum):
    """Where the work with a key account stands (調查, 需求, 擴大, 維護); after `maintain` it begins again."""

    SURVEY = "survey"
    NEED = "need"
    EXPAND = "expand"
    MAINTAIN = "maintain"


class Relationship(StrEnum):
    """What binds a key account to us."""

    TRANSACTION = "transaction"
    PARTNERSHIP = "partnership"


class Factor(StrEnum):
    """What an opportunity is assessed by, each from 1 to 5."""

    SIZE = "size"
    RELATIONSHIP = "relationship"
    TIMING = "timing"
    CUSTOMER_RESOURCES = "customer-resources"
    OUR_RESOURCES = "our-resources"


class Point(StrEnum):
    """The three steps of an account plan: what helps them succeed and our part in it, objectives, ways to get there."""

    SUCCESS = "success"
    DUTY = "duty"
    SHORT_TERM = "short-term"
    LONG_TERM = "long-term"
    TACTIC = "tactic"
    STRATEGY = "strategy"
