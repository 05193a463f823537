"""Single cells of a year's quotas: locked, unlocked, committed to and accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from salesctl.domain.enums.quota import QuotaStatus
from salesctl.errors import Conflict, InvalidInput
from salesctl.rules.allocation import allocate
from salesctl.services.quota.tree import UNMOVED, QuotaYear, Spread, Tree
from salesctl.store import tables
from salesctl.store.queries.quotas import NodeFilter, cell_name
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.store.rows import QuotaRow, QuotaValues


class Undertaken(NamedTuple):
    """A commitment: over how many cells it went, and what they ask together."""

    cells: int
    asked: int
    committed: int


def lock_cells(store: Store, which: QuotaYear, chosen: NodeFilter, amount: int | None) -> tuple[list[QuotaRow], Spread]:
    """Lock the topmost cells of what is chosen, at an amount when one is given; their siblings share what is left.

    Where several cells make up what is chosen, the amount is split among them as their present amounts are.

    Raises:
        NotFound: The year has no quota, or none of what is chosen.
        InvalidInput: Nothing is chosen, or the amount is larger than the whole it is a part of.
        Conflict: Other locked cells do not leave room for it.
    """
    with store.transaction():
        tree = Tree(store, which)
        cells = tree.topmost(chosen)
        if tree.root.id in (row["id"] for row in cells):
            raise InvalidInput("say which cell to lock, such as --product or --rep; the year itself holds as it is set")
        spread = UNMOVED
        if amount is not None:
            wanted = _shared(cells, amount)
            _refuse_too_large(tree, wanted)
            spread = tree.spread(wanted)
        locked: QuotaValues = {"locked": True}
        store.update_many(tables.QUOTA, {row["id"]: locked for row in cells})
    return cells, spread


def unlock_cells(store: Store, which: QuotaYear, chosen: NodeFilter) -> int:
    """Unlock every locked cell of what is chosen, and return how many there were.

    Raises:
        NotFound: The year has no quota, or none of what is chosen.
        Conflict: None of it is locked.
    """
    with store.transaction():
        locked = [row["id"] for row in Tree(store, which).within(chosen) if row["locked"]]
        if not locked:
            raise Conflict(f"nothing of that is locked; `salesctl quota show {which.year}` marks what is")
        unlocked: QuotaValues = {"locked": False}
        store.update_many(tables.QUOTA, dict.fromkeys(locked, unlocked))
    return len(locked)


def commit_cells(store: Store, which: QuotaYear, chosen: NodeFilter, amount: int | None) -> Undertaken:
    """Store what is undertaken for the topmost cells of what is chosen: an amount, or (None) what they ask.

    Where several cells make up what is chosen, the amount is split among them as their quotas are. When it is no less
    than they ask, they are accepted with all their parts, else proposed.

    Raises:
        NotFound: The year has no quota, or none of what is chosen.
        InvalidInput: The amount is out of range.
    """
    with store.transaction():
        tree = Tree(store, which)
        cells = tree.topmost(chosen)
        asked = sum(row["amount"] for row in cells)
        committed = asked if amount is None else amount
        status = QuotaStatus.ACCEPTED if committed >= asked else QuotaStatus.PROPOSED
        changes: dict[int, QuotaValues] = {}
        for node_id, share in _shared(cells, committed).items():
            changes |= {part.id: {"status": status} for part in tree.below(tree.nodes[node_id])}
            changes[node_id] = {"committed": share, "status": status}
        store.update_many(tables.QUOTA, changes)
    return Undertaken(len(cells), asked, committed)


def _shared(cells: Sequence[QuotaRow], amount: int) -> dict[int, int]:
    present = {row["id"]: row["amount"] for row in cells}
    return allocate(amount, present if any(present.values()) else dict.fromkeys(present, 1))


def _refuse_too_large(tree: Tree, wanted: dict[int, int]) -> None:
    """Refuse parts larger than their whole.

    Raises:
        InvalidInput: There is one.
    """
    asked: Counter[int] = Counter()
    for node_id, amount in wanted.items():
        asked[tree.rows[node_id]["parent_id"] or tree.root.id] += amount
    for parent_id, amount in asked.items():
        if amount > tree.rows[parent_id]["amount"]:
            whole = cell_name(tree.store, parent_id)
            raise InvalidInput(f"the lock is larger than its whole: {whole} asks less; lock at less, or ask more there")
