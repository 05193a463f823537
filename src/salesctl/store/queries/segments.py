"""Segments of the target list: how many targets each holds, and what was made of them."""

from datetime import date
from typing import Any, NamedTuple, TypedDict

from salesctl.domain.progress import Cut, SegmentBy
from salesctl.store.queries.narrow import narrow
from salesctl.store.queries.targets import STATUS
from salesctl.store.store import Store

# Two blocks of one name lie in two territories; several values of one tag make a segment of their own, so that no
# target is counted twice.
_SEGMENTS = {
    SegmentBy.TERRITORY: "(SELECT te.name FROM territory te WHERE te.id = t.territory_id)",
    SegmentBy.BLOCK: """(SELECT te.name || ': ' || b.name FROM block b JOIN territory te ON te.id = b.territory_id
        WHERE b.id = t.block_id)""",
    SegmentBy.CLASS: "t.customer_class",
    SegmentBy.STATUS: STATUS,
    SegmentBy.TAG: """(SELECT group_concat(part, ' + ') FROM (
        SELECT DISTINCT nullif(trim(substr(g.tag, length(:key) + 2)), '') AS part FROM target_tag g
        WHERE g.target_id = t.id AND substr(g.tag, 1, length(:key) + 1) = :key || ':' ORDER BY part) parts)""",
}


class SegmentFilter(NamedTuple):
    """Whose targets, where, are cut; and the days, both included, whose visits and orders count."""

    rep_id: int | None = None
    territory_id: int | None = None
    since: date | None = None
    until: date | None = None


_TARGETS = {"rep_id": "t.rep_id = :rep_id", "territory_id": "t.territory_id = :territory_id"}
_VISITS = {"since": "v.visited_on >= :since", "until": "v.visited_on <= :until"}
_SALES = {"since": "s.sold_on >= :since", "until": "s.sold_on <= :until"}


class Segment(TypedDict):
    """A segment: its `targets`, those `visited`, those with open `prospects`, and what came of its visits."""

    segment: str | None
    targets: int
    visited: int
    prospects: int
    visits: int
    hits: int
    orders: int
    amount: int
    whole: int


def segments(store: Store, cut: Cut, chosen: SegmentFilter, limit: int) -> list[Segment]:
    """Return the segments of the target list, those that brought most first; one without a name holds the rest.

    Every target is in exactly one of them. `hits` are the visits that brought an order, `whole` is the amount of all
    segments, in minor units.
    """
    params: dict[str, Any] = {"key": cut.key, "limit": limit}
    conditions = []
    for fields in (_TARGETS, _VISITS, _SALES):
        part = {name: getattr(chosen, name) for name in fields}
        condition, values = narrow(SegmentFilter(**part), fields)
        conditions.append(condition)
        params |= values
    return store.rows(
        f"""WITH listed AS (
            SELECT t.id, {_SEGMENTS.get(cut.by, f"t.{cut.by}")} AS segment FROM target t WHERE {conditions[0]}
        ), made AS (
            SELECT v.target_id, count(*) AS visits, sum(CASE WHEN v.outcome = 'order' THEN 1 ELSE 0 END) AS hits
            FROM visit v WHERE {conditions[1]} GROUP BY v.target_id
        ), sold AS (
            SELECT s.target_id, count(*) AS orders, sum(s.amount) AS amount
            FROM sale s WHERE {conditions[2]} GROUP BY s.target_id
        ), pending AS (SELECT DISTINCT target_id FROM prospect WHERE status = 'open')
        SELECT min(l.segment) AS segment, count(*) AS targets, count(m.target_id) AS visited,
            count(p.target_id) AS prospects, CAST(coalesce(sum(m.visits), 0) AS BIGINT) AS visits,
            CAST(coalesce(sum(m.hits), 0) AS BIGINT) AS hits, CAST(coalesce(sum(o.orders), 0) AS BIGINT) AS orders,
            CAST(coalesce(sum(o.amount), 0) AS BIGINT) AS amount,
            CAST(sum(coalesce(sum(o.amount), 0)) OVER () AS BIGINT) AS whole
        FROM listed l
        LEFT JOIN made m ON m.target_id = l.id
        LEFT JOIN sold o ON o.target_id = l.id
        LEFT JOIN pending p ON p.target_id = l.id
        GROUP BY lower(l.segment)
        ORDER BY amount DESC, targets DESC, segment IS NULL, segment LIMIT :limit""",
        params,
        of=Segment,
    )
