"""Making one target out of two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from salesctl.errors import Conflict
from salesctl.services.naming import refuse_cycle
from salesctl.services.references import move_references
from salesctl.store import tables
from salesctl.store.queries.names import TARGET
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.store.rows import TargetRow

ON_PURPOSE = {
    "contact.target_id": "one whom both targets know becomes one person",
    "contact_role.contact_id": "a role that both have is kept once",
    "target.parent_id": "a target does not become a unit of itself, and whose unit it is stays as it is",
    "target_tag.target_id": "a tag that both have is kept once",
    "target.dropped_on": "the target that stays is as open as it was",
    "target.drop_reason": "as its day",
}
"""What does not simply follow to the target that stays, or is not filled in there, and why."""


def merge_targets(store: Store, source_id: int, into_id: int) -> TargetRow:
    """Move everything of one target to another, fill in what the other lacks, and delete the first.

    Raises:
        Conflict: Both are the same, both have an open prospect for the same product, an open account plan or a quota
            beside each other, or the one that stays would become a unit of itself.
    """
    if source_id == into_id:
        raise Conflict("a target cannot be merged into itself")
    ids = {"source": source_id, "into": into_id}
    with store.transaction():
        _refuse_two_prospects(store, ids)
        _refuse_two_plans(store, ids)
        _refuse_two_quotas(store, ids)
        _merge_contacts(store, ids)
        move_references(store, tables.TARGET, source_id, into_id, but=ON_PURPOSE)
        store.update_where(
            tables.TARGET_TAG.changes({"target_id": into_id}),
            "target_id = :source AND tag NOT IN (SELECT tag FROM target_tag WHERE target_id = :into)",
            ids,
        )
        store.delete_where(tables.TARGET_TAG, "target_id = :source", ids)
        store.update_where(tables.TARGET.changes({"parent_id": into_id}), "parent_id = :source AND id <> :into", ids)
        store.update_where(tables.TARGET.changes({"parent_id": None}), "parent_id = :source", ids)
        [source] = store.rows("SELECT * FROM target WHERE id = :source", ids, of=tables.TARGET)
        store.delete_where(tables.TARGET, "id = :source", ids)
        kept = _fill_in(store, source, into_id)
        refuse_cycle(store, TARGET, kept)
        return kept


def _refuse_two_prospects(store: Store, ids: dict[str, int]) -> None:
    twin = store.one(
        "SELECT a.id AS a, b.id AS b FROM prospect a JOIN prospect b ON coalesce(a.product_id, 0) = coalesce("
        "b.product_id, 0) WHERE a.target_id = :source AND b.target_id = :into AND a.status = 'open'"
        " AND b.status = 'open'",
        ids,
    )
    if twin:
        raise Conflict(f"both have an open prospect for one product ({twin['a']} and {twin['b']}); close one first")


def _refuse_two_plans(store: Store, ids: dict[str, int]) -> None:
    plans = store.rows(
        "SELECT id FROM account_plan WHERE target_id IN (:source, :into) AND closed_on IS NULL ORDER BY id", ids
    )
    if len(plans) > 1:
        first, second = (plan["id"] for plan in plans)
        raise Conflict(f"both have an open account plan ({first} and {second}); `salesctl account close` one first")


def _refuse_two_quotas(store: Store, ids: dict[str, int]) -> None:
    twin = store.one(
        "SELECT a.year FROM quota a JOIN quota b ON b.parent_id = a.parent_id"
        " WHERE a.target_id = :source AND b.target_id = :into",
        ids,
    )
    if twin:
        raise Conflict(f"both have a quota in {twin['year']}; `salesctl quota join` what is split by customer first")


def _merge_contacts(store: Store, ids: dict[str, int]) -> None:
    """Move the people; one whom both targets know becomes one person."""
    twins = store.rows(
        "SELECT a.id AS a, b.id AS b FROM contact a JOIN contact b ON a.name_key = b.name_key"
        " WHERE a.target_id = :source AND b.target_id = :into",
        ids,
    )
    for pair in twins:
        move_references(store, tables.CONTACT, pair["a"], pair["b"], but=ON_PURPOSE)
        store.update_where(
            tables.CONTACT_ROLE.changes({"contact_id": pair["b"]}),
            "contact_id = :a AND role NOT IN (SELECT role FROM contact_role WHERE contact_id = :b)",
            pair,
        )
        store.delete_where(tables.CONTACT_ROLE, "contact_id = :a", pair)
        store.delete_where(tables.CONTACT, "id = :a", pair)
    store.update_where(tables.CONTACT.changes({"target_id": ids["into"]}), "target_id = :source", ids)


def _fill_in(store: Store, source: TargetRow, into_id: int) -> TargetRow:
    """Give the kept target what only the other one knew; a block goes only where its territory goes."""
    [into] = store.rows("SELECT * FROM target WHERE id = :id", {"id": into_id}, of=tables.TARGET)
    known = {name: value for name, value in source.items() if f"target.{name}" not in ON_PURPOSE}
    lacking: Any = {name: known[name] for name, value in into.items() if value is None and name in known}
    if into["territory_id"] not in (None, source["territory_id"]):
        lacking.pop("block_id", None)
    return store.update(tables.TARGET.changes(lacking), into_id)
