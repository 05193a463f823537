"""Territories and their blocks as they are listed and shown: how far each is worked, what is known of its market."""

from typing import TypedDict

from salesctl.store.queries.targets import STATUS
from salesctl.store.store import Store

# Each target once, with its status and its visits; a territory's targets are its own, not those of its parts.
_STANDING = f"""standing AS (
    SELECT t.territory_id, t.block_id, t.industry, t.customer_class, {STATUS} AS status,
        (SELECT max(v.visited_on) FROM visit v WHERE v.target_id = t.id) AS last_visit,
        (SELECT count(*) FROM visit v WHERE v.target_id = t.id) AS visits
    FROM target t WHERE {{only}})"""

# An order stays where it was placed: one from outside the target's territory belongs to none of its blocks.
_SOLD = """sold AS (
    SELECT territory_id, block_id, count(*) AS orders, CAST(sum(amount) AS BIGINT) AS amount FROM (
        SELECT coalesce(s.territory_id, t.territory_id) AS territory_id, s.amount,
            CASE WHEN coalesce(s.territory_id, t.territory_id) = t.territory_id THEN t.block_id END AS block_id
        FROM sale s JOIN target t ON t.id = s.target_id) AS placed
    WHERE territory_id IS NOT NULL GROUP BY territory_id, block_id)"""

# Dropped targets are counted by themselves: they are no longer part of the list to work through.
_COUNTS = """count(CASE WHEN s.status <> 'dropped' THEN 1 END) AS targets,
    count(CASE WHEN s.status = 'open' THEN 1 END) AS open,
    count(CASE WHEN s.status = 'prospect' THEN 1 END) AS prospects,
    count(CASE WHEN s.status = 'customer' THEN 1 END) AS customers,
    count(CASE WHEN s.status = 'dropped' THEN 1 END) AS dropped,
    count(CASE WHEN s.status <> 'dropped' THEN s.last_visit END) AS visited,
    max(s.last_visit) AS last_visit, coalesce(sum(s.visits), 0) AS visits"""

# The largest of each measure among the territories of the same rank: a country would dwarf all its regions.
_MARKET = """market AS (
    SELECT te.*, max(te.customers) OVER beside AS most_customers, max(te.area) OVER beside AS most_area,
        max(te.purchasing_power) OVER beside AS most_power, 1 - te.fixed_share AS open_share,
        max(1 - te.fixed_share) OVER beside AS most_open
    FROM territory te WINDOW beside AS (PARTITION BY te.parent_id))"""

_SELECT = f"""WITH {_STANDING}, {_SOLD}, {_MARKET},
counted AS (
    SELECT s.territory_id, {_COUNTS},
        count(CASE WHEN s.status <> 'dropped' THEN s.customer_class END) AS classed,
        count(CASE WHEN s.status <> 'dropped' AND s.customer_class = 'A' THEN 1 END) AS large
    FROM standing s WHERE s.territory_id IS NOT NULL GROUP BY s.territory_id),
trade AS (
    SELECT territory_id, industry, count(*) AS targets,
        row_number() OVER (PARTITION BY territory_id ORDER BY count(*) DESC, industry) AS place
    FROM standing WHERE industry IS NOT NULL AND status <> 'dropped' GROUP BY territory_id, industry)
SELECT te.id, te.name, pa.name AS parent, te.approach, te.focus, te.note,
    (SELECT group_concat(name, char(31)) FROM (SELECT b.name FROM block b WHERE b.territory_id = te.id
        ORDER BY b.position, b.id)) AS blocks,
    coalesce(c.targets, 0) AS targets, coalesce(c.open, 0) AS open, coalesce(c.prospects, 0) AS prospects,
    coalesce(c.customers, 0) AS customers, coalesce(c.dropped, 0) AS dropped, coalesce(c.visited, 0) AS visited,
    c.last_visit, coalesce(c.visits, 0) AS visits, coalesce(c.classed, 0) AS classed, coalesce(c.large, 0) AS large,
    (SELECT coalesce(sum(s.orders), 0) FROM sold s WHERE s.territory_id = te.id) AS orders,
    (SELECT coalesce(sum(s.amount), 0) FROM sold s WHERE s.territory_id = te.id) AS amount,
    tr.industry, tr.targets AS in_industry,
    te.customers AS market_customers, te.area, te.purchasing_power, te.fixed_share, te.growth, te.share,
    te.competitor_share, te.market_size, te.income, te.retail, te.population, te.competition_note, te.customer_note,
    te.most_customers, te.most_area, te.most_power, te.open_share, te.most_open
FROM market te
LEFT JOIN territory pa ON pa.id = te.parent_id
LEFT JOIN counted c ON c.territory_id = te.id
LEFT JOIN trade tr ON tr.territory_id = te.id AND tr.place = 1"""


