"""The words of intel."""

from enum import StrEnum


class IntelKind(StrEnum):
    """What a note is about."""

    COMPETITOR = "competitor"
    MARKET = "market"
    CUSTOMER = "customer"


class IntelNature(StrEnum):
    """Figures, or everything else."""

    QUANTITATIVE = "quantitative"
    QUALITATIVE = "qualitative"


class IntelSource(StrEnum):
    """Where a note comes from."""

    DESK = "desk"
    REP = "rep"
    MANAGER = "manager"
    CUSTOMER = "customer"
    PRESS = "press"
    WEB = "web"
    ASSOCIATION = "association"
    DIRECTORY = "directory"
    ACQUAINTANCE = "acquaintance"
