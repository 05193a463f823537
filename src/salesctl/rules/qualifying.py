"""What makes a target a prospect, and what is still to be found out about one."""

from collections.abc import Mapping
from typing import Any

from salesctl.domain.enums.prospect import Interest
from salesctl.rules.figures import has_figure

AUTHORITY_GAP = "who decides (authority) is not known yet"
_UNKNOWN = {
    "money": "buying power (money) is not known yet",
    "need": "the need is not known yet",
    "authority": AUTHORITY_GAP,
}


def lacking(money: str | None, need: str | None, interest: Interest | None) -> list[str]:
    """Return what a target lacks to qualify: buying power, a need, and interest of at least slight."""
    return [
        words
        for words, there in (
            ("buying power (money)", money and money.strip()),
            ("a need", need and need.strip()),
            ("interest of at least slight", interest not in (None, Interest.NONE)),
        )
        if not there
    ]


def gaps(prospect: Mapping[str, Any]) -> list[str]:
    """Return what is still missing in an open prospect, in words.

    `prospect` holds `money`, `need`, `authority`, `current` and `desired`, each a text or None; the gap between the
    last two wants a figure on each side.
    """
    unknown = [words for field, words in _UNKNOWN.items() if not prospect[field]]
    vague = [side for side in ("current", "desired") if not has_figure(prospect[side])]
    return [*unknown, f"no figure for the gap ({', '.join(vague)})"] if vague else unknown
