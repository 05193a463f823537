"""How often to visit: cadences, the intervals they make, and when a week's visits fall due."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from salesctl.domain.enums.prospect import Grade, Temperature
from salesctl.domain.enums.target import CustomerClass

CYCLE_DAYS = 28
CYCLE_WEEKS = CYCLE_DAYS // 7
HOT_INTERVAL = 7
ALIKE = 4096
"""How many clocks, and the words for them, are remembered: of thousands of names, many run out on the same day."""

CADENCES: Mapping[Grade, int] = {Grade.A: 4, Grade.B: 2, Grade.C: 1}
"""Visits per four weeks to an open prospect, unless configured otherwise."""
MAINTENANCE_WEEKS: Mapping[CustomerClass, int] = {CustomerClass.A: 4, CustomerClass.B: 8, CustomerClass.C: 12}
"""Weeks between visits to a customer without an open prospect, unless configured otherwise."""


def interval(visits: int, temperature: Temperature | None = None) -> int:
    """Return the days between visits, floor(28 / n) for n visits per four weeks; hot caps it at a week.

    Raises:
        ValueError: `visits` is not between 1 and 28.
    """
    if not 1 <= visits <= CYCLE_DAYS:
        raise ValueError(f"a cadence is 1 to {CYCLE_DAYS} visits per four weeks, not {visits}")
    days = CYCLE_DAYS // visits
    return min(days, HOT_INTERVAL) if temperature is Temperature.HOT else days


def visits_per_cycle(visits: int, temperature: Temperature) -> int:
    """Return the visits per four weeks that a cadence of n comes to: hot asks for one a week at least."""
    return max(visits, CYCLE_DAYS // HOT_INTERVAL) if temperature is Temperature.HOT else visits


def visits_a_week(visits: int) -> int:
    """Return the visits that a week asks for at most, of n per four weeks: an interval is rounded down, n is not."""
    return -(-visits // CYCLE_WEEKS)


def maintenance_interval(customer_class: CustomerClass | None, weeks: Mapping[CustomerClass, int]) -> int:
    """Return the days between maintenance visits; a customer without a class is maintained as a C."""
    return weeks[customer_class or CustomerClass.C] * 7


def required(week: int, visits: int, names: int, weeks: int = CYCLE_WEEKS) -> int:
    """Return the visits required in a week of a month: ⌊k·n·N/4⌋ − ⌊(k−1)·n·N/4⌋.

    Args:
        week: k, the week's place in its month, from 1 to 4 or 5.
        visits: n, visits per four weeks, or per so many `weeks`.
        names: N, how many names have that cadence.
        weeks: The weeks in which the names are due n visits.
    """
    return week * visits * names // weeks - (week - 1) * visits * names // weeks


class DueVisit(NamedTuple):
    """A visit that a cadence asks for: the day it falls due and the days it may be placed on."""

    due: date
    earliest: date
    latest: date


def due_on(last_visit: date | None, since: date, phase_rank: int, phase_size: int, days: int) -> date:
    """Return when the next visit falls due: `days` after the last visit made.

    A name never visited is due at once, but phased evenly over the interval by its rank among `phase_size` such names,
    so that an import of hundreds does not flood its first week.
    """
    if last_visit is not None:
        return last_visit + timedelta(days)
    return since + timedelta(phase_rank * days // phase_size)


@lru_cache(ALIKE)
def due_visits(due: date, days: int, first_day: date, last_day: date, most: int) -> tuple[DueVisit, ...]:
    """Return the visits of a clock that runs out by `last_day`; several when its interval is shorter than the week.

    They are `most` at the most, one or more.

    The first is clipped to `first_day`, so missed ones never pile up, and the others follow an interval apart. Each may
    be placed up to half an interval early, but the days of one name never overlap and lie at least half an interval
    apart, which keeps two visits off one day.
    """
    first = max(due, first_day)
    half = timedelta((days + 1) // 2)
    falls = [first + timedelta(ahead) for ahead in range(days, (last_day - first).days + 1, days)][: most - 1]
    opens = [max(first_day, due - timedelta(days // 2)), *(fall - timedelta(days // 4) for fall in falls)]
    closes = [*(start - half for start in opens[1:]), last_day]
    return tuple(map(DueVisit, [due, *falls], opens, closes))


def unserved(visits: Sequence[DueVisit], days: Iterable[date]) -> Sequence[DueVisit]:
    """Return the due visits that are still wanted when visits on `days` are certain, each standing for one of them.

    A day stands for the visit that may be placed on it, else for the nearest: so what is left is on other days.
    """
    for day in sorted(days)[: len(visits)]:
        served = min(visits, key=lambda visit: (_days_off(visit, day), visit.due))
        visits = [visit for visit in visits if visit is not served]
    return visits


def _days_off(visit: DueVisit, day: date) -> int:
    return max((visit.earliest - day).days, (day - visit.latest).days, 0)
