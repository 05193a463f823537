"""The words of reviews."""

from enum import StrEnum


class Verdict(StrEnum):
    """How a decision stands."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
