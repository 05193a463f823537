"""How far customers are from what they want, and what is still to be found out about them."""

from enum import StrEnum
from typing import NamedTuple


class Gap(NamedTuple):
    """The figure between two situations, None where there is none; `vague` are the sides told without a figure."""

    vague: tuple[str, ...]
    figure: str | None = None


class Unknown(StrEnum):
    """What is not known yet of a prospect."""

    MONEY = "money"
    NEED = "need"
    AUTHORITY = "authority"


class Lacking(StrEnum):
    """What a target lacks to qualify as a prospect."""

    MONEY = "money"
    NEED = "need"
    INTEREST = "interest"
