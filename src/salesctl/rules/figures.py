"""What the figures say in what a customer told: whether there is one, and how far two lie apart."""

import re
from collections.abc import Mapping
from decimal import Decimal

from salesctl.domain.situation import Gap

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


def difference(current: str | None, desired: str | None) -> str | None:
    """Return the gap between two situations as a signed figure, `-9` for "12 days" and "3 days".

    None unless each side has exactly one figure: which of several are to be compared only the rep knows.
    """
    now, wanted = (_FIGURE.findall(text or "") for text in (current, desired))
    if len(now) != 1 or len(wanted) != 1:
        return None
    gap = Decimal(wanted[0].replace(",", "")) - Decimal(now[0].replace(",", ""))
    return f"{gap:+,f}"


def gap(situation: Mapping[str, str | None]) -> Gap:
    """Return how far a situation's `current` is from its `desired` side, or which of them has no figure."""
    if unclear := vague(situation):
        return Gap(unclear)
    return Gap((), difference(situation["current"], situation["desired"]))


def vague(situation: Mapping[str, str | None]) -> tuple[str, ...]:
    """Return the sides of a situation, `current` and `desired`, that have no figure."""
    return tuple(side for side in ("current", "desired") if not has_figure(situation[side]))


def has_figure(text: str | None) -> bool:
    """Whether a text tells a figure."""
    return bool(_FIGURE.search(text or ""))
