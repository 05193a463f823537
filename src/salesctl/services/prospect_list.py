"""The prospect list as it stands today: stored rows, with what follows from the rules and the settings."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from salesctl import clock
from salesctl.config import Settings
from salesctl.domain.enums.prospect import AIDMAS, ProspectStatus, Temperature
from salesctl.rules.figures import difference
from salesctl.rules.qualifying import gaps
from salesctl.rules.target_page import as_told
from salesctl.rules.week.cadence import due_on, interval
from salesctl.store.queries.prospects import ProspectFilter, get_prospect, list_prospects, stream_prospects
from salesctl.store.queries.target_page import last_told
from salesctl.store.store import Store


def listed(store: Store, chosen: ProspectFilter, settings: Settings, limit: int) -> list[dict[str, Any]]:
    """Return prospects by grade, temperature, decision date and name, each with the day its next visit is due."""
    rows = list_prospects(store, chosen, clock.today(), limit, phone_resets=settings.phone_resets)
    return [row | {"due_on": _due_on(row, settings)} for row in rows]


def streamed(store: Store, chosen: ProspectFilter, settings: Settings) -> Iterator[dict[str, Any]]:
    """Return what `listed` does, all of them, one by one."""
    for row in stream_prospects(store, chosen, clock.today(), phone_resets=settings.phone_resets):
        yield {**row, "due_on": _due_on(row, settings)}


def card(store: Store, prospect_id: int, settings: Settings) -> dict[str, Any]:
    """Return one prospect with the day its next visit is due, its step of AIDMAS, and the figure of its gap.

    While it is open it has its gaps, and the situation as visits told it last.
    """
    row: Mapping[str, Any] = get_prospect(store, prospect_id, clock.today(), phone_resets=settings.phone_resets)
    is_open = row["status"] == ProspectStatus.OPEN
    if is_open:
        row = as_told(row, last_told(store, row["target_id"]))
    return {
        **row,
        "due_on": _due_on(row, settings),
        "aidmas": "satisfaction" if row["satisfied"] else AIDMAS.get(row["interest"]),
        "gaps": gaps(row) if is_open else None,
        "gap": difference(row["current"], row["desired"]),
    }


def _due_on(row: Mapping[str, Any], settings: Settings) -> str | None:
    """Return when the next visit falls due: an interval after the last one that counts, at once when there was none."""
    if row["status"] != ProspectStatus.OPEN:
        return None
    days = interval(row["cadence"] or settings.cadences()[row["grade"]], Temperature(row["temperature"]))
    last = row["last_counted"] and date.fromisoformat(row["last_counted"])
    return due_on(last, date.fromisoformat(row["opened_on"]), phase_rank=0, phase_size=1, days=days).isoformat()
