"""Keeping the sales: orders from visits, imported, or entered by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from salesctl import clock
from salesctl.errors import Conflict, InvalidInput
from salesctl.services import orders
from salesctl.services.dropped import refuse_dropped
from salesctl.services.names import Names
from salesctl.services.visits import FIRST_DAY
from salesctl.store import tables
from salesctl.store.queries.sales import ListedSale, get_sale
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.services.values import GivenSale
    from salesctl.store.rows import SaleValues, TargetRow


def add_sale(
    store: Store, places: Names, target: TargetRow, values: GivenSale, *, keep_open: bool = False
) -> orders.Placed:
    """Store a sale entered by hand, and close the prospect it wins unless that is to be kept open.

    `values` has the columns of a sale, `rep` by name. Without other words it belongs to the territory and to the rep of
    the target. An order that is older than a prospect does not win it.

    Raises:
        Conflict: The target is dropped, or another sale has the external id.
        InvalidInput: A value is out of range, or the day lies ahead.
    """
    refuse_dropped(target)
    with store.transaction():
        usual: SaleValues = {"territory_id": target["territory_id"], "rep_id": target["rep_id"], "product_id": None}
        sale = tables.SALE.checked({**usual, **places.columns(tables.SALE, values), "target_id": target["id"]})
        _refuse_impossible_day(date.fromisoformat(sale.values["sold_on"]))
        _refuse_twin(store, sale.values["external_id"])
        prospects = store.rows(
            "SELECT * FROM prospect WHERE target_id = :id AND status = 'open' AND opened_on <= :day ORDER BY id",
            {"id": target["id"], "day": sale.values["sold_on"]},
            of=tables.PROSPECT,
        )
        fitting = [] if keep_open else orders.of_product(prospects, sale.values["product_id"])
        return orders.enter(store, sale, fitting)


def edit_sale(store: Store, places: Names, sale_id: int, values: GivenSale) -> ListedSale:
    """Change a sale and return it as it is listed; the closing of a prospect it won follows it to another day.

    Raises:
        NotFound: There is no such sale.
        Conflict: It is from a visit, and another day is asked for; or another sale has the external id.
        InvalidInput: A value is out of range, or the day lies ahead.
    """
    with store.transaction():
        before = get_sale(store, sale_id)
        if "sold_on" in values:
            sold_on = date.fromisoformat(str(values["sold_on"]))
            _refuse_impossible_day(sold_on)
            if before["visit_id"] and sold_on.isoformat() != before["date"]:
                raise Conflict(
                    f"sale {sale_id} was ordered at visit {before['visit_id']} and keeps its day;"
                    f" `salesctl visit edit {before['visit_id']} --on DATE` moves both"
                )
        _refuse_twin(store, values.get("external_id"), but=sale_id)
        after = store.update(tables.SALE.changes(places.columns(tables.SALE, values)), sale_id)
        store.update_where(
            tables.PROSPECT.changes({"closed_on": after["sold_on"]}),
            "id = :prospect_id AND status = 'won' AND closed_on = :day",
            {"prospect_id": before["prospect_id"], "day": before["date"]},
        )
        return get_sale(store, sale_id)


def drop_sale(store: Store, sale_id: int) -> None:
    """Delete a sale; the visit and the prospect it came from stay as they are."""
    with store.transaction():
        store.delete_where(tables.SALE, "id = :id", {"id": sale_id})


def _refuse_impossible_day(sold_on: date) -> None:
    if sold_on > clock.today():
        raise InvalidInput(f"{sold_on} is still to come; record a sale once the order is there")
    if sold_on < FIRST_DAY:
        raise InvalidInput(f"{sold_on} is before {FIRST_DAY.year}; check the date of the sale")


def _refuse_twin(store: Store, external_id: str | None, but: int = 0) -> None:
    """Refuse an external id that another sale has."""
    same = {"external_id": external_id, "but": but}
    if twin := store.value("SELECT id FROM sale WHERE external_id = :external_id AND id <> :but", same):
        raise Conflict(f"external id '{external_id}' is that of sale {twin} already")
