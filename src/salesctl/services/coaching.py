"""Closing the loop of a visit: what its record and the customer's history give reason to ask, at once."""

from collections.abc import Mapping
from typing import Any

from salesctl import clock
from salesctl.config import Settings
from salesctl.domain.finding import Finding
from salesctl.rules import coaching
from salesctl.rules.findings import Limits
from salesctl.store.queries.review import prospects_at
from salesctl.store.store import Store

Row = Mapping[str, Any]


def limits(settings: Settings) -> Limits:
    """Return where findings begin, as the settings have it."""
    thresholds = settings.thresholds
    return Limits(thresholds.hot_silent_days, thresholds.key_person_days, thresholds.same_step_times)


def hints(store: Store, settings: Settings, visit: Row, promised: Row | None) -> list[Finding]:
    """Return what a review would ask about a visit just recorded at a prospect, a few questions at the most.

    `promised` is the next appointment agreed at it. Where no prospect is open there is nothing to coach.
    """
    today = clock.today()
    prospects = [_as_told(row, visit) for row in prospects_at(store, visit["target_id"], today)]
    if not prospects:
        return []
    planned = {name: prospects[0][name] for name in ("next_on", "next_purpose")}
    if promised:
        planned = {"next_on": promised["planned_on"], "next_purpose": promised["purpose"]}
    interest = visit["interest"] or prospects[0]["interest"]
    fact = {**visit, **planned, "interest": interest, "name": "", "grade": None, "prospects": len(prospects)}
    return coaching.hints(fact, prospects, limits(settings), today)


def _as_told(prospect: Row, visit: Row) -> Row:
    """Return a prospect with the situation that the visit told anew."""
    return {**prospect, **{side: visit[side] or prospect[side] for side in ("current", "desired")}}
