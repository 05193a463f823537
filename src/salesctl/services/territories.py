"""Cutting the market into territories, and those into blocks that are walked in sequence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from salesctl.domain.text import fold
from salesctl.errors import Conflict, InvalidInput, NotFound
from salesctl.services.naming import keyed, refuse_cycle, refuse_twin
from salesctl.services.references import refuse_in_use
from salesctl.store import tables
from salesctl.store.queries.names import TERRITORY
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.store.rows import BlockRow, BlockValues, TerritoryRow, TerritoryValues


class BlockChanges(NamedTuple):
    """What becomes of a territory's blocks: renamed (old name, new name), then added at the end, then ordered."""

    rename: Sequence[tuple[str, str]] = ()
    add: Sequence[str] = ()
    order: Sequence[str] = ()


def add_territory(store: Store, values: TerritoryValues, blocks: Sequence[str] = ()) -> TerritoryRow:
    """Store a new territory with its blocks in the order given.

    Raises:
        Conflict: There is a territory of that name, or a block is named twice.
        InvalidInput: A value is out of range.
    """
    with store.transaction():
        new = tables.TERRITORY.checked(keyed(values))
        refuse_twin(store, TERRITORY, new.values["name_key"])
        territory = store.insert(new)
        _add_blocks(store, territory, blocks)
    return territory


def edit_territory(store: Store, territory_id: int, values: TerritoryValues, blocks: BlockChanges) -> TerritoryRow:
    """Change a territory and its blocks.

    Raises:
        Conflict: The new name of it or of a block is taken, or its parent would lie inside it.
        NotFound: It has no block of a name.
        InvalidInput: A value is out of range, or the order names a block twice.
    """
    changes = keyed(values)
    with store.transaction():
        refuse_twin(store, TERRITORY, changes.get("name_key"), but=territory_id)
        territory = store.update(tables.TERRITORY.changes(changes), territory_id)
        refuse_cycle(store, TERRITORY, territory)
        for old, new in blocks.rename:
            _rename_block(store, territory, old, new)
        _add_blocks(store, territory, blocks.add)
        if blocks.order:
            _order_blocks(store, territory, blocks.order)
    return territory


def drop_territory(store: Store, territory_id: int) -> None:
    """Delete a territory and its blocks when nothing uses them.

    Raises:
        Conflict: A target, a sale, intel, a quota, a budget or another territory belongs to it.
    """
    with store.transaction():
        refuse_in_use(store, TERRITORY, territory_id, parts=["block"])
        store.delete_where(tables.BLOCK, "territory_id = :id", {"id": territory_id})
        store.delete_where(tables.TERRITORY, "id = :id", {"id": territory_id})


def _blocks(store: Store, territory: TerritoryRow) -> dict[str, BlockRow]:
    """Return the blocks of a territory in sequence, by the key of their name."""
    in_sequence = "SELECT * FROM block WHERE territory_id = :id ORDER BY position, id"
    rows = store.rows(in_sequence, {"id": territory["id"]}, of=tables.BLOCK)
    return {row["name_key"]: row for row in rows}


def _block(blocks: Mapping[str, BlockRow], territory: TerritoryRow, name: str) -> BlockRow:
    block = blocks.get(fold(name))
    if block is None:
        known = ", ".join(row["name"] for row in blocks.values()) or "none"
        raise NotFound(f"{territory['name']} has no block '{name}'; its blocks are: {known}")
    return block


def _rename_block(store: Store, territory: TerritoryRow, old: str, new: str) -> None:
    blocks = _blocks(store, territory)
    block = _block(blocks, territory, old)
    twin = blocks.get(fold(new), block)
    if twin is not block:
        raise Conflict(f"{territory['name']} has a block '{twin['name']}' already")
    named: BlockValues = {"name": new}
    store.update(tables.BLOCK.changes(keyed(named)), block["id"])


def _add_blocks(store: Store, territory: TerritoryRow, names: Sequence[str]) -> None:
    """Add blocks after the last one."""
    had = _blocks(store, territory)
    last = max((block["position"] for block in had.values()), default=0)
    taken = set(had)
    new = []
    for position, name in enumerate(names, start=last + 1):
        named: BlockValues = {"territory_id": territory["id"], "name": name, "position": position}
        block = tables.BLOCK.checked(keyed(named))
        if block.values["name_key"] in taken:
            raise Conflict(f"{territory['name']} has a block '{block.values['name']}' already")
        taken.add(block.values["name_key"])
        new.append(block)
    store.insert_many(new)


def _order_blocks(store: Store, territory: TerritoryRow, names: Sequence[str]) -> None:
    """Put blocks in a new sequence; those not named follow in the order they had."""
    blocks = _blocks(store, territory)
    first = [_block(blocks, territory, name)["id"] for name in names]
    if len(set(first)) < len(first):
        raise InvalidInput("the order names a block twice; name each one once")
    rest = [block["id"] for block in blocks.values() if block["id"] not in first]
    positions: dict[int, BlockValues] = {
        block_id: {"position": position} for position, block_id in enumerate([*first, *rest], start=1)
    }
    store.update_many(tables.BLOCK, positions)
