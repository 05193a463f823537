"""Keeping the goals in words that stand beside the year's figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from salesctl import clock
from salesctl.domain.enums.quota import GoalStatus
from salesctl.errors import InvalidInput, NotFound
from salesctl.services.names import Names
from salesctl.store import tables
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.store.rows import GoalRow


def add_goal(store: Store, places: Names, values: Mapping[str, Any]) -> GoalRow:
    """Store a new goal; `values` has its columns, `rep` by name.

    Raises:
        InvalidInput: A value is out of range, or the goal was due before today.
    """
    with store.transaction():
        _refuse_past(values)
        return store.insert(tables.GOAL.checked(places.columns(tables.GOAL, values)))


def edit_goal(store: Store, places: Names, goal_id: int, values: Mapping[str, Any]) -> GoalRow:
    """Change a goal and return it; `values` has the columns to change, `rep` by name. How it was judged stays.

    Raises:
        NotFound: There is no such goal.
        InvalidInput: A value is out of range, or the new day was before today.
    """
    with store.transaction():
        _refuse_unknown(store, goal_id)
        _refuse_past(values)
        return store.update(tables.GOAL, goal_id, places.columns(tables.GOAL, values))


def judge_goal(store: Store, goal_id: int, status: GoalStatus) -> GoalRow:
    """Say today whether a goal was reached or missed; a later judgement holds.

    Raises:
        NotFound: There is no such goal.
    """
    with store.transaction():
        _refuse_unknown(store, goal_id)
        return store.update(tables.GOAL, goal_id, {"status": status, "judged_on": clock.today()})


def drop_goal(store: Store, goal_id: int) -> None:
    """Delete a goal.

    Raises:
        NotFound: There is no such goal.
    """
    with store.transaction():
        _refuse_unknown(store, goal_id)
        store.delete_where(tables.GOAL, "id = :id", {"id": goal_id})


def _refuse_past(values: Mapping[str, Any]) -> None:
    due_on = values.get("due_on")
    if due_on and due_on < clock.today():
        raise InvalidInput(f"the goal was due {due_on} already; give today or a later day")


def _refuse_unknown(store: Store, goal_id: int) -> None:
    if store.one("SELECT id FROM goal WHERE id = :id", {"id": goal_id}) is None:
        raise NotFound(f"there is no goal {goal_id}; see `salesctl quota goal list`")
