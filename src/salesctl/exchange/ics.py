"""Writing planned visits as an iCalendar file (RFC 5545) that Outlook, Google and Apple calendars read.

The same visit has the same UID in every file, so that reading a second one updates the calendar: what is no longer
planned comes as cancelled.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from salesctl.domain.enums.plan import Claim, PlanStatus
from salesctl.exchange.files import replacing

if TYPE_CHECKING:
    from icalendar import Event

_AGREED = (Claim.PROMISED, Claim.MANUAL)


class Appointment(TypedDict):
    """What is or was planned; `revision` is how often it was changed."""

    id: int
    name: str
    at: str | None
    revision: int


class CancelledVisit(Appointment):
    """What was planned once, on the day it had last."""

    date: str


class CalendarVisit(Appointment):
    """A planned visit, and what the rep wants to know of it."""

    date: str | None
    status: str
    claim: str
    grade: str | None
    address: str | None
    reason: str
    purpose: str | None
    person: str | None
    person_phone: str | None
    phone: str | None
    instruction: str | None


def write_ics(
    path: str | Path,
    rows: Iterable[CalendarVisit],
    withdrawn: Iterable[CancelledVisit] = (),
    *,
    store_id: str,
    stamp: datetime,
    minutes: int,
) -> int:
    """Write the planned and done visits among the rows, leave out the others, and return how many were written.

    Those `withdrawn` had a day and have none now: they are written as cancelled, and not counted.

    A visit with a time is an appointment of local time, wherever the reader is; one without is an entry of its whole
    day that leaves the day free. `revision` in a row is how often it was changed, `store_id` tells the visits of one
    store from those of another, `stamp` is now in UTC, `minutes` the length of a visit.

    Raises:
        InvalidInput: The file is not to be written over, or cannot be written.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//salesctl//visit plan//EN")
    calendar.add("version", "2.0")
    kept = (PlanStatus.PLANNED, PlanStatus.DONE)
    events = [_visit(row, row["date"], minutes) for row in rows if row["date"] and row["status"] in kept]
    for row, event in [*events, *(_cancelled(row, minutes) for row in withdrawn)]:
        event.add("uid", f"{row['id']}-{store_id}@salesctl")
        event.add("dtstamp", stamp)
        event.add("sequence", row["revision"])
        calendar.add_component(event)
    with replacing(path) as place:
        Path(place).write_bytes(calendar.to_ical())
    return len(events)


def _event(row: Appointment, day: str, minutes: int) -> "Event":
    """Return the event of a visit: when it is."""
    from icalendar import Event

    event = Event()
    on = date.fromisoformat(day)
    if row["at"]:
        start = datetime.combine(on, time.fromisoformat(row["at"]))
        event.add("dtstart", start)
        event.add("dtend", start + timedelta(minutes=minutes))
    else:
        event.add("dtstart", on)
        event.add("dtend", on + timedelta(1))
    return event


def _cancelled(row: CancelledVisit, minutes: int) -> "tuple[Appointment, Event]":
    event = _event(row, row["date"], minutes)
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED")
    event.add("summary", row["name"])
    return row, event


def _visit(row: CalendarVisit, day: str, minutes: int) -> "tuple[Appointment, Event]":
    event = _event(row, day, minutes)
    event.add("transp", "OPAQUE" if row["at"] else "TRANSPARENT")
    agreed = row["claim"] in _AGREED or row["status"] == PlanStatus.DONE
    event.add("status", "CONFIRMED" if agreed else "TENTATIVE")
    event.add("summary", f"{row['name']} ({row['grade'] or row['claim']})")
    if row["address"]:
        event.add("location", row["address"])
    event.add("description", _description(row))
    return row, event


def _description(row: CalendarVisit) -> str:
    """Return what the rep wants to know before the call, a line each."""
    notes = {
        "Why": row["reason"],
        "Purpose": row["purpose"],
        "Person": row["person"],
        "Phone": row["person_phone"] or row["phone"],
        "Instruction": row["instruction"],
    }
    return "\n".join(f"{called}: {text}" for called, text in notes.items() if text)
