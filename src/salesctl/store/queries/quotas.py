"""The quotas of a year as a tree: what each node asks, what was undertaken below it, and what was sold."""

from typing import TYPE_CHECKING, NamedTuple, TypedDict

from salesctl.domain.enums.quota import COLUMNS, Dimension, Measure
from salesctl.rules.fiscal import Span
from salesctl.store import tables
from salesctl.store.queries.narrow import narrow
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.store.rows import QuotaRow

COUNTED = "sum(CASE WHEN :measure = 'amount' THEN s.amount ELSE 1 END)"
"""What sales s come to in a measure: minor units, or their number."""


LEAF = "NOT EXISTS (SELECT 1 FROM quota part WHERE part.parent_id = q.id)"
"""Whether a quota q has no parts: the leaves of a tree ask for all of it, and each for its own."""


class NodeFilter(NamedTuple):
    """Which nodes are meant: those of one product, territory and so on, or of a part of it; None does not narrow.

    `depth` is how many levels below the year are wanted.
    """

    product_id: int | None = None
    territory_id: int | None = None
    rep_id: int | None = None
    target_id: int | None = None
    month: str | None = None
    depth: int | None = None


EVERY_NODE = NodeFilter()

_DEPTH = " + ".join(f"CASE WHEN q.{column} IS NULL THEN 0 ELSE 1 END" for column in COLUMNS.values())
_CONDITIONS = {column: f"q.{column} = :{column}" for column in COLUMNS.values()} | {"depth": f"{_DEPTH} <= :depth"}

_TREE = f"""WITH RECURSIVE node AS (
    SELECT * FROM quota WHERE year = :year AND measure = :measure
), cell AS (  -- what was sold, as finely as any node tells it apart
    SELECT s.product_id, s.territory_id, s.rep_id, s.target_id, substr(s.sold_on, 1, 7) AS month, {COUNTED} AS sold
    FROM sale s WHERE s.sold_on BETWEEN :first AND :last
    GROUP BY s.product_id, s.territory_id, s.rep_id, s.target_id, substr(s.sold_on, 1, 7)
), shape AS (  -- which dimensions nodes name: few, whatever the number of nodes
    SELECT DISTINCT CASE WHEN product_id IS NULL THEN 0 ELSE 1 END AS by_product,
        CASE WHEN territory_id IS NULL THEN 0 ELSE 1 END AS by_territory,
        CASE WHEN rep_id IS NULL THEN 0 ELSE 1 END AS by_rep,
        CASE WHEN target_id IS NULL THEN 0 ELSE 1 END AS by_target,
        CASE WHEN month IS NULL THEN 0 ELSE 1 END AS by_month
    FROM node
), keyed AS (  -- a sale under each shape: 0 for a dimension the shape does not name, -1 for one the sale does not
    SELECT CASE WHEN by_product = 1 THEN coalesce(product_id, -1) ELSE 0 END AS product_key,
        CASE WHEN by_territory = 1 THEN coalesce(territory_id, -1) ELSE 0 END AS territory_key,
        CASE WHEN by_rep = 1 THEN rep_id ELSE 0 END AS rep_key,
        CASE WHEN by_target = 1 THEN target_id ELSE 0 END AS target_key,
        CASE WHEN by_month = 1 THEN month ELSE '' END AS month_key, NULL AS id, sold
    FROM cell CROSS JOIN shape
    UNION ALL
    SELECT coalesce(product_id, 0), coalesce(territory_id, 0), coalesce(rep_id, 0), coalesce(target_id, 0),
        coalesce(month, ''), id, 0
    FROM node
), counted AS (  -- grouped rather than joined, which takes the same time however many nodes and sales meet
    SELECT max(id) AS id, sum(sold) AS actual FROM keyed
    GROUP BY product_key, territory_key, rep_key, target_key, month_key HAVING max(id) IS NOT NULL
), inside AS (
    SELECT q.parent_id, sum(counted.actual) AS actual FROM counted JOIN quota q ON q.id = counted.id
    WHERE q.parent_id IS NOT NULL GROUP BY q.parent_id
), given (id, committed) AS (  -- each commitment, carried up to the nodes above that have none of their own
    SELECT parent_id, committed FROM node WHERE committed IS NOT NULL AND parent_id IS NOT NULL
    UNION ALL
    SELECT q.parent_id, given.committed FROM given JOIN quota q ON q.id = given.id
    WHERE q.committed IS NULL AND q.parent_id IS NOT NULL
), gathered AS (
    SELECT id, sum(committed) AS committed FROM given GROUP BY id
)
SELECT q.id, q.year, p.name AS product, te.name AS territory, r.name AS rep, q.month, q.amount, q.locked,
    cast(coalesce(q.committed, gathered.committed) AS INTEGER) AS committed, cast(counted.actual AS INTEGER) AS actual,
    q.measure, t.name AS customer, cast(coalesce(q.committed, gathered.committed) - q.amount AS INTEGER) AS gap,
    CASE WHEN q.amount > 0 THEN 1.0 * counted.actual / q.amount END AS attainment,
    cast(counted.actual - coalesce(inside.actual, counted.actual) AS INTEGER) AS unplaced,
    q.status, q.split_by, q.weights, q.parent_id, {_DEPTH} AS depth,
    q.product_id, q.territory_id, q.rep_id, q.target_id, q.committed AS own_committed
FROM counted
JOIN quota q ON q.id = counted.id
LEFT JOIN inside ON inside.parent_id = q.id
LEFT JOIN gathered ON gathered.id = q.id
LEFT JOIN product p ON p.id = q.product_id
LEFT JOIN territory te ON te.id = q.territory_id
LEFT JOIN rep r ON r.id = q.rep_id
LEFT JOIN target t ON t.id = q.target_id"""

