"""What the progress grids can be broken down by."""

from enum import StrEnum
from typing import NamedTuple


class GridBy(StrEnum):
    """The lines of the visit grid."""

    GRADE = "grade"
    REP = "rep"
    TERRITORY = "territory"
    MODE = "mode"
    METHOD = "method"


class MetricsBy(StrEnum):
    """The groups that metrics are worked out for."""

    WEEK = "week"
    MONTH = "month"
    REP = "rep"
    TERRITORY = "territory"
    GRADE = "grade"


class QuotaBy(StrEnum):
    """The lines of the quota grid."""

    MONTH = "month"
    PRODUCT = "product"
    TERRITORY = "territory"
    REP = "rep"


class SegmentBy(StrEnum):
    """What a target list is cut into segments by."""

    INDUSTRY = "industry"
    FORM = "form"
    SIZE = "size"
    USE = "use"
    TERRITORY = "territory"
    BLOCK = "block"
    CLASS = "class"
    KIND = "kind"
    METHOD = "method"
    STATUS = "status"
    TAG = "tag"


class Cut(NamedTuple):
    """How a target list is cut into segments; by tag, `key` is the part of the tags before the colon."""

    by: SegmentBy
    key: str = ""
