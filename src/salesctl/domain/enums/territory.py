"""The words of territories."""

from enum import StrEnum


class Approach(StrEnum):
    """How a territory is canvassed (集中, 重點, 粗放)."""

    CONCENTRATED = "concentrated"
    FOCUSED = "focused"
    EXTENSIVE = "extensive"


FOCUS_FIELDS = ("industry", "size", "class", "form", "use")
"""The fields of a target that a territory can focus on."""
