"""Whether a week holds a visit to a target, and why it does or not: cases with their figures; `messages` words them."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from salesctl.domain.enums.plan import Claim, MovedBy, PlanStatus
from salesctl.domain.enums.prospect import LossReason, ProspectStatus
from salesctl.domain.enums.visit import Mode
from salesctl.domain.reason import Reason


class Stands(NamedTuple):
    """A visit that the week has on a day: still to be made, done or missed.

    `reason` is as it is stored, None where only the claim is known. `made_on` is the day of the visit that did it,
    `passed` says that the day is over and nothing was recorded.
    """

    status: PlanStatus
    day: date
    claim: Claim
    at: str | None = None
    reason: str | None = None
    made_on: date | None = None
    moved_by: MovedBy | None = None
    miss_reason: str | None = None
    passed: bool = False


class Rival(NamedTuple):
    """A visit that was placed although another found no place, with its weight and the day it was due."""

    target_id: int
    claim: Claim
    weight: float
    due: date
    name: str = ""


class Queue(NamedTuple):
    """What a deferred visit stood behind, on the days it could have been on.

    `names` were placed before it, the last of them `last`; `standing` visits were there already, made or promised, and
    `canvassing` has so many places. `deferred` names found no place either and come before it.
    """

    names: int
    last: Rival | None
    standing: int
    canvassing: int
    deferred: int


class Deferred(NamedTuple):
    """A visit that is due and found no place; without its `queue` only the `reason` is known, as it was stored."""

    reason: str
    claim: Claim
    weight: float = 0.0
    queue: Queue | None = None


class NotDue(NamedTuple):
    """A name that falls due after the week.

    `rhythm` says by which claim, who it is and how often. `last_visit` is the last one that counts; `ahead` says that
    it is still planned. One never visited is number `rank` of `size` that came in alike on the day `since`.
    """

    rhythm: Reason
    due: date
    last_visit: date | None = None
    ahead: bool = False
    since: date | None = None
    rank: int = 1
    size: int = 1


class SeenTo(NamedTuple):
    """What the week asked for was made, last on a day."""

    on: date


class ByColleague(NamedTuple):
    """A colleague agreed to visit it in this week."""

    day: date
    rep: str = ""


class PutOffTo(NamedTuple):
    """Its visit was moved by hand to a day of a later week."""

    day: date


class PlannedElsewhere(NamedTuple):
    """A visit to it is planned in another week; `rep` is the one who makes it where that is a colleague."""

    day: date
    at: str | None
    reason: str
    rep: str | None = None


class SeenLately(NamedTuple):
    """An open target that is canvassed again from a day on; `too_soon` says that the plan looked before that day."""

    last_visit: date
    again_on: date
    too_soon: bool = False


class RetryLater(NamedTuple):
    """A lost prospect that is to be tried again after the week."""

    on: date


class Turn(StrEnum):
    """Why others are canvassed before a target."""

    NO_PLACE = "no-place"
    TERRITORY = "territory"
    FOCUS = "focus"
    IN_TURN = "in-turn"
    BLOCK = "block"
    ORDER = "order"


class Queued(NamedTuple):
    """An open target that waits to be canvassed: `before` others of those left out come first.

    `walked` is the block that the week's canvassing gets to, `block` its own; `places` are those that it has.
    """

    turn: Turn
    before: int
    places: int
    block: str | None = None
    walked: str | None = None


class Dropped(NamedTuple):
    """A target that was dropped from the list."""

    on: date
    reason: str | None


class OfColleague(NamedTuple):
    """A target that a colleague looks after; `week` and `target_id` say where to look."""

    rep: str
    week: str
    target_id: int


class Closed(NamedTuple):
    """How the last prospect of a target that has no open one ended."""

    status: ProspectStatus
    on: date
    loss_reason: LossReason | None = None


class Uncounted(NamedTuple):
    """A later contact that does not count as a visit, being neither in person nor by video."""

    mode: Mode
    on: date


class Again(StrEnum):
    """What would become of a visit."""

    PLANNED = "would-be-planned"
    MOVED = "would-be-moved"
    DEFERRED = "would-be-deferred"
    LEFT_OUT = "would-be-left-out"


class Would(NamedTuple):
    """What planning the week again would make of a visit: put it on a `day`, defer it, or leave it out.

    `planned_on` is when the week was planned.
    """

    change: Again
    planned_on: date
    day: date | None
    reason: str


class Extra(NamedTuple):
    """A visit of the week that nobody had planned."""

    on: date


class Unrecorded(NamedTuple):
    """A week that has passed holds nothing of the target; `planned` says whether it was planned at all."""

    planned: bool


Why = (
    Stands
    | Deferred
    | NotDue
    | SeenTo
    | ByColleague
    | PutOffTo
    | PlannedElsewhere
    | SeenLately
    | RetryLater
    | Queued
    | Dropped
    | OfColleague
    | Closed
    | Uncounted
    | Would
    | Extra
    | Unrecorded
)

CODES: Mapping[type[tuple[object, ...]], str] = {
    Deferred: "deferred",
    NotDue: "not-due",
    SeenTo: "seen-to",
    ByColleague: "by-colleague",
    PutOffTo: "put-off",
    PlannedElsewhere: "planned-elsewhere",
    SeenLately: "seen-lately",
    RetryLater: "retry-later",
    Queued: "queued",
    Dropped: "dropped",
    OfColleague: "of-colleague",
    Closed: "closed",
    Uncounted: "uncounted",
    Extra: "extra",
    Unrecorded: "unrecorded",
}
"""The words for cases that have one each; a visit's is how it stands, that of `Would` what would become of it."""


def code_of(why: Why) -> str:
    """Return the word by which programs know a case."""
    match why:
        case Stands():
            return "not-made" if why.passed else why.status.value
        case Would():
            return why.change.value
    return CODES[type(why)]
