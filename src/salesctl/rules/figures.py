"""What the figures say in what a customer told: whether there is one, and how far two lie apart."""

import re
from decimal import Decimal

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


def has_figure(text: str | None) -> bool:
    """Whether a text tells a figure."""
    return bool(_FIGURE.search(text or ""))
