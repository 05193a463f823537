"""Why a figure of the forecast cannot be told."""

from collections.abc import Mapping, Sequence

from salesctl.domain.enums.quota import Untold

UNTOLD = {
    Untold.NO_ORDER: "no order in the last twelve months",
    Untold.NO_VISIT: "no visit in the last twelve months",
    Untold.NO_HIT: "no visit of the last twelve months brought an order",
    Untold.NO_QUOTA: "there is no quota",
    Untold.NOT_BEGUN: "the year has not begun",
    Untold.OVER: "the year is over",
    Untold.REACHED: "nothing of the quota remains",
}


def untold(missing: Mapping[Untold, Sequence[str]]) -> list[str]:
    """Say each reason once, with the figures that are missing for it: `no coverage: nothing of the quota remains`."""
    return [f"no {', '.join(names).replace('_', ' ')}: {UNTOLD[why]}" for why, names in missing.items()]
