"""What the sales method doubts about how a visit was conducted: warnings, never refusals."""

from salesctl.domain.doubt import Doubt, DoubtKey
from salesctl.domain.enums.prospect import Interest
from salesctl.domain.enums.visit import Outcome, Step


def doubts(
    *, step: Step | None, outcome: Outcome, interest: Interest | None, need_known: bool, discount: float | None
) -> list[Doubt]:
    """Return what the method doubts about a visit.

    Args:
        step: The step it reached.
        outcome: What it led to.
        interest: The customer's interest, as last known.
        need_known: Whether any visit or prospect says what the customer has, wants or needs.
        discount: What was offered, as a percentage.
    """
    found = []
    if step is Step.CLOSE and interest in (Interest.NONE, Interest.SLIGHT):
        found.append(Doubt(DoubtKey.CLOSED_EARLY, interest=interest))
    if step is Step.PRESENT and not need_known:
        found.append(Doubt(DoubtKey.NEED_UNKNOWN))
    if discount and outcome is not Outcome.ORDER:
        found.append(Doubt(DoubtKey.DISCOUNT_FOR_NOTHING, percent=discount))
    return found
