"""The action plan of a key account (行動計劃書): who does what until when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from salesctl.errors import Conflict, InvalidInput
from salesctl.store import tables
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.store.rows import AccountActionRow, AccountActionValues


def add_action(store: Store, account_id: int, values: AccountActionValues) -> AccountActionRow:
    """Add an action to an account plan.

    Raises:
        InvalidInput: It ends before it starts, or a value is out of range.
    """
    with store.transaction():
        action = store.insert(tables.ACCOUNT_ACTION.checked({"account_id": account_id, **values}))
        _refuse_backwards(action)
        return action


def edit_action(store: Store, action: AccountActionRow, values: AccountActionValues) -> AccountActionRow:
    """Change an action.

    Raises:
        InvalidInput: It ends before it starts, or a value is out of range.
    """
    with store.transaction():
        changed = store.update(tables.ACCOUNT_ACTION.changes(values), action["id"])
        _refuse_backwards(changed)
        return changed


def finish_action(store: Store, action: AccountActionRow, on: date, remark: str | None = None) -> AccountActionRow:
    """Mark an action as done.

    Raises:
        Conflict: It was done before.
    """
    if action["done_on"]:
        raise Conflict(f"action {action['id']} was done on {action['done_on']} already")
    said: AccountActionValues = {"remark": remark} if remark else {}
    with store.transaction():
        return store.update(tables.ACCOUNT_ACTION.changes({"done_on": on, **said}), action["id"])


def drop_action(store: Store, action: AccountActionRow) -> None:
    """Delete an action."""
    with store.transaction():
        store.delete_where(tables.ACCOUNT_ACTION, "id = :id", {"id": action["id"]})


def _refuse_backwards(action: AccountActionRow) -> None:
    if action["starts_on"] and action["ends_on"] < action["starts_on"]:
        raise InvalidInput(f"the action would end ({action['ends_on']}) before it starts ({action['starts_on']})")
