"""What is known of one target, gathered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]

SITUATION = ("current", "desired", "consequence", "gain")
"""What makes up a customer's situation: what they have and want, and what staying and changing bring."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that is known of a target, each list limited; its rows are those of the lists they come from.

    The people have their roles as a list too, `parts`. `counts` says how many `visits` and `orders` there were and the
    orders' `amount`; `prospects` are the open ones, and `closed` counts the others by status; `interests` are those
    after the last visits, the latest last; `told` is the situation as visits told it last; `situations` are the open
    needs, of each open prospect or, where none is open, of the target itself.
    """

    target: Row
    counts: Row
    people: Sequence[Row]
    prospects: Sequence[Row]
    closed: Sequence[Row]
    situations: Sequence[Row]
    told: Row
    interests: Sequence[str]
    visits: Sequence[Row]
    objections: Sequence[Row]
    terms: Sequence[Row]
    orders: Sequence[Row]
    planned: Sequence[Row]
    cases: Sequence[Row]
    account: Row | None
    intel: Sequence[Row]


def as_told(prospect: Row, told: Row) -> dict[str, Any]:
    """Return a prospect with the situation that visits told later in the place of what was known at promotion."""
    return {**prospect, **{side: told[side] or prospect[side] for side in SITUATION}}
