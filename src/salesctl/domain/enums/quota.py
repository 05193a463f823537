"""The words of quotas and goals."""

from enum import StrEnum


class Measure(StrEnum):
    """What a quota counts: money or orders (件數)."""

    AMOUNT = "amount"
    ORDERS = "orders"


class Dimension(StrEnum):
    """What a quota is split by, from the top of the tree to its leaves; levels may be left out."""

    PRODUCT = "product"
    TERRITORY = "territory"
    REP = "rep"
    CUSTOMER = "customer"
    MONTH = "month"


COLUMNS = {
    Dimension.PRODUCT: "product_id",
    Dimension.TERRITORY: "territory_id",
    Dimension.REP: "rep_id",
    Dimension.CUSTOMER: "target_id",
    Dimension.MONTH: "month",
}
"""Where a quota keeps which product, territory and so on it is for."""


class Weights(StrEnum):
    """What the parts of a split are weighed by."""

    EQUAL = "equal"
    HISTORY = "history"
    SEASON = "season"
    MARKET = "market"
    MANUAL = "manual"


class QuotaStatus(StrEnum):
    """Whether the rep has accepted a quota."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"


class GoalStatus(StrEnum):
    """How a goal in words stands."""

    OPEN = "open"
    REACHED = "reached"
    MISSED = "missed"


class Untold(StrEnum):
    """Why a figure of the forecast cannot be told."""

    NO_ORDER = "no-order"
    NO_VISIT = "no-visit"
    NO_HIT = "no-hit"
    NO_QUOTA = "no-quota"
    NOT_BEGUN = "not-begun"
    OVER = "over"
    REACHED = "reached"
