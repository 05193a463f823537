"""Why a week holds a visit to a target, or does not."""

from collections.abc import Iterable, Sequence
from datetime import date

from salesctl.domain.enums.plan import Claim, MovedBy, PlanStatus
from salesctl.domain.text import plural, with_weekday
from salesctl.domain.why import (
    Again,
    ByColleague,
    Closed,
    Deferred,
    Dropped,
    Extra,
    NotDue,
    OfColleague,
    PlannedElsewhere,
    PutOffTo,
    Queue,
    Queued,
    RetryLater,
    Rival,
    SeenLately,
    SeenTo,
    Stands,
    Turn,
    Uncounted,
    Unrecorded,
    Why,
    Would,
)
from salesctl.messages.reasons import rhythm, who, worded

_MOVED_BY = {MovedBy.CUSTOMER: "the customer asked for it", MovedBy.REP: "moved by hand"}
_TURNS = {
    Turn.NO_PLACE: "no place of the week is left for canvassing",
    Turn.TERRITORY: "another territory is walked first",
    Turn.FOCUS: "its territory's focus is canvassed first",
    Turn.IN_TURN: "its territory takes a target of each block in turn",
    Turn.BLOCK: "another block is walked first",
    Turn.ORDER: "it comes later in its block",
}


def answer(name: str, week: str, whys: Sequence[Why], *, planned: bool, assumed: bool, passed: bool) -> list[str]:
    """Say in a few lines whether a week has a visit to a target, and why: `Acme is not in 2026-W48: deferred; …`."""
    verb = "would be" if assumed else "was" if passed else "is"
    if not planned:
        verb = "would not be" if assumed else f"{verb} not"
    first, *others = said(whys)
    return [f"{name} {verb} in {week}: {first}.", *(f"{other[0].upper()}{other[1:]}." for other in others)]


def said(whys: Iterable[Why]) -> list[str]:
    """Say one after the other what there is to say, as parts of sentences."""
    lines = []
    for why in whys:
        lines.append(line(why))
        if isinstance(why, Deferred) and why.queue and (behind := _queue(why, why.queue)):
            lines.append(behind)
    return lines


def line(why: Why) -> str:
    """Say one of the things that there are to say; what a deferred visit is behind is another one."""
    match why:
        case Stands():
            return _stands(why)
        case Deferred():
            return f"deferred, {worded(why.reason)}"
        case NotDue():
            return _not_due(why)
        case SeenTo():
            return f"what it is due for was seen to on {with_weekday(why.on)}"
        case ByColleague():
            return f"{why.rep or 'a colleague'} visits it on {with_weekday(why.day)}"
        case PutOffTo():
            return f"put off by hand to {with_weekday(why.day)}"
        case PlannedElsewhere():
            rep = f" by {why.rep}" if why.rep else ""
            return f"a visit{rep} is planned on {_when(why.day, why.at)} ({worded(why.reason)})"
        case SeenLately():
            soon = ", and the week is planned as of today" if why.too_soon else ""
            return f"visited on {why.last_visit}; it is canvassed again from {with_weekday(why.again_on)} on{soon}"
        case RetryLater():
            return f"its lost prospect is to be tried again from {with_weekday(why.on)} on"
        case Queued():
            return _queued(why)
        case Dropped():
            return f"dropped on {why.on}" + (f": {why.reason}" if why.reason else "")
        case OfColleague():
            look = f'`salesctl plan week {why.week} --why {why.target_id} --rep "{why.rep}"`'
            return f"{why.rep} looks after it; {look} asks of that week"
        case Closed():
            reason = f" ({why.loss_reason})" if why.loss_reason else ""
            return f"its last prospect was {why.status} on {why.on}{reason}"
        case Uncounted():
            return f"the contact by {why.mode} on {why.on} does not count as a visit"
        case Would():
            return _would(why)
        case Extra():
            return f"visited on {with_weekday(why.on)} without being planned"
        case Unrecorded():
            return "nothing was planned for it, nor recorded" if why.planned else "the week was not planned"


