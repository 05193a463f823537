"""Which days of a week are worked: the configured weekdays, minus public holidays, minus a rep's days off."""

from collections.abc import Collection
from datetime import date, timedelta

from salesctl.config import Settings, Weekday
from salesctl.domain.overload import FreeDay, Overload
from salesctl.rules.calendar import Week
from salesctl.rules.fiscal import Span
from salesctl.rules.week.overload import over
from salesctl.services.plan.public_holidays import public_holidays
from salesctl.store.queries.days_off import days_off, days_off_by_rep
from salesctl.store.queries.plan import visits_on
from salesctl.store.store import Store

_WEEKDAYS = list(Weekday)


def holidays_in(week: Week, country: str) -> dict[date, str]:
    """Return a week's public holidays by day; none when no country is configured.

    Raises:
        InvalidInput: None are known for the country.
    """
    if not country:
        return {}
    days = public_holidays(country, {week.monday.year, week.sunday.year})
    return {day: days[day] for day in week.days if day in days}


def free_days(store: Store, week: Week, settings: Settings, rep_id: int) -> dict[date, str]:
    """Return the days of a week that a rep does not work, each with its holiday or reason, empty for a weekend."""
    weekend = {day: "" for day in week.days if _WEEKDAYS[day.weekday()] not in settings.working_days}
    off = days_off(store, week.monday, week.sunday, rep_id)
    own = {date.fromisoformat(row["day"]): row["reason"] or "day off" for row in off}
    return weekend | holidays_in(week, settings.country) | own


def days_worked(store: Store, settings: Settings, days: Span, reps: Collection[int]) -> int:
    """Return how many days some reps work in a period, all of them together.

    Raises:
        InvalidInput: No public holidays are known for the country.
    """
    years = range(days.first.year, days.last.year + 1)
    closed = public_holidays(settings.country, years) if settings.country else {}
    every = (days.first + timedelta(ahead) for ahead in range((days.last - days.first).days + 1))
    worked = {day for day in every if _WEEKDAYS[day.weekday()] in settings.working_days and day not in closed}
    off = sum(day in worked and rep_id in reps for day, rep_id in days_off_by_rep(store, days.first, days.last))
    return len(worked) * len(reps) - off


def working_days(store: Store, week: Week, settings: Settings, rep_id: int) -> list[date]:
    """Return the days of a week on which a rep's visits are planned."""
    free = free_days(store, week, settings, rep_id)
    return [day for day in week.days if day not in free]


def doubt(store: Store, settings: Settings, day: date, rep_id: int) -> Overload | FreeDay | None:
    """Return why a day does not suit the visit just put on it: not worked, or over its capacity; None when it suits."""
    free = free_days(store, Week.of(day), settings, rep_id)
    if day in free:
        return FreeDay(day, free[day])
    return over(day, sum(visits_on(store, day, rep_id)), settings.capacity)
