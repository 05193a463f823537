"""What the sales method doubts about a visit."""

from enum import StrEnum
from typing import NamedTuple

from salesctl.domain.enums.prospect import Interest


class DoubtKey(StrEnum):
    """What may be wrong with a visit."""

    CLOSED_EARLY = "closed-early"
    NEED_UNKNOWN = "need-unknown"
    DISCOUNT_FOR_NOTHING = "discount-for-nothing"


class Doubt(NamedTuple):
    """A doubt, with the interest a close came at, or the discount in percent that bought nothing."""

    key: DoubtKey
    interest: Interest | None = None
    percent: float | None = None
