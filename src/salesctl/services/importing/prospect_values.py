"""What a row of a prospect list says, and what would be shown of the prospect that is stored."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from salesctl import clock
from salesctl.domain.enums.prospect import ByHand, ProspectStatus
from salesctl.domain.text import fold
from salesctl.exchange.file_rows import FileRow
from salesctl.rules.calendar import horizon, temperature
from salesctl.services.importing.job import Job
from salesctl.store.queries.prospects import authority_by_role, get_prospect

Row = Mapping[str, Any]

LOSS = ("loss_reason", "lost_to", "retry_on")
_DATES = ("decide_by", "opened_on", "closed_on", "retry_on")
_BESIDE = ("name", "product", "territory", "type", "stage", "by_hand")


def status_of(job: Job, given: Row) -> ProspectStatus:
    """Return how a row says that its prospect stands: open where it does not say so in a word known here."""
    stage = given.get("stage", ProspectStatus.OPEN)
    if isinstance(stage, ProspectStatus):
        return stage
    job.notes[f"prospects with a stage that is none of {', '.join(ProspectStatus)}, taken for open"] += 1
    return ProspectStatus.OPEN


def refuse_impossible(job: Job, record: FileRow, given: Row, status: ProspectStatus) -> None:
    """Refuse what cannot be said of a prospect that stands so, and days that cannot be."""
    of_others = {ProspectStatus.OPEN: ("closed_on", *LOSS), ProspectStatus.WON: LOSS}.get(status, ())
    for field in of_others:
        if field in given:
            job.refuse(record, field, f"cannot be said of a prospect that is {status}")
    for day in ("opened_on", "closed_on"):
        if day in given:
            job.refuse_impossible_day(record, day, given[day])


def said(job: Job, record: FileRow, given: Row, status: ProspectStatus, target: Row) -> Any:
    """Return what a row says as columns of a prospect, people by name.

    What its `by_hand` does not name is None: it is worked out here. A file without such a column says nothing of the
    horizon, and what else it says counts as it stands.
    """
    values = {name: value for name, value in given.items() if name not in _BESIDE}
    if "type" in given:
        values["purchase_type"] = given["type"]
    if status is not ProspectStatus.OPEN:
        values["status"] = status
    if status is ProspectStatus.WON:
        values |= dict.fromkeys(LOSS)
    by_hand = record.values.get("by_hand")
    if by_hand is None:
        values.pop("horizon", None)
        return values
    for name, follows in _following(values.get("decide_by")).items():
        if name in values and name not in by_hand:
            if values[name] != follows:
                job.notes["temperatures and horizons that were not set by hand, worked out anew"] += 1
            values[name] = None
    if ByHand.AUTHORITY not in by_hand and values.get("authority") == authority_by_role(job.store, target["id"]):
        values.pop("authority", None)
    return values


def differing(job: Job, record: FileRow, stored: Row, values: Row) -> Any:
    """Return the values that differ from what is shown of a stored prospect, if its decision date were theirs."""
    row: Row = get_prospect(job.store, stored["id"], clock.today(), phone_resets=job.settings.phone_resets)
    dates = {name: date.fromisoformat(row[name]) if row[name] else None for name in _DATES}
    before = {**row, **dates, "purchase_type": row["type"]}
    by_hand = record.values.get("by_hand")
    if by_hand is None:
        follows = _following(values.get("decide_by") or before["decide_by"])
        before["temperature"] = stored["temperature"] or follows[ByHand.TEMPERATURE]
    else:
        before |= {name: stored[name] for name in (ByHand.TEMPERATURE, ByHand.HORIZON)}
        if ByHand.AUTHORITY in by_hand and stored["authority_id"] is None:
            before["authority"] = None
    for person in ("rep", "authority"):
        if person in values and fold(values[person]) == fold(before[person] or ""):
            before[person] = values[person]
    return {name: value for name, value in values.items() if value != before[name]}


def without_what_follows(record: FileRow, values: Row) -> Any:
    """Return the values of a new prospect without a temperature that follows from its decision date.

    It shall go on doing so, unless the file says that it was set by hand.
    """
    follows = _following(values.get("decide_by"))[ByHand.TEMPERATURE]
    if record.values.get("by_hand") is None and values.get("temperature") == follows:
        return {name: value for name, value in values.items() if name != "temperature"}
    return dict(values)


def _following(decide_by: date | None) -> dict[ByHand, str]:
    """Return what follows from a decision date today."""
    today = clock.today()
    return {ByHand.TEMPERATURE: temperature(decide_by, today), ByHand.HORIZON: horizon(decide_by, today)}
