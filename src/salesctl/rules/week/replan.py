"""Planning a week again: which stored rows a new plan keeps, what it adds to them, moves and takes out."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypedDict, cast

from salesctl.domain.enums.plan import PlanStatus
from salesctl.rules.week.placement import PlanRow


class NewValues(TypedDict, total=False):
    """What planning gives a stored row, some or all of it."""

    target_id: int
    planned_on: str | None
    claim: str
    status: str
    grade: str | None
    temperature: str | None
    reason: str
    promise_id: int | None
    contact_id: int | None
    purpose: str | None


class StoredVisit(TypedDict):
    """A planned visit as it is stored; `materials` and `questions` are what a rep prepared for it."""

    id: int
    target_id: int
    planned_on: str | None
    claim: str
    status: str
    grade: str | None
    temperature: str | None
    reason: str
    promise_id: int | None
    contact_id: int | None
    purpose: str | None
    materials: str | None
    questions: str | None


class Change(StrEnum):
    """What planning a week again may do to a visit."""

    ADDED = "added"
    MOVED = "moved"
    DEFERRED = "deferred"
    TAKEN_OUT = "taken-out"
    NO_LONGER_DEFERRED = "no-longer-deferred"


class Move(NamedTuple):
    """What became of one visit: its day before and after, None where it has none, and its reason now, as stored."""

    target_id: int
    before: date | None
    after: date | None
    reason: str


@dataclass
class Replan:
    """What a new plan makes of the rows stored before: the new ones, the changed values of others, and what goes.

    `left` is how many undone rows stay on a day that has passed although they claimed again: they found no new day.
    """

    new: list[PlanRow] = field(default_factory=list)
    changed: list[tuple[StoredVisit, NewValues]] = field(default_factory=list)
    gone: list[StoredVisit] = field(default_factory=list)
    left: int = 0

    @property
    def noticeable(self) -> bool:
        """Whether more changed than a reason."""
        return bool(self.new or self.gone) or any("planned_on" in values for _, values in self.changed)

    def difference(self) -> dict[Change, list[Move]]:
        """Return what changed for the person who follows the plan, by what happened; nothing when all is as it was."""
        changes: dict[Change, list[Move]] = {change: [] for change in Change}
        for row in self.new:
            move = Move(row.source.target_id, None, row.day, row.reason.stored)
            changes[Change.ADDED if row.day else Change.DEFERRED].append(move)
        for before, values in self.changed:
            if "planned_on" in values:
                after: StoredVisit = {**before, **values}
                move = Move(before["target_id"], _day(before), _day(after), after["reason"])
                kind = Change.DEFERRED if not move.after else Change.MOVED if move.before else Change.ADDED
                changes[kind].append(move)
        for gone in self.gone:
            move = Move(gone["target_id"], _day(gone), None, gone["reason"])
            changes[Change.TAKEN_OUT if move.before else Change.NO_LONGER_DEFERRED].append(move)
        return {change: moves for change, moves in changes.items() if moves}


def replan(stored: Iterable[StoredVisit], rows: Sequence[PlanRow], today: date) -> Replan:
    """Compare a week's new rows with the planner's own that are stored and undone, in the order of their days.

    An undone row of a day that has passed stays where it was, to be counted as missed, unless its target found a new
    day.
    """
    mine: defaultdict[int, list[StoredVisit]] = defaultdict(list)
    for kept in stored:
        mine[kept["target_id"]].append(kept)
    placed = {row.source.target_id for row in rows if row.day}
    made = Replan()
    for row in rows:
        target_id = row.source.target_id
        if not (own := mine.get(target_id)):
            made.new.append(row)
            continue
        past = next((kept for kept in own if _passed(kept, today)), None)
        if row.day is None and past and target_id not in placed:
            own.remove(past)
            made.left += 1
            continue
        before = _continued(own, row)
        own.remove(before)
        if values := _changes(before, row):
            made.changed.append((before, values))
    made.gone = [
        kept for own in mine.values() for kept in own if not _passed(kept, today) or kept["target_id"] in placed
    ]
    return made


def _changes(before: StoredVisit, row: PlanRow) -> NewValues:
    """Return what a planned row makes different of the stored one; what a rep prepared for it is left alone."""
    prepared = ("contact_id", "purpose") if before["materials"] or before["questions"] else ()
    changed = {
        name: value for name, value in stored_values(row).items() if before.get(name) != value and name not in prepared
    }
    return cast(NewValues, changed)


def stored_values(row: PlanRow) -> NewValues:
    """Return a planned row as it is stored."""
    source = row.source
    return {
        "target_id": source.target_id,
        "planned_on": row.day.isoformat() if row.day else None,
        "claim": source.claim.value,
        "status": (PlanStatus.PLANNED if row.day else PlanStatus.DEFERRED).value,
        "grade": source.grade and source.grade.value,
        "temperature": source.temperature and source.temperature.value,
        "reason": row.reason.stored,
        "promise_id": source.promise_id,
        "contact_id": source.contact_id,
        "purpose": source.purpose,
    }


def _continued(own: Sequence[StoredVisit], row: PlanRow) -> StoredVisit:
    """Return the stored row that a planned one continues: the one of its day first."""
    day = row.day and row.day.isoformat()
    return next((kept for kept in own if kept["planned_on"] == day), own[0])


def _passed(row: StoredVisit, today: date) -> bool:
    day = _day(row)
    return day is not None and day < today


def _day(row: StoredVisit) -> date | None:
    return date.fromisoformat(row["planned_on"]) if row["planned_on"] else None
