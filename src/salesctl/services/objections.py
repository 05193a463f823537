"""How objections were handled, kind by kind, and whether orders followed all the same."""

from datetime import timedelta
from typing import Any

from salesctl import clock
from salesctl.domain.enums.visit import ObjectionKind
from salesctl.rules.metrics import rate
from salesctl.services.progress import TOTAL
from salesctl.store.queries.objections import ObjectionFilter
from salesctl.store.queries.objections import objections as counted
from salesctl.store.store import Store

FOLLOW_DAYS = 90
"""How long after the period an order still counts as having followed an objection of it."""

_NOTHING = ("count", "resolved", "resolved_ordered", "unresolved_ordered", "orders", "amount")


def objections(store: Store, chosen: ObjectionFilter) -> list[dict[str, Any]]:
    """Return a row for each kind of objection, and their total, with the rates; amounts in minor units.

    `resolved_ordered` and `unresolved_ordered` are the objections an order followed, `orders` those orders.
    """
    until = min(chosen.last, clock.today()) + timedelta(FOLLOW_DAYS)
    found = {row["kind"]: row for row in counted(store, chosen, until)}
    return [
        _with_rates({"kind": kind, **_empty(), **found.get(kind, {})}) for kind in (*map(str, ObjectionKind), TOTAL)
    ]


def _empty() -> dict[str, Any]:
    return {**dict.fromkeys(_NOTHING, 0), "causes": None}


def _with_rates(row: dict[str, Any]) -> dict[str, Any]:
    unresolved = row["count"] - row["resolved"]
    return row | {
        "unresolved": unresolved,
        "resolution_rate": rate(row["resolved"], row["count"]),
        "resolved_order_rate": rate(row["resolved_ordered"], row["resolved"]),
        "unresolved_order_rate": rate(row["unresolved_ordered"], unresolved),
    }
