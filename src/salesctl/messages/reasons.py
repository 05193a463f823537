"""Why a visit is in the plan, or found no place in it."""

from functools import lru_cache

from salesctl.domain.enums.plan import Claim
from salesctl.domain.reason import Lack, Near, Reason
from salesctl.domain.text import WEEKDAYS, plural

_ALIKE = 4096
_RHYTHM = {Claim.CADENCE: "cadence", Claim.MAINTAIN: "maintenance"}


@lru_cache(_ALIKE)
def worded(stored: str) -> str:
    """Say why: `A/hot, 9 days over its 7-day cadence, same block as Tue 10:00`; words that are stored stay as they are.

    A visit without a place says that first: `no place left: the week holds 40; B/warm, due Tue by its 14-day cadence`.
    """
    reason = Reason.read(stored)
    return stored if reason is None else in_words(reason)


def in_words(reason: Reason) -> str:
    """Say of a reason what `worded` says of a stored one."""
    lack = f"{_lack(reason.lack)}; " if reason.lack else ""
    near = _near(reason.near) if reason.near else ""
    return f"{lack}{_why(reason)}{near}"


def _why(reason: Reason) -> str:
    match reason.code:
        case Claim.PROMISED:
            return f"promised at the visit of {reason.on}"
        case Claim.OVERDUE:
            return f"promised on {reason.on}, not kept"
        case Claim.CASE | Claim.ACTION:
            return _duty(reason)
        case Claim.CADENCE | Claim.MAINTAIN:
            return _recurring(reason)
        case Claim.CANVASS:
            where = f"block {reason.block}, " if reason.block else ""
            return f"canvass: {where}{_seen(reason)}"
        case Claim.MANUAL:
            return "planned by hand"


def _duty(reason: Reason) -> str:
    """Say in a line what is due, since when, and what else there is at the same target."""
    when = f"overdue since {reason.since}" if reason.since else f"due {reason.due}"
    more = ", ".join(f"{count} {plural(what, count)}" for what, count in reason.others)
    return f"{reason.what} {when}: {reason.text}" + (f" (and {more})" if more else "")


def _recurring(reason: Reason) -> str:
    rhythm = f"its {reason.interval}-day {_RHYTHM[reason.code]}"
    if reason.over is not None:
        return f"{_who(reason)}, {reason.over} {plural('day', reason.over)} over {rhythm}"
    due = f"since {reason.since}" if reason.weekday is None else WEEKDAYS[reason.weekday]
    return f"{_who(reason)}, {'never visited; ' if reason.never else ''}due {due} by {rhythm}"


def _who(reason: Reason) -> str:
    if reason.code is Claim.CADENCE:
        return f"{reason.grade}/{reason.temperature}"
    return f"customer {reason.customer_class}" if reason.customer_class else "customer"


def _seen(reason: Reason) -> str:
    if reason.retry_on:
        return f"lost once, to be tried again from {reason.retry_on}"
    return f"last visited {reason.seen_on}" if reason.seen_on else "never visited"


def _near(near: Near) -> str:
    return f", same {near.place} as {WEEKDAYS[near.weekday]}{f' {near.at}' if near.at else ''}"


def _lack(lack: Lack) -> str:
    if lack.capacity is None:
        return "no working day left for it"
    return f"no place left{_span(lack)}: the week holds {lack.capacity}"


def _span(lack: Lack) -> str:
    if lack.first is None:
        return ""
    first = WEEKDAYS[lack.first]
    if lack.last is None:
        return f" from {first}"
    return f" on {first}" if lack.first == lack.last else f" from {first} to {WEEKDAYS[lack.last]}"
