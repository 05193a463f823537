"""How far a customer is from what they want, and what is not known for that."""

from collections.abc import Sequence

from salesctl.domain.situation import Gap, Unknown

AUTHORITY_UNKNOWN = "who decides (authority) is not known yet"
_UNKNOWN = {
    Unknown.MONEY: "buying power (money) is not known yet",
    Unknown.NEED: "the need is not known yet",
    Unknown.AUTHORITY: AUTHORITY_UNKNOWN,
}


def no_figure(sides: Sequence[str]) -> str:
    """Name the sides of a situation that were told without a figure: `no figure in current and desired`."""
    return f"no figure in {' and '.join(sides)}"


def gap(found: Gap) -> str:
    """Say how far the customer is from what they want, or what is not known for that."""
    return no_figure(found.vague) if found.vague else found.figure or ""


def still_missing(found: Sequence[Unknown | Gap]) -> list[str]:
    """Say what is still missing in an open prospect, one after the other."""
    return [
        f"no figure for the gap ({', '.join(what.vague)})" if isinstance(what, Gap) else _UNKNOWN[what]
        for what in found
    ]
