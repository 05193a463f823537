"""What a month's plan counts, gathered in sets: the names it is due to visit, and the decisions ahead."""

from datetime import date
from typing import TypedDict

from salesctl import clock
from salesctl.domain.enums.target import CustomerClass
from salesctl.store.queries.prospects import HORIZON, TEMPERATURE, cutoffs
from salesctl.store.store import Store


class OpenName(TypedDict):
    """A prospect that was open on a day; its own cadence in days, if any."""

    target_id: int
    grade: str
    temperature: str
    cadence: int | None


def open_names(store: Store, rep_id: int, as_of: date) -> list[OpenName]:
    """Return the prospects open on a day, each with its target, grade, temperature then and own cadence, if any."""
    return store.rows(
        f"""SELECT p.target_id, p.grade, {TEMPERATURE} AS temperature, p.cadence
        FROM prospect p JOIN target t ON t.id = p.target_id
        WHERE p.rep_id = :rep_id AND p.opened_on <= :as_of AND (p.closed_on IS NULL OR p.closed_on > :as_of)
            AND t.dropped_on IS NULL""",
        {"rep_id": rep_id, "as_of": as_of.isoformat(), **cutoffs(as_of)},
        of=OpenName,
    )


def customer_counts(store: Store, rep_id: int, as_of: date) -> dict[CustomerClass | None, int]:
    """Return, by class, how many customers of a day have no open prospect."""
    rows = store.rows(
        """SELECT t.customer_class, count(*) AS customers FROM target t
        WHERE t.rep_id = :rep_id AND t.dropped_on IS NULL
            AND EXISTS (SELECT 1 FROM sale s WHERE s.target_id = t.id AND s.sold_on <= :as_of)
            AND NOT EXISTS (SELECT 1 FROM prospect p WHERE p.target_id = t.id AND p.status = 'open')
        GROUP BY t.customer_class""",
        {"rep_id": rep_id, "as_of": as_of.isoformat()},
    )
    return {CustomerClass(row["customer_class"]) if row["customer_class"] else None: row["customers"] for row in rows}


def canvass_count(store: Store, rep_id: int, first: date, last: date, stale_before: date) -> int:
    """Return how many open targets are worth canvassing in a period: none was visited from `stale_before` to it."""
    count: int = store.value(
        """SELECT count(*) FROM target t
        WHERE t.rep_id = :rep_id AND t.dropped_on IS NULL AND t.added_on <= :last
            AND NOT EXISTS (SELECT 1 FROM sale s WHERE s.target_id = t.id)
            AND NOT EXISTS (
                SELECT 1 FROM prospect p WHERE p.target_id = t.id
                    AND (p.status = 'open' OR (p.status = 'lost' AND p.retry_on > :last)))
            AND NOT EXISTS (
                SELECT 1 FROM visit v WHERE v.target_id = t.id
                    AND v.visited_on > :stale_before AND v.visited_on < :first)""",
        {
            "rep_id": rep_id,
            "first": first.isoformat(),
            "last": last.isoformat(),
            "stale_before": stale_before.isoformat(),
        },
    )
    return count


class DecisionAhead(TypedDict):
    """An open prospect among those of its horizon; amounts in minor units."""

    id: int
    target_id: int
    name: str
    name_key: str
    grade: str
    temperature: str
    amount: int | None
    decide_by: str | None
    horizon: str
    prospects: int
    total: int
    place: int
    next_on: str | None


def decisions_ahead(store: Store, rep_id: int, most: int) -> list[DecisionAhead]:
    """Return the open prospects of each horizon by decision date, at most so many.

    `prospects` and `total` are how many the whole horizon has and their expected amount; `next_on` is the day of the
    next planned visit.
    """
    today = clock.today()
    return store.rows(
        f"""WITH listed AS (
            SELECT p.id, p.target_id, t.name, t.name_key, p.grade, {TEMPERATURE} AS temperature, p.amount,
                p.decide_by, {HORIZON} AS horizon
            FROM prospect p JOIN target t ON t.id = p.target_id
            WHERE p.rep_id = :rep_id AND p.status = 'open' AND t.dropped_on IS NULL
        ), ranked AS (
            SELECT listed.*, count(*) OVER (PARTITION BY horizon) AS prospects,
                cast(coalesce(sum(amount) OVER (PARTITION BY horizon), 0) AS INTEGER) AS total,
                row_number() OVER (
                    PARTITION BY horizon ORDER BY decide_by IS NULL, decide_by, grade, name_key, id) AS place
            FROM listed
        )
        SELECT ranked.*, (
            SELECT min(n.planned_on) FROM planned_visit n
            WHERE n.target_id = ranked.target_id AND n.status = 'planned' AND n.planned_on >= :today) AS next_on
        FROM ranked WHERE place <= :most ORDER BY place""",
        {"rep_id": rep_id, "today": today.isoformat(), "most": most, **cutoffs(today)},
        of=DecisionAhead,
    )
