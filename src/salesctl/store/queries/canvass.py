"""Targets worth canvassing (掃蕩), territory by territory and block by block."""

from typing import NamedTuple, TypedDict

from salesctl.store.store import Store

_MOST_BLOCKS = 1000


class Terms(NamedTuple):
    """When a target is worth canvassing.

    It was never visited, or last on `stale_before` or earlier, or not since the retry date of a prospect that was lost.
    Left out are targets with a visit planned from `today` on outside the `week`, and lost prospects whose retry date
    lies after the week's `sunday`.
    """

    today: str
    stale_before: str
    week: str
    sunday: str


# Ranked are a few columns only: those that are shown are fetched for the rows that are left.
_SELECT = """WITH candidate AS MATERIALIZED (
        SELECT t.id, t.name_key, t.block_id,
            (SELECT max(p.retry_on) FROM prospect p
                WHERE p.target_id = t.id AND p.status = 'lost' AND p.retry_on <= :sunday) AS retry_on,
            (SELECT max(v.visited_on) FROM visit v WHERE v.target_id = t.id) AS last_visit,
            CASE WHEN lower(te.focus) IN (
                'industry=' || lower(t.industry), 'size=' || lower(t.size), 'class=' || lower(t.customer_class),
                'form=' || lower(t.form), 'use=' || lower(t.use)) THEN 1 ELSE 0 END AS matches_focus
        FROM target t
        LEFT JOIN territory te ON te.id = t.territory_id
        WHERE {whose} AND t.dropped_on IS NULL
            AND NOT EXISTS (SELECT 1 FROM sale s WHERE s.target_id = t.id)
            AND NOT EXISTS (
                SELECT 1 FROM prospect p WHERE p.target_id = t.id
                    AND (p.status = 'open' OR (p.status = 'lost' AND p.retry_on > :sunday)))
            AND NOT EXISTS (
                SELECT 1 FROM planned_visit v WHERE v.target_id = t.id AND v.status = 'planned'
                    AND v.planned_on >= :today AND v.week <> :week)
    ), ranked AS (
        SELECT id, last_visit, matches_focus, CASE WHEN retry_on > last_visit THEN retry_on END AS retry_on,
            row_number() OVER (
                PARTITION BY block_id
                ORDER BY matches_focus DESC, CASE WHEN retry_on > last_visit THEN 0 ELSE 1 END,
                    last_visit IS NOT NULL, last_visit, name_key, id) AS place
        FROM candidate WHERE last_visit IS NULL OR last_visit <= :stale_before OR retry_on > last_visit
    )
    SELECT t.id AS target_id, t.name_key, t.territory_id, t.block_id, t.site_id, te.approach,
        b.position AS block_position, b.name AS block_name, r.last_visit, r.matches_focus, r.retry_on
    FROM ranked r JOIN target t ON t.id = r.id
    LEFT JOIN territory te ON te.id = t.territory_id
    LEFT JOIN block b ON b.id = t.block_id
    WHERE r.place <= :most ORDER BY b.position IS NULL, b.position, r.place LIMIT :limit"""


class CanvassTarget(TypedDict):
    """A target worth canvassing; `matches_focus` is 0 or 1, `retry_on` is given where a lost prospect is the reason."""

    target_id: int
    name_key: str
    territory_id: int | None
    block_id: int | None
    site_id: int | None
    approach: str | None
    block_position: int | None
    block_name: str | None
    last_visit: str | None
    matches_focus: int
    retry_on: str | None


def canvass_targets(store: Store, rep_id: int, terms: Terms, most: int) -> list[CanvassTarget]:
    """Return a rep's targets worth canvassing, the territories by name and targets without one last.

    At most `most` of each block are returned: the territory's focus first, then what is to be tried again and what was
    never visited. Once there are ten times as many in all, the territories that follow are not looked at.
    """
    # The plus keeps the search to the territory's targets, which are fewer than the rep's.
    places = [
        ("t.territory_id = :territory_id", row["id"])
        for row in store.rows(
            "SELECT te.id FROM territory te"
            " WHERE EXISTS (SELECT 1 FROM target t WHERE t.territory_id = te.id AND +t.rep_id = :rep_id)"
            " ORDER BY te.name_key",
            {"rep_id": rep_id},
        )
    ]
    rows: list[CanvassTarget] = []
    for place, territory_id in [*places, ("t.territory_id IS NULL", None)]:
        sql = _SELECT.format(whose=f"{place} AND +t.rep_id = :rep_id")
        params = {"territory_id": territory_id, "rep_id": rep_id, "most": most, "limit": most * 10 - len(rows)}
        rows += store.rows(sql, {**terms._asdict(), **params}, of=CanvassTarget)
        if len(rows) >= most * 10:
            break
    return rows


def next_in_blocks(store: Store, territory_id: int, terms: Terms) -> list[CanvassTarget]:
    """Return the first target worth canvassing of each block of a territory, whoever's it is."""
    params = {"territory_id": territory_id, "most": 1, "limit": _MOST_BLOCKS}
    sql = _SELECT.format(whose="t.territory_id = :territory_id")
    return store.rows(sql, {**terms._asdict(), **params}, of=CanvassTarget)
