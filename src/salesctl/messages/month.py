"""Whether the visits of a month fit into it."""

from collections.abc import Sequence

from salesctl.domain.month_load import MonthLoad, ShortWeek
from salesctl.domain.text import plural


def verdict(load: MonthLoad) -> str:
    """Say whether the visits fit: of the average week, and of each week that is too short although they do."""
    average = load.average
    if not average:
        return "No visits are required."
    visits = f"{average} {plural('visit', average)} a week"
    if load.a_day is None:
        return f"{visits}, and no working day in the month: none fits."
    account = f"{visits} {'needs' if average == 1 else 'need'} {load.a_day} a day; you have {load.capacity}:"
    if load.over:
        return f"{account} {load.over} a week {'does' if load.over == 1 else 'do'} not fit."
    return f"{account} {'it fits' if average == 1 else 'they fit'}{_short(load.short)}."


def _short(weeks: Sequence[ShortWeek]) -> str:
    said = [
        f"{week.week} with {week.days} working {plural('day', week.days)} holds {week.holds} of its {week.asked}"
        for week in weeks
    ]
    return f", but {', '.join(said)}" if said else ""
