"""Goals in words as they are listed."""

from typing import NamedTuple, TypedDict

from salesctl.store.queries.narrow import narrow
from salesctl.store.store import Store


class GoalFilter(NamedTuple):
    """Which goals are meant; what is None does not narrow."""

    year: int | None = None
    rep_id: int | None = None
    target_id: int | None = None
    status: str | None = None


_CONDITIONS = {
    "year": "g.year = :year",
    "rep_id": "g.rep_id = :rep_id",
    "target_id": "g.target_id = :target_id",
    "status": "g.status = :status",
}


class ListedGoal(TypedDict):
    """A goal as it is listed."""

    id: int
    year: int
    rep: str
    target: str | None
    text: str
    due_on: str | None
    status: str
    judged_on: str | None


def list_goals(store: Store, chosen: GoalFilter, limit: int) -> list[ListedGoal]:
    """Return goals by year and rep, those due first before the others."""
    condition, params = narrow(chosen, _CONDITIONS)
    return store.rows(
        f"""SELECT g.id, g.year, r.name AS rep, t.name AS target, g.text, g.due_on, g.status, g.judged_on
        FROM goal g JOIN rep r ON r.id = g.rep_id LEFT JOIN target t ON t.id = g.target_id
        WHERE {condition} ORDER BY g.year, r.name_key, g.due_on IS NULL, g.due_on, g.id LIMIT :limit""",
        {**params, "limit": limit},
        of=ListedGoal,
    )
