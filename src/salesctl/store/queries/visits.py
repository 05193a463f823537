"""Visits as they are listed and shown, and what is known of a customer from them."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypedDict, TypeVar

from salesctl.domain.text import fold
from salesctl.errors import NotFound
from salesctl.store.queries.narrow import Conditions, holding, narrow
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.store.rows import VisitRow

_Row = TypeVar("_Row")

KEY_PERSON = """coalesce(v.key_person, (
        SELECT CASE WHEN count(*) > 0 THEN 1 ELSE 0 END
        FROM visit_contact m JOIN contact_role cr ON cr.contact_id = m.contact_id
        WHERE m.visit_id = v.id AND cr.role IN ('money', 'authority')
    ))"""
"""Whether a key person was met at a visit v, 0 or 1: derived from the roles of those met unless it was set by hand."""

# The people met and the objections are written as the options of `visit add` read them. The next appointment is the
# last one agreed at the visit, on whatever day it lies by now.
_COLUMNS = f"""v.id, v.target_id, t.name, r.name AS rep, v.visited_on, v.at, v.minutes, v.mode,
    (SELECT group_concat(person, char(31)) FROM (
        SELECT c.name || coalesce('=' || m.interest, '') AS person
        FROM visit_contact m JOIN contact c ON c.id = m.contact_id WHERE m.visit_id = v.id ORDER BY m.id
    ) met) AS met,
    {KEY_PERSON} AS key_person,
    v.purpose, v.step, v.impression, v.interest, v.outcome, v.current, v.desired,
    replace(v.benefits, char(10), char(31)) AS benefits,
    (SELECT group_concat(heard, char(31)) FROM (
        SELECT o.kind || coalesce('/' || o.cause, '') || coalesce(':' || o.text, '')
            || CASE WHEN o.resolved = 1 THEN ' (resolved)' ELSE '' END AS heard
        FROM objection o WHERE o.visit_id = v.id ORDER BY o.id
    ) heard) AS objections,
    v.competitor, v.terms, v.discount / 100 AS discount, v.signal, v.satisfaction, pr.name AS pair,
    (SELECT CAST(sum(s.amount) AS BIGINT) FROM sale s WHERE s.visit_id = v.id) AS order_amount,
    n.planned_on AS next_on, n.purpose AS next_purpose, v.note, v.recorded_at,
    v.consequence, v.gain, v.reaction, v.external_id"""

_FROM = """FROM visit v
JOIN target t ON t.id = v.target_id
JOIN rep r ON r.id = v.rep_id
LEFT JOIN rep pr ON pr.id = v.pair_id
LEFT JOIN planned_visit n ON n.id = (SELECT max(p.id) FROM planned_visit p WHERE p.from_visit_id = v.id)"""

_NEWEST_FIRST = "ORDER BY v.visited_on DESC, v.id DESC"

# The sales as orders are typed.
_ORDERS = """(SELECT group_concat(ordered, char(31)) FROM (
        SELECT coalesce(p.name || '=', '') || (s.amount / 100) || '.'
            || CASE WHEN s.amount % 100 < 10 THEN '0' ELSE '' END || (s.amount % 100) AS ordered
        FROM sale s LEFT JOIN product p ON p.id = s.product_id WHERE s.visit_id = v.id ORDER BY s.id
    ) orders) AS orders"""

# Which planned visit this one did.
_PLANNED = "(SELECT max(p.planned_on || ' ' || p.claim) FROM planned_visit p WHERE p.visit_id = v.id) AS planned"


class VisitFilter(NamedTuple):
    """Which visits are meant; what is None does not narrow. `first` and `last` are days, both included."""

    target_id: int | None = None
    first: date | None = None
    last: date | None = None
    outcome: str | None = None
    rep_id: int | None = None
    search: str | None = None


_CONDITIONS: Conditions = {
    "target_id": "v.target_id = :target_id",
    "first": "v.visited_on >= :first",
    "last": "v.visited_on <= :last",
    "outcome": "v.outcome = :outcome",
    "rep_id": "v.rep_id = :rep_id",
    "search": lambda: holding("visit", "v"),
}


class ListedVisit(TypedDict):
    """A visit as it is listed: who was met and what was objected as texts, the orders' sum in minor units.

    `discount` is a fraction of 1, `key_person` 0 or 1; several texts in one are joined with `SEPARATOR`.
    """

    id: int
    target_id: int
    name: str
    rep: str
    visited_on: str
    at: str | None
    minutes: int | None
    mode: str
    met: str | None
    key_person: int
    purpose: str | None
    step: str | None
    impression: str | None
    interest: str | None
    outcome: str
    current: str | None
    desired: str | None
    benefits: str | None
    objections: str | None
    competitor: str | None
    terms: str | None
    discount: float | None
    signal: str | None
    satisfaction: int | None
    pair: str | None
    order_amount: int | None
    next_on: str | None
    next_purpose: str | None
    note: str | None
    recorded_at: str
    consequence: str | None
    gain: str | None
    reaction: str | None
    external_id: str | None


class VisitWithOrders(ListedVisit):
    """A visit with its orders as they are typed, and all of the next appointment."""

    orders: str | None
    next_at: str | None
    next_with: str | None
    territory: str | None


class ShownVisit(ListedVisit):
    """A visit with its orders as they are typed; `planned` is the day and the kind of the planned visit it did."""

    orders: str | None
    planned: str | None


def list_visits(store: Store, chosen: VisitFilter, limit: int) -> list[ListedVisit]:
    """Return visits, the newest first."""
    condition, params = narrow(chosen, _CONDITIONS)
    # The rows are chosen first: what is looked up for each of them is looked up for no other.
    first = f"SELECT v.id FROM visit v WHERE {condition} {_NEWEST_FIRST} LIMIT :limit"
    sql = f"SELECT {_COLUMNS} {_FROM} WHERE v.id IN ({first}) {_NEWEST_FIRST}"
    return store.rows(sql, {**params, "limit": limit}, of=ListedVisit)


def stream_visits(store: Store, chosen: VisitFilter) -> Iterator[VisitWithOrders]:
    """Return visits with their orders and next appointments, the oldest first, all of them, one by one."""
    condition, params = narrow(chosen, _CONDITIONS)
    return store.stream(
        f"""SELECT {_COLUMNS}, {_ORDERS}, n.at AS next_at, nc.name AS next_with, te.name AS territory
        {_FROM} LEFT JOIN contact nc ON nc.id = n.contact_id LEFT JOIN territory te ON te.id = t.territory_id
        WHERE {condition} ORDER BY v.visited_on, v.id""",
        params,
        of=VisitWithOrders,
    )


def get_visit(store: Store, visit_id: int) -> ShownVisit:
    """Return one visit with all that is known of it, as it is shown.

    Raises:
        NotFound: There is no such visit.
    """
    sql = f"SELECT {_COLUMNS}, {_ORDERS}, {_PLANNED} {_FROM} WHERE v.id = :id"
    return _there(store.one(sql, {"id": visit_id}, of=ShownVisit), visit_id)


def stored_visit(store: Store, visit_id: int) -> "VisitRow":
    """Return the row of a visit.

    Raises:
        NotFound: There is no such visit.
    """
    from salesctl.store import tables  # for those who change it

    return _there(store.one("SELECT * FROM visit WHERE id = :id", {"id": visit_id}, of=tables.VISIT), visit_id)


def _there(row: _Row | None, visit_id: int) -> _Row:
    if row is None:
        raise NotFound(f"there is no visit {visit_id}; see `salesctl visit list`")
    return row


class PlannedToday(TypedDict):
    """A target that is to be visited today, and at what time and for what."""

    id: int
    name: str
    territory_id: int | None
    rep_id: int
    dropped_on: str | None
    at: str | None
    purpose: str | None


def planned_today(store: Store, rep: str, today: date) -> list[PlannedToday]:
    """Return the targets a rep has planned for today and not visited yet, with the time and purpose of the visit."""
    return store.rows(
        """SELECT t.id, t.name, t.territory_id, t.rep_id, t.dropped_on, p.at, p.purpose
        FROM planned_visit p JOIN target t ON t.id = p.target_id
        WHERE p.rep_id = (SELECT id FROM rep WHERE name_key = :rep) AND p.status = 'planned' AND p.planned_on = :today
        ORDER BY p.at IS NULL, p.at, p.id""",
        {"rep": fold(rep), "today": today.isoformat()},
        of=PlannedToday,
    )


class KnownBefore(TypedDict):
    """What was known of a customer by the day of a visit; `need_known` is 0 or 1."""

    interest: str | None
    need_known: int


def known_before(store: Store, visit: "VisitRow") -> KnownBefore:
    """Return the interest last known by a visit's day, and whether the customer's need was (`need_known`, 0 or 1)."""
    row = store.one(
        """SELECT coalesce(
            (SELECT v.interest FROM visit v WHERE v.target_id = :target_id AND v.visited_on <= :visited_on
                AND v.interest IS NOT NULL ORDER BY v.visited_on DESC, v.id DESC LIMIT 1),
            (SELECT p.interest FROM prospect p WHERE p.target_id = :target_id AND p.status = 'open'
                AND p.interest IS NOT NULL ORDER BY p.id DESC LIMIT 1)
        ) AS interest,
        CASE WHEN EXISTS (SELECT 1 FROM visit v WHERE v.target_id = :target_id
                AND (v.current IS NOT NULL OR v.desired IS NOT NULL))
            OR EXISTS (SELECT 1 FROM prospect p WHERE p.target_id = :target_id AND p.status IN ('open', 'won')
                AND (p.need IS NOT NULL OR p.current IS NOT NULL OR p.desired IS NOT NULL))
            THEN 1 ELSE 0 END AS need_known""",
        {"target_id": visit["target_id"], "visited_on": visit["visited_on"]},
        of=KnownBefore,
    )
    assert row is not None, "a query without a table has one row"
    return row
