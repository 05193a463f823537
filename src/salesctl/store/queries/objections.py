"""The objections of a period, what became of them, and the orders that followed."""

from datetime import date
from typing import NamedTuple, TypedDict

from salesctl.store.queries.narrow import narrow
from salesctl.store.store import Store


class ObjectionFilter(NamedTuple):
    """Which objections are meant: of visits from `first` to `last`, both included; what is None does not narrow."""

    first: date | None
    last: date
    rep_id: int | None = None
    territory_id: int | None = None


_CONDITIONS = {
    "first": "v.visited_on >= :first",
    "last": "v.visited_on <= :last",
    "rep_id": "v.rep_id = :rep_id",
    "territory_id": "v.target_id IN (SELECT id FROM target WHERE territory_id = :territory_id)",
}


class CountedObjections(TypedDict):
    """The objections of a kind and what followed; `amount` in minor units, the `causes` joined with `SEPARATOR`."""

    kind: str
    count: int
    resolved: int
    resolved_ordered: int
    unresolved_ordered: int
    orders: int
    amount: int
    causes: str | None


def objections(store: Store, chosen: ObjectionFilter, until: date) -> list[CountedObjections]:
    """Return, by kind and for all together (`total`), the objections and the orders that followed up to a day.

    An order follows where the same target orders on the day of the objection or later; however many objections it had,
    an order counts once for each kind, and once in the total. `causes` are a list, the most frequent first.
    """
    condition, params = narrow(chosen, _CONDITIONS)
    return store.rows(
        f"""WITH heard AS (
            SELECT o.kind, o.cause, o.resolved, v.target_id, v.visited_on,
                CASE WHEN EXISTS (SELECT 1 FROM sale s WHERE s.target_id = v.target_id
                    AND s.sold_on BETWEEN v.visited_on AND :until) THEN 1 ELSE 0 END AS ordered
            FROM visit v JOIN objection o ON o.visit_id = v.id WHERE {condition}
        ), counted AS (
            SELECT * FROM heard UNION ALL SELECT 'total', cause, resolved, target_id, visited_on, ordered FROM heard
        ), caused AS (
            SELECT kind, group_concat(cause || ' ' || times, char(31)) AS causes FROM (
                SELECT kind, cause, count(*) AS times FROM counted WHERE cause IS NOT NULL
                GROUP BY kind, cause ORDER BY times DESC, cause
            ) AS causes GROUP BY kind
        ), followed AS (
            SELECT f.kind, count(*) AS orders, cast(sum(s.amount) AS INTEGER) AS amount
            FROM (SELECT kind, target_id, min(visited_on) AS since FROM counted GROUP BY kind, target_id) AS f
            JOIN sale s ON s.target_id = f.target_id AND s.sold_on BETWEEN f.since AND :until
            GROUP BY f.kind
        )
        SELECT c.kind, count(*) AS count, sum(c.resolved) AS resolved, sum(c.resolved * c.ordered) AS resolved_ordered,
            sum((1 - c.resolved) * c.ordered) AS unresolved_ordered,
            coalesce(max(f.orders), 0) AS orders, coalesce(max(f.amount), 0) AS amount, max(a.causes) AS causes
        FROM counted c LEFT JOIN followed f ON f.kind = c.kind LEFT JOIN caused a ON a.kind = c.kind
        GROUP BY c.kind""",
        {**params, "until": until.isoformat()},
        of=CountedObjections,
    )
