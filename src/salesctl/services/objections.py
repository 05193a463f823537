"""How objections were handled, kind by kind, and whether orders followed all the same."""

from datetime import timedelta

from salesctl import clock
from salesctl.domain.enums.visit import ObjectionKind
from salesctl.rules.metrics import rate
from salesctl.services.progress import TOTAL
from salesctl.store.queries.objections import CountedObjections, ObjectionFilter
from salesctl.store.queries.objections import objections as counted
from salesctl.store.store import Store

FOLLOW_DAYS = 90
"""How long after the period an order still counts as having followed an objection of it."""


class RatedObjections(CountedObjections):
    """The objections of a kind with the rates, fractions of 1: resolved, and followed by an order though or unless."""

    unresolved: int
    resolution_rate: float | None
    resolved_order_rate: float | None
    unresolved_order_rate: float | None


def objections(store: Store, chosen: ObjectionFilter) -> list[RatedObjections]:
    """Return a row for each kind of objection, and their total, with the rates; amounts in minor units.

    `resolved_ordered` and `unresolved_ordered` are the objections an order followed, `orders` those orders.
    """
    until = min(chosen.last, clock.today()) + timedelta(FOLLOW_DAYS)
    found = {row["kind"]: row for row in counted(store, chosen, until)}
    return [_with_rates(found.get(kind) or _none(kind)) for kind in (*map(str, ObjectionKind), TOTAL)]


def _none(kind: str) -> CountedObjections:
    return {
        "kind": kind,
        "count": 0,
        "resolved": 0,
        "resolved_ordered": 0,
        "unresolved_ordered": 0,
        "orders": 0,
        "amount": 0,
        "causes": None,
    }


def _with_rates(row: CountedObjections) -> RatedObjections:
    unresolved = row["count"] - row["resolved"]
    return {
        **row,
        "unresolved": unresolved,
        "resolution_rate": rate(row["resolved"], row["count"]),
        "resolved_order_rate": rate(row["resolved_ordered"], row["resolved"]),
        "unresolved_order_rate": rate(row["unresolved_ordered"], unresolved),
    }
