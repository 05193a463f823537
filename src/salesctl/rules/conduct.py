"""How a visit was conducted, judged by the sales method: warnings, never refusals."""

from salesctl.domain.enums.prospect import Interest
from salesctl.domain.enums.visit import Outcome, Step


def doubts(
    *, step: Step | None, outcome: Outcome, interest: Interest | None, need_known: bool, discount: float | None
) -> list[str]:
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
        found.append(f"closing while interest is {interest}; find out first what would make it strong")
    if step is Step.PRESENT and not need_known:
        found.append("presenting before a need is known; --current and --desired note it")
    if discount and outcome is not Outcome.ORDER:
        found.append(f"a discount of {discount:g} % without an agreement to order")
    return found
