"""Targets as they are listed and shown."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypedDict

from salesctl.store.queries.narrow import Conditions, holding, narrow
from salesctl.store.sqlite.lane import Params
from salesctl.store.store import Store

# A target's status follows from the rest of the store: dropped, else customer once it has a sale, else prospect
# while one is open.
STATUS = """CASE
    WHEN t.dropped_on IS NOT NULL THEN 'dropped'
    WHEN EXISTS (SELECT 1 FROM sale s WHERE s.target_id = t.id) THEN 'customer'
    WHEN EXISTS (SELECT 1 FROM prospect p WHERE p.target_id = t.id AND p.status = 'open') THEN 'prospect'
    ELSE 'open' END"""

_SELECT = f"""SELECT t.id, t.name, te.name AS territory, b.name AS block, si.name AS site, t.industry, t.size,
    t.customer_class AS class, t.method, {STATUS} AS status, r.name AS rep, t.address, t.phone, t.lat, t.lon,
    (SELECT group_concat(tag, char(31)) FROM (SELECT g.tag FROM target_tag g WHERE g.target_id = t.id ORDER BY g.tag)
    ) AS tags,
    (SELECT max(v.visited_on) FROM visit v WHERE v.target_id = t.id) AS last_visit,
    t.kind, t.form, t.use, t.source, t.external_id, t.added_on, t.dropped_on, t.drop_reason, pa.name AS parent,
    pt.name AS parent_territory
FROM target t
LEFT JOIN territory te ON te.id = t.territory_id
LEFT JOIN block b ON b.id = t.block_id
LEFT JOIN site si ON si.id = t.site_id
LEFT JOIN target pa ON pa.id = t.parent_id
LEFT JOIN territory pt ON pt.id = pa.territory_id
JOIN rep r ON r.id = t.rep_id"""


class TargetFilter(NamedTuple):
    """Which targets are meant; what is None does not narrow."""

    territory_id: int | None = None
    block: str | None = None
    industry: str | None = None
    status: str | None = None
    rep_id: int | None = None
    search: str | None = None
    tag: str | None = None


_CONDITIONS: Conditions = {
    "territory_id": "t.territory_id = :territory_id",
    "block": "t.block_id IN (SELECT id FROM block WHERE name_key = :block)",
    "industry": "lower(t.industry) = lower(:industry)",
    "status": f"({STATUS}) = :status",
    "rep_id": "t.rep_id = :rep_id",
    "search": lambda: holding("target", "t"),
    "tag": "t.id IN (SELECT target_id FROM target_tag WHERE tag = :tag)",
}


def where(chosen: TargetFilter) -> tuple[str, Params]:
    """Return the SQL condition on `target t`, and its parameters."""
    return narrow(chosen, _CONDITIONS, folded=("block",))


def target_names(store: Store, ids: Iterable[int]) -> dict[int, str]:
    """Return the names of a few targets by their ids."""
    chosen = ", ".join(map(str, ids))
    return {row["id"]: row["name"] for row in store.rows(f"SELECT id, name FROM target WHERE id IN ({chosen})")}


_Class = TypedDict("_Class", {"class": str | None})  # a keyword, which only this way can be the name of a column


class ListedTarget(_Class):
    """A target as it is listed; `tags` are joined with `SEPARATOR`."""

    id: int
    name: str
    territory: str | None
    block: str | None
    site: str | None
    industry: str | None
    size: str | None
    method: str | None
    status: str
    rep: str
    address: str | None
    phone: str | None
    lat: float | None
    lon: float | None
    tags: str | None
    last_visit: str | None
    kind: str
    form: str | None
    use: str | None
    source: str | None
    external_id: str | None
    added_on: str
    dropped_on: str | None
    drop_reason: str | None
    parent: str | None
    parent_territory: str | None


def list_targets(store: Store, chosen: TargetFilter, limit: int) -> list[ListedTarget]:
    """Return targets by name."""
    sql, params = _by_name(chosen)
    return store.rows(f"{sql} LIMIT :limit", {**params, "limit": limit}, of=ListedTarget)


def stream_targets(store: Store, chosen: TargetFilter) -> Iterator[ListedTarget]:
    """Return targets by name, all of them, one by one."""
    return store.stream(*_by_name(chosen), of=ListedTarget)


def _by_name(chosen: TargetFilter) -> tuple[str, Params]:
    condition, params = where(chosen)
    return f"{_SELECT} WHERE {condition} ORDER BY t.name_key, t.id", params


def get_target(store: Store, target_id: int) -> ListedTarget:
    """Return one target."""
    return store.rows(f"{_SELECT} WHERE t.id = :id", {"id": target_id}, of=ListedTarget)[0]
