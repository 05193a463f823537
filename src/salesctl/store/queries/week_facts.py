"""What the weekly planner needs to know, gathered in sets: one query for each kind of fact."""

from collections.abc import Iterator
from datetime import date
from typing import Any, TypedDict

from salesctl.store.queries.prospects import RESETS, TEMPERATURE, cutoffs
from salesctl.store.store import Store

IDLE_CUSTOMER = """t.dropped_on IS NULL AND t.id IN (SELECT s.target_id FROM sale s)
    AND NOT EXISTS (SELECT 1 FROM prospect p WHERE p.target_id = t.id AND p.status = 'open')"""
"""Whether a target t is a customer without an open prospect, who is maintained."""

NOT_MADE_GOOD = "NOT EXISTS (SELECT 1 FROM visit v WHERE v.target_id = p.target_id AND v.visited_on >= p.planned_on)"
"""Whether no visit was made on or after the date of a promise p."""

# The last visit, where an earlier week's planned visits that are still to be made count as made. Of those made only the
# newest is read, however many they are.
_LAST_VISIT = f"""coalesce(
        (SELECT max(pv.planned_on) FROM planned_visit pv
        WHERE pv.target_id = t.id AND pv.status = 'planned' AND pv.planned_on >= :today AND pv.planned_on < :monday),
        (SELECT v.visited_on FROM visit v WHERE v.target_id = t.id AND {RESETS} ORDER BY v.visited_on DESC LIMIT 1))"""


class StandingVisit(TypedDict):
    """A planned visit that planning leaves alone; `day` is the one it was done on, if it was."""

    target_id: int
    day: str
    claim: str
    status: str
    at: str | None
    site_id: int | None
    block_id: int | None


def standing(store: Store, week: str, rep_id: int) -> list[StandingVisit]:
    """Return a week's stored rows that planning leaves alone; what was done counts on the day it was done."""
    return store.rows(
        """SELECT p.target_id, coalesce(v.visited_on, p.planned_on) AS day, p.claim, p.status, p.at, t.site_id,
            t.block_id
        FROM planned_visit p JOIN target t ON t.id = p.target_id LEFT JOIN visit v ON v.id = p.visit_id
        WHERE p.week = :week AND p.rep_id = :rep_id AND p.planned_on IS NOT NULL
            AND (p.status IN ('done', 'missed') OR p.pinned = 1 OR p.claim IN ('promised', 'manual'))
        ORDER BY p.id""",
        {"week": week, "rep_id": rep_id},
        of=StandingVisit,
    )


class AgreedVisit(TypedDict):
    """A target that a colleague visits, and the day."""

    target_id: int
    day: str


def agreed_by_colleagues(store: Store, week: str, rep_id: int, today: str) -> list[AgreedVisit]:
    """Return the visits of a week that are promised, or placed by hand, in the plans of others and still to be made."""
    return store.rows(
        """SELECT p.target_id, p.planned_on AS day FROM planned_visit p
        WHERE p.week = :week AND p.rep_id <> :rep_id AND p.status = 'planned' AND p.planned_on >= :today
            AND (p.pinned = 1 OR p.claim IN ('promised', 'manual'))""",
        {"week": week, "rep_id": rep_id, "today": today},
        of=AgreedVisit,
    )


class PutOffVisit(TypedDict):
    """A planned visit that was moved to a later week."""

    target_id: int
    day: str
    claim: str


def put_off(store: Store, rep_id: int, today: str, sunday: str) -> list[PutOffVisit]:
    """Return the visits that were moved by hand to a later week and are still to be made."""
    return store.rows(
        """SELECT target_id, planned_on AS day, claim FROM planned_visit
        WHERE rep_id = :rep_id AND status = 'planned' AND moved_by IS NOT NULL
            AND planned_on > :sunday AND planned_on >= :today""",
        {"rep_id": rep_id, "today": today, "sunday": sunday},
        of=PutOffVisit,
    )


class VisitsOfDay(TypedDict):
    """How many visits were made on a day."""

    day: str
    visits: int


