"""Keeping a simple budget: one amount for a territory and a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesctl.errors import NotFound
from salesctl.rules.calendar import Month
from salesctl.store import tables
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.store.rows import BudgetRow, BudgetValues


def set_budget(
    store: Store, territory_id: int, month: Month, amount: int, note: str | None
) -> tuple[BudgetRow, int | None]:
    """Store the budget of a territory's month; return it, and the amount it had before, if any.

    `amount` is in minor units; a note that is None leaves the old one, an empty one clears it.
    """
    with store.transaction():
        before = _find(store, territory_id, month)
        said: BudgetValues = {} if note is None else {"note": note or None}
        if before:
            return store.update(tables.BUDGET.changes({"amount": amount, **said}), before["id"]), before["amount"]
        values: BudgetValues = {"territory_id": territory_id, "month": str(month), "amount": amount, **said}
        return store.insert(tables.BUDGET.checked(values)), None


def drop_budget(store: Store, territory_id: int, month: Month) -> None:
    """Delete the budget of a territory's month.

    Raises:
        NotFound: There is none.
    """
    with store.transaction():
        budget = _find(store, territory_id, month)
        if budget is None:
            name = store.value("SELECT name FROM territory WHERE id = :id", {"id": territory_id})
            raise NotFound(f"there is no budget of {name} for {month}; see `salesctl quota budget list`")
        store.delete_where(tables.BUDGET, "id = :id", {"id": budget["id"]})


def _find(store: Store, territory_id: int, month: Month) -> BudgetRow | None:
    return store.one(
        "SELECT * FROM budget WHERE territory_id = :territory_id AND month = :month",
        {"territory_id": territory_id, "month": str(month)},
        of=tables.BUDGET,
    )
