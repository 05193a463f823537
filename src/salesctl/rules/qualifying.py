"""What makes a target a prospect, and what is still to be found out about one."""

from collections.abc import Mapping
from typing import Any

from salesctl.domain.enums.prospect import Interest
from salesctl.domain.situation import Gap, Lacking, Unknown
from salesctl.rules.figures import vague


def lacking(money: str | None, need: str | None, interest: Interest | None) -> list[Lacking]:
    """Return what a target lacks to qualify: buying power, a need, and interest of at least slight."""
    return [
        what
        for what, there in (
            (Lacking.MONEY, money and money.strip()),
            (Lacking.NEED, need and need.strip()),
            (Lacking.INTEREST, interest not in (None, Interest.NONE)),
        )
        if not there
    ]


def gaps(prospect: Mapping[str, Any]) -> list[Unknown | Gap]:
    """Return what is still missing in an open prospect.

    `prospect` holds `money`, `need`, `authority`, `current` and `desired`, each a text or None; the gap between the
    last two wants a figure on each side.
    """
    unknown: list[Unknown | Gap] = [what for what in Unknown if not prospect[what]]
    unclear = vague(prospect)
    return [*unknown, Gap(unclear)] if unclear else unknown
