"""Warnings about how a visit was conducted."""

from salesctl.domain.doubt import Doubt, DoubtKey


def doubt(found: Doubt) -> str:
    """Say what the method doubts, and what would help: `presenting before a need is known; ...`."""
    match found.key:
        case DoubtKey.CLOSED_EARLY:
            return f"closing while interest is {found.interest}; find out first what would make it strong"
        case DoubtKey.NEED_UNKNOWN:
            return "presenting before a need is known; --current and --desired note it"
        case DoubtKey.DISCOUNT_FOR_NOTHING:
            return f"a discount of {found.percent:g} % without an agreement to order"
