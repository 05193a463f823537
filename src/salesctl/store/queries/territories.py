"""Territories and their blocks as they are listed and shown, with how far each is worked."""

from typing import Any

from salesctl.store.queries.targets import STATUS
from salesctl.store.store import Store

# Each target once, with its status and last visit; a territory's targets are its own, not those of its parts.
_STANDING = f"""standing AS (
    SELECT t.territory_id, t.block_id, {STATUS} AS status,
        (SELECT max(v.visited_on) FROM visit v WHERE v.target_id = t.id) AS last_visit
    FROM target t WHERE t.territory_id IS NOT NULL)"""

# Dropped targets are counted by themselves: they are no longer part of the list to work through.
_COUNTS = """count(CASE WHEN s.status <> 'dropped' THEN 1 END) AS targets,
    count(CASE WHEN s.status = 'open' THEN 1 END) AS open,
    count(CASE WHEN s.status = 'prospect' THEN 1 END) AS prospects,
    count(CASE WHEN s.status = 'customer' THEN 1 END) AS customers,
    count(CASE WHEN s.status = 'dropped' THEN 1 END) AS dropped,
    count(CASE WHEN s.status <> 'dropped' THEN s.last_visit END) AS visited,
    max(s.last_visit) AS last_visit"""

_SELECT = f"""WITH {_STANDING}
SELECT te.id, te.name, pa.name AS parent, te.approach, te.focus, te.note,
    (SELECT group_concat(name, char(31)) FROM (SELECT b.name FROM block b WHERE b.territory_id = te.id
        ORDER BY b.position, b.id)) AS blocks,
    {_COUNTS}
FROM territory te
LEFT JOIN territory pa ON pa.id = te.parent_id
LEFT JOIN standing s ON s.territory_id = te.id"""

_GROUP = "GROUP BY te.id, te.name, te.name_key, pa.name, te.approach, te.focus, te.note"


def list_territories(store: Store, limit: int) -> list[dict[str, Any]]:
    """Return territories by name."""
    return store.rows(f"{_SELECT} {_GROUP} ORDER BY te.name_key LIMIT :limit", {"limit": limit})


def get_territory(store: Store, territory_id: int) -> dict[str, Any]:
    """Return one territory."""
    return store.rows(f"{_SELECT} WHERE te.id = :id {_GROUP}", {"id": territory_id})[0]


def blocks_of(store: Store, territory_id: int) -> list[dict[str, Any]]:
    """Return the blocks of a territory in sequence, and last the targets without a block, where there are any."""
    return store.rows(
        f"""WITH {_STANDING},
        places AS (
            SELECT b.id, b.position, b.name FROM block b WHERE b.territory_id = :id
            UNION ALL
            SELECT NULL, NULL, NULL WHERE EXISTS (
                SELECT 1 FROM standing WHERE territory_id = :id AND block_id IS NULL))
        SELECT p.id, p.position, p.name AS block, {_COUNTS}
        FROM places p
        LEFT JOIN standing s ON s.territory_id = :id AND coalesce(s.block_id, 0) = coalesce(p.id, 0)
        GROUP BY p.id, p.position, p.name
        ORDER BY p.position IS NULL, p.position, p.id""",
        {"id": territory_id},
    )
