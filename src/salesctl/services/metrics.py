"""The metrics of a period by week, month, rep, territory or grade, and the trend of the last weeks."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from salesctl.config import Settings
from salesctl.domain.progress import MetricsBy
from salesctl.rules import metrics as formulas
from salesctl.rules.calendar import Week
from salesctl.rules.metrics import Calls, Made, Sold
from salesctl.services.progress import TOTAL, headings, plan_kept
from salesctl.store.queries.calls import Scope, calls
from salesctl.store.queries.metrics import made, sold
from salesctl.store.store import Store

Row = dict[str, Any]


class Measured(NamedTuple):
    """What was counted for one group."""

    calls: Calls = Calls({})
    made: Made = Made()
    sold: Sold = Sold()


def metrics(store: Store, settings: Settings, weeks: Sequence[Week], by: MetricsBy, rep_id: int | None) -> list[Row]:
    """Return all metrics of some weeks: a row per group and, last, the total over everything.

    A call planned counts for the rep who planned it, a visit for the rep who made it, an order for the rep it is
    credited to, an account for its owner. An account belongs to the list of every group that called on it or planned
    to, so that a reach never exceeds 1. A group's field days are those with a visit in person in the group.
    """
    groups = _groups(store, settings, weeks, by, rep_id, listed=True)
    total = _measure(store, settings, Scope(dict.fromkeys(weeks, TOTAL), None, rep_id), listed=True)
    groups.append((TOTAL, total.get(TOTAL, Measured())))
    return [{by.value: label, **_columns(measured, settings)} for label, measured in groups]


def trend(store: Store, settings: Settings, weeks: Sequence[Week], rep_id: int | None) -> list[Row]:
    """Return the metrics that tell a trend, a row per week; `share` is its visits in those of the busiest week."""
    groups = _groups(store, settings, weeks, MetricsBy.WEEK, rep_id, listed=False)
    most = max(measured.made.visits for _, measured in groups)
    return [
        {"week": label, "share": formulas.rate(measured.made.visits, most), **_columns(measured, settings)}
        for label, measured in groups
    ]


def _groups(
    store: Store, settings: Settings, weeks: Sequence[Week], by: MetricsBy, rep_id: int | None, *, listed: bool
) -> list[tuple[str, Measured]]:
    """Return what was counted for each group, in order, with the group's label."""
    match by:
        case MetricsBy.WEEK:
            spans = {week: str(week) for week in weeks}
        case MetricsBy.MONTH:
            spans = {week: str(week.month) for week in weeks}
        case _:
            found = _measure(store, settings, Scope(dict.fromkeys(weeks, TOTAL), by, rep_id), listed=listed)
            return [(label, found.get(heading, Measured())) for heading, label in headings(by, found).items()]
    found = _measure(store, settings, Scope(spans, None, rep_id), listed=listed)
    return [(span, found.get(span, Measured())) for span in dict.fromkeys(spans.values())]


def _measure(store: Store, settings: Settings, scope: Scope, *, listed: bool) -> dict[str | None, Measured]:
    """Count the calls, visits and orders of a scope that has one span for each heading."""
    called = {heading: found for (_, heading), found in calls(store, scope, listed=listed).items()}
    visited = {heading: found for (_, heading), found in made(store, scope, settings.visit_minutes).items()}
    ordered = {heading: found for (_, heading), found in sold(store, scope).items()}
    return {
        heading: Measured(called.get(heading, Calls({})), visited.get(heading, Made()), ordered.get(heading, Sold()))
        for heading in (called | visited | ordered)
    }


def _columns(measured: Measured, settings: Settings) -> Row:
    accounts, visits, orders = measured.calls.accounts, measured.made, measured.sold
    return {
        "accounts": sum(accounts.values()),
        **plan_kept(measured.calls),
        "visits": visits.visits,
        "reach": formulas.reach(accounts),
        "coverage": formulas.coverage(accounts),
        "in_person": visits.in_person,
        "field_days": visits.field_days,
        "call_rate": formulas.call_rate(visits),
        "hit_rate": formulas.hit_rate(visits),
        "key_person_rate": formulas.key_person_rate(visits),
        "minutes": visits.minutes,
        "customer_time": formulas.customer_time(visits, settings.working_minutes),
        "estimated_share": formulas.estimated_share(visits),
        "satisfaction": formulas.satisfaction(visits),
        "orders": orders.orders,
        "amount": orders.amount,
        "repeat_order_rate": formulas.repeat_order_rate(orders),
    }
