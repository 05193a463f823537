"""Building and keeping the target list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from salesctl import clock
from salesctl.domain.recorded import Lookalike
from salesctl.domain.text import phone_key
from salesctl.errors import Conflict, InvalidInput
from salesctl.services import naming
from salesctl.services.dropped import Customer
from salesctl.services.names import Names
from salesctl.store import tables
from salesctl.store.check import Table
from salesctl.store.place import back_up_before
from salesctl.store.queries.names import TARGET, near_names
from salesctl.store.queries.narrow import AMONG, among
from salesctl.store.queries.targets import TargetFilter, where
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.services.values import GivenTarget
    from salesctl.store.rows import TargetRow, TargetValues

_FOLLOWING: tuple[Table[Any, Any], ...] = (tables.ACCOUNT_PLAN, tables.ACCOUNT_CASE)
"""What goes to another rep with its target while it is open."""


def fields(places: Names, values: GivenTarget, *, territory_id: int | None = None) -> TargetValues:
    """Return the columns that values given by name set: places become ids, folded copies are made.

    `values` has the names of the command's options; `territory_id` is where a block given alone belongs.

    Raises:
        InvalidInput: A block is given for a target without a territory.
    """
    columns = naming.keyed(places.columns(tables.TARGET, values, but=["block"]))
    if "phone" in columns:
        columns["phone_key"] = phone_key(columns["phone"] or "") or None
    if "block" in values:
        block = values["block"]
        territory_id = columns.get("territory_id", territory_id)
        if block and not territory_id:
            raise InvalidInput(f"the block '{block}' needs a territory; give --territory too")
        columns["block_id"] = places.block(territory_id, block) if block and territory_id else None
    return columns


def add_target(store: Store, places: Names, values: GivenTarget, tags: Sequence[str] = ()) -> TargetRow:
    """Store a new target.

    Raises:
        Conflict: The territory has a target of that name.
        InvalidInput: A value is out of range.
    """
    with store.transaction():
        new = tables.TARGET.checked({"added_on": clock.today(), **fields(places, values)})
        refuse_twin(store, new.values["name"], new.values["name_key"], new.values["territory_id"])
        naming.refuse_twin(store, TARGET, None, new.values["external_id"])
        target = store.insert(new)
        store.insert_many(
            tables.TARGET_TAG.checked({"target_id": target["id"], "tag": tag}) for tag in dict.fromkeys(tags)
        )
    return target


def refuse_twin(store: Store, name: str, name_key: str, territory_id: int | None, but: int = 0) -> None:
    """Refuse a name that a target of the same territory has.

    Raises:
        Conflict: There is such a target.
    """
    twin = store.one(
        "SELECT id, dropped_on FROM target WHERE name_key = :key AND coalesce(territory_id, 0) = :place AND id <> :but",
        {"key": name_key, "place": territory_id or 0, "but": but},
    )
    if twin:
        state = f" (dropped {twin['dropped_on']}; `target edit {twin['id']} --reopen` takes it back)"
        raise Conflict(f"'{name}' is target {twin['id']} already{state if twin['dropped_on'] else ''}")


def near_targets(store: Store, target: Customer, cutoff: int) -> list[Lookalike]:
    """Return which other targets have nearly the same name, or the same phone number.

    `cutoff` is the least similarity of two names taken for near, 0 to 100.
    """
    found = []
    others = {"id": target["id"]}
    near = near_names(store, TARGET._replace(where="id <> :id"), target["name"], others, cutoff)
    if near:
        found.append(Lookalike(tuple((row["id"], row["name"]) for row in near[:3])))
    same = store.rows(
        "SELECT id, name FROM target WHERE phone_key = (SELECT phone_key FROM target WHERE id = :id) AND id <> :id"
        " ORDER BY id LIMIT 3",
        others,
    )
    return [*found, *(Lookalike(((row["id"], row["name"]),), same_phone=True) for row in same)]


def edit_target(
    store: Store, places: Names, target_id: int, values: GivenTarget, add_tags: Sequence[str], drop_tags: Sequence[str]
) -> TargetRow:
    """Change a target; a new territory without a block leaves the old block behind.

    Raises:
        Conflict: The territory has a target of the new name, or it would be a unit of itself.
        InvalidInput: A value is out of range.
    """
    with store.transaction():
        [before] = store.rows("SELECT * FROM target WHERE id = :id", {"id": target_id}, of=tables.TARGET)
        changes = fields(places, values, territory_id=before["territory_id"])
        if changes.get("territory_id", before["territory_id"]) != before["territory_id"]:
            changes.setdefault("block_id", None)
        name, key = changes.get("name", before["name"]), changes.get("name_key", before["name_key"])
        refuse_twin(store, name, key, changes.get("territory_id", before["territory_id"]), but=target_id)
        naming.refuse_twin(store, TARGET, None, changes.get("external_id", before["external_id"]), but=target_id)
        target = store.update(tables.TARGET.changes(changes), target_id)
        naming.refuse_cycle(store, TARGET, target)
        had = {row["tag"] for row in store.rows("SELECT tag FROM target_tag WHERE target_id = :id", {"id": target_id})}
        store.insert_many(
            tables.TARGET_TAG.checked({"target_id": target_id, "tag": tag})
            for tag in dict.fromkeys(add_tags)
            if tag not in had
        )
        for tag in drop_tags:
            store.delete_where(tables.TARGET_TAG, "target_id = :id AND tag = :tag", {"id": target_id, "tag": tag})
    return target


def drop_target(store: Store, target_id: int, reason: str) -> TargetRow:
    """Close a target and keep its history; its planned visits to come are cancelled.

    Raises:
        Conflict: It was dropped before, or has an open prospect or account plan.
    """
    with store.transaction():
        [before] = store.rows("SELECT * FROM target WHERE id = :id", {"id": target_id}, of=tables.TARGET)
        if before["dropped_on"]:
            raise Conflict(f"'{before['name']}' was dropped on {before['dropped_on']} already")
        if store.one("SELECT id FROM prospect WHERE target_id = :id AND status = 'open'", {"id": target_id}):
            raise Conflict(f"'{before['name']}' has an open prospect; close it first with `salesctl prospect lose`")
        if store.one("SELECT id FROM account_plan WHERE target_id = :id AND closed_on IS NULL", {"id": target_id}):
            raise Conflict(f"'{before['name']}' has an account plan; close it first with `salesctl account close`")
        store.delete_where(
            tables.PLANNED_VISIT,
            "target_id = :id AND status IN ('planned', 'deferred') AND coalesce(planned_on, :today) >= :today",
            {"id": target_id, "today": clock.today().isoformat()},
        )
        return store.update(tables.TARGET.changes({"dropped_on": clock.today(), "drop_reason": reason}), target_id)


def assign_targets(store: Store, places: Names, rep: str, chosen: TargetFilter, *, backups_keep: int) -> int:
    """Hand targets to a rep with all that is open there and the visits still planned; return how many targets moved.

    Raises:
        StoreError: There are many, and no backup can be made before.
    """
    condition, params = where(chosen)
    at_most = store.value(f"SELECT count(*) FROM target t WHERE {condition}", params)
    back_up_before(store, "assign", at_most, backups_keep)
    with store.transaction():
        rep_id = places.rep(rep)
        moving = store.rows(
            f"SELECT t.id FROM target t WHERE {condition} AND t.rep_id <> :new_rep", {**params, "new_rep": rep_id}
        )
        ids = {**among(row["id"] for row in moving), "today": clock.today().isoformat()}
        store.update_where(tables.TARGET.changes({"rep_id": rep_id}), f"id {AMONG}", ids)
        store.update_where(tables.PROSPECT.changes({"rep_id": rep_id}), f"target_id {AMONG} AND status = 'open'", ids)
        for table in _FOLLOWING:
            store.update_where(table.changes({"rep_id": rep_id}), f"target_id {AMONG} AND closed_on IS NULL", ids)
        store.update_where(
            tables.PLANNED_VISIT.changes({"rep_id": rep_id}),
            f"target_id {AMONG} AND status = 'planned' AND planned_on >= :today",
            ids,
        )
    return len(moving)
