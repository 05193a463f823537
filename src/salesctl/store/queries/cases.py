"""Complaints and receivables as they are listed and shown."""

from datetime import date
from typing import NamedTuple, TypedDict

from salesctl.errors import NotFound
from salesctl.store.queries.narrow import narrow
from salesctl.store.store import Store

# The steps are written as people read them: the day, who took it, and what was done.
_SELECT = """SELECT c.id, c.target_id, t.name, c.kind, c.text, c.amount, r.name AS rep, c.opened_on, c.due_on,
    CASE WHEN c.closed_on IS NOT NULL THEN 'closed' WHEN c.due_on < :today THEN 'overdue' ELSE 'open' END AS status,
    (SELECT group_concat(step, char(31)) FROM (
        SELECT s.taken_on || ' ' || sr.name || ': ' || s.text AS step
        FROM case_step s JOIN rep sr ON sr.id = s.rep_id WHERE s.case_id = c.id ORDER BY s.taken_on, s.id) AS taken
    ) AS steps,
    c.closed_on, c.resolution
FROM account_case c
JOIN target t ON t.id = c.target_id
JOIN rep r ON r.id = c.rep_id"""


class CaseFilter(NamedTuple):
    """Which cases are meant; what is None does not narrow. `closed` asks for closed ones, or for open ones.

    `before` asks for those due before a day.
    """

    target_id: int | None = None
    kind: str | None = None
    rep_id: int | None = None
    closed: bool | None = None
    before: date | None = None


_CONDITIONS = {
    "target_id": "c.target_id = :target_id",
    "kind": "c.kind = :kind",
    "rep_id": "c.rep_id = :rep_id",
    "closed": "CASE WHEN c.closed_on IS NULL THEN 0 ELSE 1 END = :closed",
    "before": "c.due_on < :before",
}


class ListedCase(TypedDict):
    """A case as it is listed; `amount` in minor units, the `steps` joined with `SEPARATOR`."""

    id: int
    target_id: int
    name: str
    kind: str
    text: str
    amount: int | None
    rep: str
    opened_on: str
    due_on: str
    status: str
    steps: str | None
    closed_on: str | None
    resolution: str | None


def list_cases(store: Store, chosen: CaseFilter, today: date, limit: int) -> list[ListedCase]:
    """Return cases by the day they are due; `status` is open, overdue or closed."""
    condition, params = narrow(chosen, _CONDITIONS)
    return store.rows(
        f"{_SELECT} WHERE {condition} ORDER BY c.due_on, c.id LIMIT :limit",
        {**params, "today": today.isoformat(), "limit": limit},
        of=ListedCase,
    )


def get_case(store: Store, case_id: int, today: date) -> ListedCase:
    """Return a case as it is shown.

    Raises:
        NotFound: There is no such case.
    """
    case = store.one(f"{_SELECT} WHERE c.id = :id", {"id": case_id, "today": today.isoformat()}, of=ListedCase)
    if case is None:
        raise NotFound(f"there is no case {case_id}; see `salesctl case list`")
    return case


class AmountDue(TypedDict):
    """How many receivables were due on a day, and their amount in minor units."""

    due_on: str
    cases: int
    amount: int


def amounts_due(store: Store, chosen: CaseFilter) -> list[AmountDue]:
    """Return, by the day they were due, how many open receivables fit a filter and their amount in minor units."""
    condition, params = narrow(chosen, _CONDITIONS)
    return store.rows(
        f"""SELECT c.due_on, count(*) AS cases, CAST(sum(c.amount) AS BIGINT) AS amount FROM account_case c
        WHERE {condition} AND c.kind = 'receivable' AND c.closed_on IS NULL GROUP BY c.due_on ORDER BY c.due_on""",
        params,
        of=AmountDue,
    )


def count_open(store: Store, target_id: int) -> int:
    """Return how many cases of a target are open."""
    return int(
        store.value("SELECT count(*) FROM account_case WHERE target_id = :id AND closed_on IS NULL", {"id": target_id})
    )
