"""What the daily report is made from: records, and nothing else."""

from datetime import date
from typing import TypedDict

from salesctl.rules.calendar import Week
from salesctl.store.queries.visits import VisitFilter, VisitWithOrders, stream_visits
from salesctl.store.sqlite.lane import Params
from salesctl.store.store import Store


class ReportedVisit(VisitWithOrders):
    """A visit of a report; `date` is the day it was made on, `planned` 0 or 1."""

    date: str
    planned: int


def visits_made(store: Store, first: date, last: date, rep_id: int) -> list[ReportedVisit]:
    """Return a rep's visits from one day to another, in the order they were made; those without a time come last.

    `planned` is 1 for a visit that did a planned one.
    """
    planned = store.rows(
        "SELECT visit_id FROM planned_visit WHERE visit_id IN"
        " (SELECT id FROM visit WHERE visited_on BETWEEN :first AND :last AND rep_id = :rep_id)",
        _period(first, last, rep_id),
    )
    done = {row["visit_id"] for row in planned}
    rows: list[ReportedVisit] = [
        {**row, "date": row["visited_on"], "planned": int(row["id"] in done)}
        for row in stream_visits(store, VisitFilter(first=first, last=last, rep_id=rep_id))
    ]
    return sorted(rows, key=lambda row: (row["date"], row["at"] is None, row["at"] or "", row["id"]))


class TakenOrder(TypedDict):
    """An order of a report; `amount` in minor units."""

    id: int
    date: str
    name: str
    product: str | None
    amount: int


def orders_taken(store: Store, first: date, last: date, rep_id: int) -> list[TakenOrder]:
    """Return the orders a rep took at visits, whoever gets the credit, and the rep's own that came without a visit."""
    return store.rows(
        """SELECT s.id, s.sold_on AS date, t.name, p.name AS product, s.amount
        FROM sale s
        JOIN target t ON t.id = s.target_id
        LEFT JOIN product p ON p.id = s.product_id
        LEFT JOIN visit v ON v.id = s.visit_id
        WHERE s.sold_on BETWEEN :first AND :last AND coalesce(v.rep_id, s.rep_id) = :rep_id
        ORDER BY s.sold_on, s.id""",
        _period(first, last, rep_id),
        of=TakenOrder,
    )


def first_planned_day(store: Store, after: date, before: date, rep_id: int) -> date | None:
    """Return the first day between two, both excluded, on which a rep has a visit planned."""
    found = store.value(
        "SELECT min(planned_on) FROM planned_visit WHERE rep_id = :rep_id AND week BETWEEN :first_week AND :last_week"
        " AND planned_on > :first AND planned_on < :last",
        {**_period(after, before, rep_id), "first_week": str(Week.of(after)), "last_week": str(Week.of(before))},
    )
    return date.fromisoformat(found) if found else None


def done_early(store: Store, day: date, by: date, rep_id: int) -> set[int]:
    """Return the ids of a day's planned visits that had been done by an earlier day of the week."""
    rows = store.rows(
        "SELECT p.id FROM planned_visit p JOIN visit v ON v.id = p.visit_id"
        " WHERE p.week = :week AND p.rep_id = :rep_id AND p.planned_on = :day AND v.visited_on <= :by",
        {"week": str(Week.of(day)), "rep_id": rep_id, "day": day.isoformat(), "by": by.isoformat()},
    )
    return {row["id"] for row in rows}


def _period(first: date, last: date, rep_id: int) -> Params:
    return {"first": first.isoformat(), "last": last.isoformat(), "rep_id": rep_id}
