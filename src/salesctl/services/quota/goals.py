"""Keeping the goals in words that stand beside the year's figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesctl import clock
from salesctl.domain.enums.quota import GoalStatus
from salesctl.errors import InvalidInput, NotFound
from salesctl.services.names import Names
from salesctl.store import tables
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.services.values import GivenGoal
    from salesctl.store.rows import GoalRow


def add_goal(store: Store, places: Names, values: GivenGoal) -> GoalRow:
    """Store a new goal; `values` has its columns, `rep` by name.

    Raises:
        InvalidInput: A value is out of range, or the goal was due before today.
    """
    with store.transaction():
        _refuse_past(values)
        return store.insert(tables.GOAL.checked(places.columns(tables.GOAL, values)))


def edit_goal(store: Store, places: Names, goal_id: int, values: GivenGoal) -> GoalRow:
    """Change a goal and return it; `values` has the columns to change, `rep` by name. How it was judged stays.

    Raises:
        NotFound: There is no such goal.
        InvalidInput: A value is out of range, or the new day was before today.
    """
    with store.transaction():
        _refuse_unknown(store, goal_id)
        _refuse_past(values)
        return store.update(tables.GOAL.changes(places.columns(tables.GOAL, values)), goal_id)


def judge_goal(store: Store, goal_id: int, status: GoalStatus) -> GoalRow:
    """Say today whether a goal was reached or missed; a later judgement holds.

    Raises:
        NotFound: There is no such goal.
    """
    with store.transaction():
        _refuse_unknown(store, goal_id)
        return store.update(tables.GOAL.changes({"status": status, "judged_on": clock.today()}), goal_id)


def drop_goal(store: Store, goal_id: int) -> None:
    """Delete a goal.

    Raises:
        NotFound: There is no such goal.
    """
    with store.transaction():
        _refuse_unknown(store, goal_id)
        store.delete_where(tables.GOAL, "id = :id", {"id": goal_id})


def _refuse_past(values: GivenGoal) -> None:
    due_on = values.get("due_on")
    if due_on and str(due_on) < clock.today().isoformat():
        raise InvalidInput(f"the goal was due {due_on} already; give today or a later day")


def _refuse_unknown(store: Store, goal_id: int) -> None:
    if store.one("SELECT id FROM goal WHERE id = :id", {"id": goal_id}) is None:
        raise NotFound(f"there is no goal {goal_id}; see `salesctl quota goal list`")
