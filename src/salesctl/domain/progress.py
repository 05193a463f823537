"""What the progress grids can be broken down by."""

from enum import StrEnum


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
