"""What shows whether quotas keep a principle of setting them."""

from collections.abc import Sequence

from salesctl.domain.enums.quota import Untold
from salesctl.domain.figures import in_words, percent
from salesctl.domain.quota_check import (
    Acceptance,
    Aims,
    Capacity,
    Evidence,
    Fairness,
    Improvement,
    Incomparable,
    Named,
    Reach,
    Sums,
    Trend,
)
from salesctl.domain.text import plural
from salesctl.messages.forecast import UNTOLD

_MOST_NAMED = 3


def evidence(found: Evidence) -> str:
    """Say what shows whether a principle is kept, or what would be needed to tell."""
    match found:
        case Named():
            return f"{_share(found.of_rep)} of the quota names a rep, {_share(found.of_month)} a month"
        case Aims():
            return _aims(found)
        case Sums():
            return _sums(found)
        case Improvement():
            return _improvement(found)
        case Reach():
            return f"{_trend(found.trend)}; {_capacity(found.capacity)}"
        case Fairness():
            return _fairness(found)
        case Acceptance():
            return _acceptance(found)
        case Incomparable():
            return "it takes two reps who have a quota and sold in the year before"


def _share(part: float | None) -> str:
    return "–" if part is None else percent(part)


def _aims(found: Aims) -> str:
    positioned = f"{found.positioned} of {found.products} {plural('product', found.products)} positioned"
    goals = f"{found.goals or 'no'} {plural('goal', found.goals)} in words"
    return f"{positioned if found.products else 'no product named'}, {goals}"


def _sums(found: Sums) -> str:
    adding = f"the parts add up in {found.adding_up} of {found.split} split {plural('quota', found.split)}"
    if found.committed is None:
        return f"{adding}; nobody has committed to anything yet"
    committed, asked, gap = (
        in_words(figure, found.measure) for figure in (found.committed, found.asked, found.committed - found.asked)
    )
    return f"{adding}; {committed} committed of {asked}, gap {gap}"


def _improvement(found: Improvement) -> str:
    if found.sold is None or found.growth is None:
        return f"no sales of {found.year} to compare with"
    basis = "" if found.months == 12 else f" (made up from {found.months} months)"
    asked, sold = in_words(found.asked, found.measure), in_words(found.sold, found.measure)
    return f"{asked} after {sold} in {found.year}{basis}: {_signed(found.growth)}"


def _trend(found: Trend | None) -> str:
    if found is None:
        return "no trend: it takes sales of two years"
    asked, usual = _signed(found.growth), _signed(found.usual)
    return f"asks {asked} where the trend is {usual}, at most {percent(found.above)} above passes"


def _capacity(found: Capacity | Untold) -> str:
    if isinstance(found, Untold):
        return f"visits needed unknown: {UNTOLD[found]}"
    possible = f"{found.held:,} possible in {found.days:,} working days of {found.reps} {plural('rep', found.reps)}"
    return f"{found.needed:,.0f} visits needed, {possible}"


def _fairness(found: Fairness) -> str:
    least, most = (
        f"{_signed(growth)} ({name})"
        for growth, name in ((found.least_growth, found.least), (found.most_growth, found.most))
    )
    apart = f"{found.points * 100:.0f} points apart, at most {found.passing * 100:.0f} pass"
    more = f"; {found.newcomers} {plural('rep', found.newcomers)} without sales to compare" if found.newcomers else ""
    return f"growth asked from {least} to {most}, {apart}{more}"


def _acceptance(found: Acceptance) -> str:
    if not found.reps:
        return "no quota names a rep who could accept it"
    accepted = found.reps - len(found.waiting)
    return f"{accepted} of {found.reps} {plural('rep', found.reps)} accepted{_not_yet(found.waiting)}"


def _not_yet(names: Sequence[str]) -> str:
    if not names:
        return ""
    more = len(names) - _MOST_NAMED
    return f"; not yet {', '.join(names[:_MOST_NAMED])}{f' and {more} more' if more > 0 else ''}"


def _signed(growth: float) -> str:
    return f"{growth:+.1%}"
