"""Writing planned visits as an iCalendar file (RFC 5545) that Outlook, Google and Apple calendars read.

The same visit has the same UID in every file, so that reading a second one updates the calendar.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from salesctl.domain.words.plan import Claim, PlanStatus
from salesctl.exchange.writing import replacing

if TYPE_CHECKING:
    from icalendar import Event

Row = Mapping[str, Any]

_AGREED = (Claim.PROMISED, Claim.MANUAL)
_TOLD = {"reason": "Why", "purpose": "Purpose", "person": "Person", "phone": "Phone", "instruction": "Instruction"}


def write_ics(path: str | Path, rows: Iterable[Row], *, store_id: str, stamp: datetime, minutes: int) -> int:
    """Write the planned and done visits among the rows, leave out the others, and return how many were written.

    A visit with a time is an appointment of local time, wherever the reader is; one without is an entry of its whole
    day that leaves the day free. `revision` in a row is how often it was changed, `store_id` tells the visits of one
    store from those of another, `stamp` is now in UTC, `minutes` the length of a visit.

    Raises:
        StoreError: The file cannot be written.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//salesctl//visit plan//EN")
    calendar.add("version", "2.0")
    for row in rows:
        if row["date"] and row["status"] in (PlanStatus.PLANNED, PlanStatus.DONE):
            event = _event(row, minutes)
            event.add("uid", f"{row['id']}-{store_id}@salesctl")
            event.add("dtstamp", stamp)
            calendar.add_component(event)
    with replacing(path) as place:
        Path(place).write_bytes(calendar.to_ical())
    return len(calendar.subcomponents)


def _event(row: Row, minutes: int) -> "Event":
    from icalendar import Event

    event = Event()
    day = date.fromisoformat(row["date"])
    if row["at"]:
        start = datetime.combine(day, time.fromisoformat(row["at"]))
        event.add("dtstart", start)
        event.add("dtend", start + timedelta(minutes=minutes))
    else:
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(1))
    event.add("transp", "OPAQUE" if row["at"] else "TRANSPARENT")
    agreed = row["claim"] in _AGREED or row["status"] == PlanStatus.DONE
    event.add("status", "CONFIRMED" if agreed else "TENTATIVE")
    event.add("sequence", row["revision"])
    event.add("summary", f"{row['name']} ({row['grade'] or row['claim']})")
    if row["address"]:
        event.add("location", row["address"])
    event.add("description", _description(row))
    return event


def _description(row: Row) -> str:
    """Return what the rep wants to know before the call, a line each."""
    told = {**row, "phone": row["person_phone"] or row["phone"]}
    return "\n".join(f"{called}: {told[key]}" for key, called in _TOLD.items() if told[key])
