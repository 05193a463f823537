"""How far a customer is from what they want, and what is not known for that."""

from collections.abc import Sequence


def no_figure(sides: Sequence[str]) -> str:
    """Name the sides of a situation that were told without a figure: `no figure in current and desired`."""
    return f"no figure in {' and '.join(sides)}"