def extra_visits(store: Store, first: str, last: str, rep_id: int) -> list[VisitsOfDay]:
    """Return, by day, how many visits were made that no planned visit stands for."""
    return store.rows(
        """SELECT v.visited_on AS day, count(*) AS visits FROM visit v
        WHERE v.rep_id = :rep_id AND v.visited_on BETWEEN :first AND :last
            AND NOT EXISTS (SELECT 1 FROM planned_visit p WHERE p.visit_id = v.id)
        GROUP BY v.visited_on""",
        {"first": first, "last": last, "rep_id": rep_id},
        of=VisitsOfDay,
    )


class BrokenPromise(TypedDict):
    """A promise that was not kept, with what its planned visit said."""

    target_id: int
    name_key: str
    promise_id: int
    promised_on: str
    grade: str | None
    temperature: str | None
    site_id: int | None
    block_id: int | None
    contact_id: int | None
    purpose: str | None


def broken_promises(store: Store, rep_id: int, today: str, monday: str) -> list[BrokenPromise]:
    """Return promises whose date passed without a visit, and that no earlier week's plan is about to make good."""
    return store.rows(
        f"""SELECT p.target_id, t.name_key, p.id AS promise_id, p.planned_on AS promised_on, p.grade, p.temperature,
            t.site_id, t.block_id, p.contact_id, p.purpose
        FROM planned_visit p JOIN target t ON t.id = p.target_id
        WHERE p.rep_id = :rep_id AND p.status = 'planned' AND p.claim = 'promised' AND p.planned_on < :today
            AND t.dropped_on IS NULL
            AND {NOT_MADE_GOOD}
            AND NOT EXISTS (
                SELECT 1 FROM planned_visit o WHERE o.promise_id = p.id AND o.status = 'planned'
                    AND o.planned_on >= :today AND o.planned_on < :monday
            )""",
        {"rep_id": rep_id, "today": today, "monday": monday},
        of=BrokenPromise,
    )


def open_prospects(
    store: Store, rep_id: int, today: str, monday: str, *, phone_resets: bool
) -> Iterator[tuple[Any, ...]]:
    """Return open prospects: target, name, since when, last visit, site, block, id, grade, temperature, cadence."""
    return store.tuples(
        f"""SELECT p.target_id, t.name_key, p.opened_on, {_LAST_VISIT}, t.site_id, t.block_id,
            p.id, p.grade, {TEMPERATURE}, p.cadence
        FROM prospect p JOIN target t ON t.id = p.target_id
        WHERE p.status = 'open' AND p.rep_id = :rep_id AND t.dropped_on IS NULL""",
        {
            "rep_id": rep_id,
            "today": today,
            "monday": monday,
            "phone_resets": int(phone_resets),
            **cutoffs(date.fromisoformat(today)),
        },
    )


def idle_customers(
    store: Store, rep_id: int, today: str, monday: str, *, phone_resets: bool
) -> Iterator[tuple[Any, ...]]:
    """Return of each customer without an open prospect target, name, since when, last visit, site, block and class."""
    return store.tuples(
        f"""SELECT t.id, t.name_key, t.added_on, {_LAST_VISIT}, t.site_id, t.block_id, t.customer_class
        FROM target t WHERE t.rep_id = :rep_id AND {IDLE_CUSTOMER}""",
        {"rep_id": rep_id, "today": today, "monday": monday, "phone_resets": int(phone_resets)},
    )


class BestProspect(TypedDict):
    """What the best open prospect of a target gives a visit."""

    grade: str
    temperature: str


def best_prospect(store: Store, target_id: int, today: date) -> BestProspect | None:
    """Return grade and temperature of a target's best open prospect, if any."""
    return store.one(
        f"SELECT p.grade, {TEMPERATURE} AS temperature FROM prospect p WHERE p.target_id = :id AND p.status = 'open'"
        " ORDER BY p.grade, p.decide_by IS NULL, p.decide_by, p.id LIMIT 1",
        {"id": target_id, **cutoffs(today)},
        of=BestProspect,
    )