# Every level is finer than the one above, so that this order has each node right after its parent or a sibling's part.
_ORDER = """p.name_key NULLS FIRST, q.product_id NULLS FIRST, te.name_key NULLS FIRST, q.territory_id NULLS FIRST,
    r.name_key NULLS FIRST, q.rep_id NULLS FIRST, t.name_key NULLS FIRST, q.target_id NULLS FIRST,
    q.month NULLS FIRST"""


class QuotaNode(TypedDict):
    """A node of a year's tree, with its names and what was sold of it; see `quota_tree`.

    Figures are in the tree's measure: minor units, or orders. `locked` is 0 or 1, `attainment` a fraction of 1.
    """

    id: int
    year: int
    product: str | None
    territory: str | None
    rep: str | None
    month: str | None
    amount: int
    locked: int
    committed: int | None
    actual: int
    measure: str
    customer: str | None
    gap: int | None
    attainment: float | None
    unplaced: int
    status: str
    split_by: str | None
    weights: str | None
    parent_id: int | None
    depth: int
    product_id: int | None
    territory_id: int | None
    rep_id: int | None
    target_id: int | None
    own_committed: int | None


def quota_tree(
    store: Store, year: int, measure: Measure, days: Span, chosen: NodeFilter = EVERY_NODE, limit: int = 10**9
) -> list[QuotaNode]:
    """Return the nodes of a year, each followed by its parts, with their names; `days` are those of the fiscal year.

    `committed` is what was undertaken for the node itself, else what was for its parts together; `gap` is that less
    the amount. `actual` is what was sold of all that the node names, and `unplaced` the part of it that belongs to
    none of its parts. `depth` is 0 for the year itself.
    """
    condition, params = narrow(chosen, _CONDITIONS)
    return store.rows(
        f"{_TREE} WHERE {condition} ORDER BY {_ORDER} LIMIT :limit",
        {**params, **days.as_texts(), "year": year, "measure": measure, "limit": limit},
        of=QuotaNode,
    )


def quota_nodes(store: Store, year: int, measure: Measure) -> "list[QuotaRow]":
    """Return the nodes of a year as they are stored, every one after its parent."""
    sql = "SELECT * FROM quota WHERE year = :year AND measure = :measure ORDER BY id"
    return store.rows(sql, {"year": year, "measure": measure}, of=tables.QUOTA)


def cell_name(store: Store, node_id: int) -> str:
    """Return what people call a node: `GTX Pro · North · Ann · 2026-03`, or the year alone."""
    row = store.rows(
        """SELECT q.year, p.name AS product, te.name AS territory, r.name AS rep, t.name AS customer, q.month
        FROM quota q
        LEFT JOIN product p ON p.id = q.product_id
        LEFT JOIN territory te ON te.id = q.territory_id
        LEFT JOIN rep r ON r.id = q.rep_id
        LEFT JOIN target t ON t.id = q.target_id
        WHERE q.id = :id""",
        {"id": node_id},
    )[0]
    return " · ".join(row[dimension] for dimension in Dimension if row[dimension]) or str(row["year"])


def years_by_month(store: Store) -> dict[int, set[str]]:
    """Return the months that the quotas of each year are split by."""
    found: dict[int, set[str]] = {}
    for row in store.rows("SELECT DISTINCT year, month FROM quota WHERE month IS NOT NULL ORDER BY year"):
        found.setdefault(row["year"], set()).add(row["month"])
    return found


def latest_year(store: Store, measure: Measure) -> int | None:
    """Return the latest year that has quotas; None when there is none."""
    return store.value("SELECT max(year) FROM quota WHERE measure = :measure", {"measure": measure}, of=int)