def _stands(visit: Stands) -> str:
    when, why = _when(visit.day, visit.at), f" ({worded(visit.reason)})" if visit.reason else f" ({visit.claim})"
    match visit.status:
        case PlanStatus.DONE:
            made = f" on {with_weekday(visit.made_on)}" if visit.made_on and visit.made_on != visit.day else ""
            return f"planned on {when}{why}, done{made}"
        case PlanStatus.MISSED:
            return f"planned on {when}{why}, missed" + (f": {visit.miss_reason}" if visit.miss_reason else "")
    moved = f", {_MOVED_BY[visit.moved_by]}" if visit.moved_by else ""
    return f"planned on {when}{why}{moved}{', not made yet' if visit.passed else ''}"


def _when(day: date, at: str | None) -> str:
    return f"{with_weekday(day)} {at}" if at else with_weekday(day)


def _queue(why: Deferred, queue: Queue) -> str:
    """Say what has the places: `behind 12 heavier names, the lightest placed is Bolt (2.40 to its 1.20)`."""
    parts = [_rivals(why, queue.names, queue.last)] if queue.last else []
    if queue.standing:
        parts.append(f"{queue.standing} {plural('visit', queue.standing)} made or fixed before")
    if queue.canvassing:
        parts.append(f"{queue.canvassing} {plural('place', queue.canvassing)} kept for canvassing")
    if queue.deferred:
        parts.append(f"{queue.deferred} {plural('name', queue.deferred)} deferred before it")
    return ", ".join(parts)


def _rivals(why: Deferred, count: int, last: Rival) -> str:
    names, called = plural("name", count), last.name or "another"
    if last.claim is why.claim and last.weight > why.weight:
        weights = f"{last.weight:.2f} to its {why.weight:.2f}"
        return f"behind {count} heavier {names}, the lightest placed is {called} ({weights})"
    claim = "" if last.claim is why.claim else f"{last.claim}, "
    return f"behind {count} more urgent {names}, the last placed is {called} ({claim}due {last.due})"


def _not_due(why: NotDue) -> str:
    due = with_weekday(why.due)
    if why.rhythm.code in (Claim.CASE, Claim.ACTION):
        return f"its {why.rhythm.what} is due on {due}"
    if why.last_visit is None:
        alike = f"; number {why.rank} of {why.size} that came in alike on {why.since}" if why.size > 1 else ""
        return f"first due on {due} ({why.due:%G-W%V}): {who(why.rhythm)}, never visited, {rhythm(why.rhythm)}{alike}"
    last = f"the visit planned on {why.last_visit} taken as made" if why.ahead else f"last visited on {why.last_visit}"
    return f"not due until {due}: {who(why.rhythm)}, {last}, {rhythm(why.rhythm)}"


def _queued(why: Queued) -> str:
    others = f"{why.before} {plural('other', why.before)} {'comes' if why.before == 1 else 'come'} before it"
    walked = f"block {why.walked} is walked now" if why.walked else ""
    own = f"it is in block {why.block}" if why.block else "it is in no block" if walked else ""
    blocks = ", ".join(filter(None, [walked, own])) if why.turn in (Turn.BLOCK, Turn.TERRITORY) else ""
    turn = _TURNS[why.turn] + (f" ({blocks})" if blocks else "")
    places = f"canvassing has {why.places} {plural('place', why.places)}, " if why.places else ""
    return f"to be canvassed, but {turn}; {places}{others}"


def _would(why: Would) -> str:
    again = f"the week was planned on {why.planned_on}; --replan would"
    if why.day:
        day, why_then = with_weekday(why.day), worded(why.reason)
        return f"{again} {'move it to' if why.change is Again.MOVED else 'put it on'} {day} ({why_then})"
    return f"{again} {'defer it' if why.change is Again.DEFERRED else 'leave it out'}"
