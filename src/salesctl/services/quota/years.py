"""The quotas of a year: set, copied into another year, dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from salesctl.errors import Conflict, InvalidInput
from salesctl.rules.allocation import respread
from salesctl.rules.calendar import Month
from salesctl.rules.fiscal import FiscalCalendar
from salesctl.services.quota.tree import UNMOVED, QuotaYear, Spread, Tree
from salesctl.store import tables
from salesctl.store.check import CheckedRow
from salesctl.store.queries.quotas import quota_nodes, years_by_month
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.store.rows import QuotaRow, QuotaValues


class Set(NamedTuple):
    """A year's figure as it was set: its row, what it was before (None when new), and what followed."""

    row: QuotaRow
    before: int | None
    spread: Spread


def set_quota(store: Store, which: QuotaYear, amount: int) -> Set:
    """Set the figure of a year; its parts follow in proportion, locked cells stay.

    Raises:
        Conflict: Locked cells do not leave room for it.
        InvalidInput: The year or the amount is out of range.
    """
    values: QuotaValues = {"year": which.year, "measure": which.measure, "amount": amount}
    year = tables.QUOTA.checked(values)
    with store.transaction():
        if not quota_nodes(store, which.year, which.measure):
            return Set(store.insert(year), None, UNMOVED)
        tree = Tree(store, which)
        row = tree.rows[tree.root.id]
        return Set(row, row["amount"], tree.spread({tree.root.id: amount}))


def years_askew(store: Store, calendar: FiscalCalendar) -> list[int]:
    """Return the years whose quotas are split by months that are not theirs, as is so once the calendar changed."""
    split = years_by_month(store)
    return [year for year, months in split.items() if not months <= set(map(str, calendar.months(year)))]


def copy_quotas(store: Store, source: QuotaYear, into: QuotaYear, grow: float) -> tuple[QuotaRow, int]:
    """Copy a year's tree into a year that has none, all of it greater by a fraction; return its root and its size.

    A new year is a new agreement: nothing in it is locked, committed or accepted. Nothing is carried over but the
    figures: a shortfall stays where it fell short.

    Raises:
        NotFound: There is nothing to copy.
        Conflict: The other year has quotas.
        InvalidInput: The year or an amount is out of range, or nothing would be left.
    """
    if grow <= -1:
        raise InvalidInput(f"{grow:.0%} leaves nothing to ask for; let it shrink by less than 100%")
    with store.transaction():
        tree = Tree(store, source)
        if quota_nodes(store, into.year, into.measure):
            raise Conflict(f"{into.year} has quotas already; `salesctl quota drop {into.year}` takes them away")
        for node in tree.nodes.values():
            node.locked = False
        grown = round(tree.root.amount * (1 + grow))
        amounts = respread(tree.root, {tree.root.id: grown})
        return _insert_copy(store, tree, into.year - source.year, amounts), len(tree.rows)


def _insert_copy(store: Store, tree: Tree, years: int, amounts: dict[int, int]) -> QuotaRow:
    """Insert a tree level by level, as each level needs the ids of the one above; return its root."""
    copies: dict[int, QuotaRow] = {}
    level = [tree.root]
    while level:
        new = [_copy(tree.rows[node.id], years, amounts.get(node.id, node.amount), copies) for node in level]
        rows = store.insert_many(new)
        copies |= {node.id: row for node, row in zip(level, rows, strict=True)}
        level = [part for node in level for part in node.parts]
    return copies[tree.root.id]


def _copy(row: QuotaRow, years: int, amount: int, copies: dict[int, QuotaRow]) -> CheckedRow[QuotaRow]:
    return tables.QUOTA.checked(
        {
            "measure": row["measure"],
            "split_by": row["split_by"],
            "weights": row["weights"],
            "product_id": row["product_id"],
            "territory_id": row["territory_id"],
            "rep_id": row["rep_id"],
            "target_id": row["target_id"],
            "month": row["month"] and str(Month.parse(row["month"]).shift(12 * years)),
            "year": row["year"] + years,
            "parent_id": row["parent_id"] and copies[row["parent_id"]]["id"],
            "amount": amount,
        }
    )


def drop_quotas(store: Store, which: QuotaYear) -> int:
    """Delete the quotas of a year, and return how many there were.

    Raises:
        NotFound: The year has none.
    """
    with store.transaction():
        Tree(store, which)
        return store.delete_where(
            tables.QUOTA, "year = :year AND measure = :measure", {"year": which.year, "measure": which.measure}
        )
