"""The plan as a calendar: the planned visits of a period, for the calendar program of a phone or desk."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

from salesctl import clock
from salesctl.config import Settings
from salesctl.exchange.ics import write_ics
from salesctl.store.queries.plan import PlannedVisit, revisions, stream_plan, withdrawn
from salesctl.store.queries.settings import get_created
from salesctl.store.store import Store


class RevisedVisit(PlannedVisit):
    """A planned visit, and how often it was changed."""

    revision: int


def write_agenda(
    store: Store,
    settings: Settings,
    path: Path,
    first: date,
    last: date | None,
    rep_id: int | None,
    worded: Callable[[str], str],
) -> int:
    """Write the planned and done visits from one day to another as an iCalendar file; return how many there are.

    What was planned there once and was cancelled or deferred since is written as cancelled. What is None does not
    narrow. `worded` says a stored reason in words.

    Raises:
        InvalidInput: The file is not to be written over, or cannot be written.
    """
    return write_ics(
        path,
        _revised(store, first, last, rep_id, worded),
        withdrawn(store, first, last, rep_id),
        store_id="".join(filter(str.isalnum, get_created(store))),
        stamp=datetime.fromisoformat(clock.timestamp()),
        minutes=settings.visit_minutes,
    )


def _revised(
    store: Store, first: date, last: date | None, rep_id: int | None, worded: Callable[[str], str]
) -> Iterator[RevisedVisit]:
    changes = revisions(store, first, last, rep_id)
    for row in stream_plan(store, first, last, rep_id):
        yield {**row, "reason": worded(row["reason"]), "revision": changes.get(row["id"], 0)}
