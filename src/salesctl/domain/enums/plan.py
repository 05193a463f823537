"""The words of the weekly plan."""

from enum import StrEnum


class Claim(StrEnum):
    """Why a visit is in the plan, the strongest claim first; `manual` rows were put there by hand."""

    PROMISED = "promised"
    OVERDUE = "overdue"
    CASE = "case"
    ACTION = "action"
    CADENCE = "cadence"
    MAINTAIN = "maintain"
    CANVASS = "canvass"
    MANUAL = "manual"


class PlanStatus(StrEnum):
    """How a planned visit stands; what is still `planned` when its week has ended shows as missed."""

    PLANNED = "planned"
    DONE = "done"
    MISSED = "missed"
    DEFERRED = "deferred"


class MovedBy(StrEnum):
    """Who asked for a planned visit to be moved."""

    CUSTOMER = "customer"
    REP = "rep"
