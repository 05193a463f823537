"""Budgets as they are listed, each beside the quota and the sales of its territory and month."""

from typing import NamedTuple, TypedDict

from salesctl.store.queries.narrow import narrow
from salesctl.store.queries.quotas import LEAF
from salesctl.store.store import Store


class BudgetFilter(NamedTuple):
    """Which budgets are meant, of the months from `first` to `last`; what is None does not narrow."""

    first: str | None = None
    last: str | None = None
    territory_id: int | None = None


_CONDITIONS = {
    "first": "b.month >= :first",
    "last": "b.month <= :last",
    "territory_id": "b.territory_id = :territory_id",
}


class ListedBudget(TypedDict):
    """A budget beside the quota and the sales of its territory and month, all in minor units."""

    id: int
    territory: str
    month: str
    amount: int
    quota: int | None
    actual: int
    note: str | None


def list_budgets(store: Store, chosen: BudgetFilter, limit: int) -> list[ListedBudget]:
    """Return budgets by month and territory; `quota` is None where no quota of money reaches down to both."""
    condition, params = narrow(chosen, _CONDITIONS)
    return store.rows(
        f"""WITH asked AS (
            SELECT q.territory_id, q.month, CAST(sum(q.amount) AS BIGINT) AS amount FROM quota q
            WHERE q.measure = 'amount' AND q.territory_id IS NOT NULL AND q.month IS NOT NULL
                AND {LEAF}
            GROUP BY q.territory_id, q.month
        ), sold AS (
            SELECT s.territory_id, substr(s.sold_on, 1, 7) AS month, CAST(sum(s.amount) AS BIGINT) AS amount
            FROM sale s WHERE s.territory_id IS NOT NULL GROUP BY s.territory_id, substr(s.sold_on, 1, 7)
        )
        SELECT b.id, te.name AS territory, b.month, b.amount, a.amount AS quota, coalesce(o.amount, 0) AS actual, b.note
        FROM budget b
        JOIN territory te ON te.id = b.territory_id
        LEFT JOIN asked a ON a.territory_id = b.territory_id AND a.month = b.month
        LEFT JOIN sold o ON o.territory_id = b.territory_id AND o.month = b.month
        WHERE {condition} ORDER BY b.month, te.name_key LIMIT :limit""",
        {**params, "limit": limit},
        of=ListedBudget,
    )
