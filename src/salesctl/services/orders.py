"""Orders, taken at visits or entered by hand: each one is a sale, and wins the prospect it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict

from salesctl.domain.enums.prospect import ProspectStatus
from salesctl.errors import Conflict
from salesctl.store import tables
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.services.dropped import Customer
    from salesctl.store.check import CheckedRow
    from salesctl.store.rows import ProspectRow, SaleRow, VisitRow


class Order(NamedTuple):
    """What was ordered; `amount` in minor units."""

    amount: int
    product_id: int | None = None


class _Won(TypedDict):
    """A prospect that was won, and the open one for the same product there is by now."""

    id: int
    twin: int | None


class Placed(NamedTuple):
    """An order as it was stored: of which product, whether it won a prospect, or how many it might have won.

    `twin` is a sale that may be the same order, recorded before: from a visit, imported, or by hand.
    """

    sale_id: int
    amount: int
    product: str | None
    won: bool
    unclear: int
    twin: int | None = None


def place(
    store: Store, visit: VisitRow, target: Customer, order: Order, *, rep_id: int, keep_open: bool = False
) -> Placed:
    """Store an order of a visit as a sale of the rep who gets the credit, and close the prospect it wins.

    An order without a product is taken for the only open prospect, and for its product.
    """
    fitting = [] if keep_open else _fitting(store, visit, order.product_id)
    sale = tables.SALE.checked(
        {
            "sold_on": visit["visited_on"],
            "amount": order.amount,
            "target_id": target["id"],
            "product_id": order.product_id,
            "territory_id": target["territory_id"],
            "rep_id": rep_id,
            "visit_id": visit["id"],
        }
    )
    return enter(store, sale, fitting)


def enter(store: Store, new: CheckedRow[SaleRow], fitting: Sequence[ProspectRow]) -> Placed:
    """Store a sale, and close the prospect it wins when only one is `fitting`."""
    prospect = fitting[0] if len(fitting) == 1 else None
    if prospect:
        of_it = {"product_id": new.values["product_id"] or prospect["product_id"], "prospect_id": prospect["id"]}
        won: Any = {**new.values, **of_it}  # a row, but without an id yet
        new = tables.SALE.checked(won)
    sale = store.insert(new)
    if prospect:
        store.update(
            tables.PROSPECT.changes({"status": ProspectStatus.WON, "closed_on": sale["sold_on"]}), prospect["id"]
        )
    product = store.value("SELECT name FROM product WHERE id = :id", {"id": sale["product_id"]}, of=str)
    unclear = len(fitting) if len(fitting) > 1 else 0
    return Placed(sale["id"], sale["amount"], product, prospect is not None, unclear, _twin(store, sale))


def _twin(store: Store, sale: SaleRow) -> int | None:
    """Return another sale to the target of the same day, amount and product; one visit may well bring two alike."""
    return store.value(
        """SELECT min(id) FROM sale WHERE target_id = :target_id AND sold_on = :sold_on AND amount = :amount
            AND coalesce(product_id, 0) IN (0, :product_id) AND id <> :id AND coalesce(visit_id, 0) <> :visit_id""",
        {**sale, "product_id": sale["product_id"] or 0, "visit_id": sale["visit_id"] or -1},
        of=int,
    )


def _fitting(store: Store, visit: VisitRow, product_id: int | None) -> Sequence[ProspectRow]:
    """Return the prospects an order may win.

    A second order of a product belongs to the prospect that the first one at the same visit has won.
    """
    prospects = store.rows(
        "SELECT * FROM prospect WHERE target_id = :target_id"
        " AND (status = 'open' OR id IN (SELECT prospect_id FROM sale WHERE visit_id = :id)) ORDER BY id",
        {"target_id": visit["target_id"], "id": visit["id"]},
        of=tables.PROSPECT,
    )
    if product_id is None:
        return [row for row in prospects if row["status"] == ProspectStatus.OPEN]
    return of_product(prospects, product_id)


def of_product(prospects: Sequence[ProspectRow], product_id: int | None) -> Sequence[ProspectRow]:
    """Return those an order may win: its product's, else the one without a product; any for an order of none."""
    if product_id is None:
        return prospects
    return [row for row in prospects if row["product_id"] == product_id] or [
        row for row in prospects if row["product_id"] is None
    ]


def move(store: Store, before: VisitRow, after: VisitRow) -> None:
    """Let the orders of a visit, and the closing of the prospects they won, follow it to another day."""
    days = {"id": before["id"], "day": before["visited_on"]}
    store.update_where(
        tables.PROSPECT.changes({"closed_on": after["visited_on"]}),
        "closed_on = :day AND status = 'won' AND id IN (SELECT prospect_id FROM sale WHERE visit_id = :id)",
        days,
    )
    store.update_where(tables.SALE.changes({"sold_on": after["visited_on"]}), "visit_id = :id AND sold_on = :day", days)


def withdraw(store: Store, visit_id: int) -> tuple[int, int]:
    """Delete the orders of a visit and reopen the prospects only they had won; return how many of each.

    Raises:
        Conflict: Another prospect is open for the same product by now.
    """
    won = store.rows(
        """SELECT p.id, (SELECT q.id FROM prospect q WHERE q.target_id = p.target_id AND q.status = 'open'
            AND coalesce(q.product_id, 0) = coalesce(p.product_id, 0)) AS twin
        FROM prospect p WHERE p.status = 'won' AND p.id IN (SELECT prospect_id FROM sale WHERE visit_id = :id)
            AND NOT EXISTS (SELECT 1 FROM sale s WHERE s.prospect_id = p.id AND coalesce(s.visit_id, 0) <> :id)""",
        {"id": visit_id},
        of=_Won,
    )
    for prospect in won:
        if prospect["twin"]:
            raise Conflict(
                f"prospect {prospect['id']}, won at this visit, cannot be reopened: prospect {prospect['twin']}"
                " is open for the same product; close that one first"
            )
        store.update(tables.PROSPECT.changes({"status": ProspectStatus.OPEN, "closed_on": None}), prospect["id"])
    return store.delete_where(tables.SALE, "visit_id = :id", {"id": visit_id}), len(won)