class _Worked(TypedDict):
    """How many targets there are, by status, and what the visits and orders there came to; `amount` in minor units.

    Dropped targets count only as such; `visited` are those that were.
    """

    targets: int
    open: int
    prospects: int
    customers: int
    dropped: int
    visited: int
    last_visit: str | None
    visits: int
    orders: int
    amount: int


class ListedTerritory(_Worked):
    """A territory, how far it is worked, and its market; the `most_…` are the largest among those beside it.

    Shares and `growth` are fractions of 1, `market_size` is in minor units; `blocks` are joined with `SEPARATOR`.
    `industry` is the one most targets are `in_industry` of.
    """

    id: int
    name: str
    parent: str | None
    approach: str
    focus: str | None
    note: str | None
    blocks: str | None
    classed: int
    large: int
    industry: str | None
    in_industry: int | None
    market_customers: int | None
    area: float | None
    purchasing_power: float | None
    fixed_share: float | None
    growth: float | None
    share: float | None
    competitor_share: float | None
    market_size: int | None
    income: float | None
    retail: float | None
    population: float | None
    competition_note: str | None
    customer_note: str | None
    most_customers: int | None
    most_area: float | None
    most_power: float | None
    open_share: float | None
    most_open: float | None


def list_territories(store: Store, limit: int) -> list[ListedTerritory]:
    """Return territories by name, each with its market and the largest measures among those beside it."""
    select = _SELECT.format(only="t.territory_id IS NOT NULL")
    return store.rows(f"{select} ORDER BY te.name_key LIMIT :limit", {"limit": limit}, of=ListedTerritory)


def get_territory(store: Store, territory_id: int) -> ListedTerritory:
    """Return one territory."""
    select = _SELECT.format(only="t.territory_id = :id")
    return store.rows(f"{select} WHERE te.id = :id", {"id": territory_id}, of=ListedTerritory)[0]


_BLOCKS = f"""WITH {_STANDING}, {_SOLD},
places AS (
    SELECT territory_id, id, position, name FROM block
    UNION ALL
    SELECT territory_id, NULL, NULL, NULL FROM (
        SELECT territory_id FROM standing WHERE block_id IS NULL
        UNION SELECT territory_id FROM sold WHERE block_id IS NULL) AS outside)
SELECT p.territory_id, te.name AS territory, p.id, p.position, p.name AS block, {_COUNTS},
    coalesce(max(o.orders), 0) AS orders, coalesce(max(o.amount), 0) AS amount
FROM places p
JOIN territory te ON te.id = p.territory_id
LEFT JOIN standing s ON s.territory_id = p.territory_id AND coalesce(s.block_id, 0) = coalesce(p.id, 0)
LEFT JOIN sold o ON o.territory_id = p.territory_id AND coalesce(o.block_id, 0) = coalesce(p.id, 0)
WHERE {{chosen}}
GROUP BY p.territory_id, te.name, te.name_key, p.id, p.position, p.name
ORDER BY te.name_key, p.position IS NULL, p.position, p.id"""


class ListedBlock(_Worked):
    """A block of a territory, and how far it is worked; what lies outside the blocks has no id and no name."""

    territory_id: int
    territory: str
    id: int | None
    position: int | None
    block: str | None


def blocks_of(store: Store, territory_id: int) -> list[ListedBlock]:
    """Return the blocks of a territory in sequence, and last what belongs to none of them, where there is anything."""
    sql = _BLOCKS.format(only="t.territory_id = :id", chosen="te.id = :id")
    return store.rows(sql, {"id": territory_id}, of=ListedBlock)


def list_blocks(store: Store) -> list[ListedBlock]:
    """Return the blocks of all territories, those by name."""
    return store.rows(_BLOCKS.format(only="t.territory_id IS NOT NULL", chosen="1 = 1"), of=ListedBlock)
