"""Which days of a week are worked: the configured weekdays, minus public holidays."""

from collections.abc import Iterable, Mapping
from datetime import date

from salesctl.config import Settings, Weekday
from salesctl.errors import InvalidInput
from salesctl.rules.calendar import Week

_WEEKDAYS = list(Weekday)


def public_holidays(country: str, years: Iterable[int]) -> Mapping[date, str]:
    """Return the public holidays of a country, or of a region of it such as US-CA, by day.

    Raises:
        InvalidInput: None are known for it.
    """
    import holidays

    land, _, region = country.partition("-")
    try:
        return holidays.country_holidays(land, subdiv=region or None, years=years, language="en_US")
    except NotImplementedError:
        raise InvalidInput(
            f"no public holidays are known for country '{country}'; give a code such as TW, US or US-CA"
        ) from None


def holidays_in(week: Week, country: str) -> dict[date, str]:
    """Return a week's public holidays by day; none when no country is configured.

    Raises:
        InvalidInput: None are known for the country.
    """
    if not country:
        return {}
    days = public_holidays(country, {week.monday.year, week.sunday.year})
    return {day: days[day] for day in week.days if day in days}


def free_days(week: Week, settings: Settings) -> dict[date, str]:
    """Return the days of a week that are not worked, each with its holiday's name, empty for a weekend."""
    weekend = {day: "" for day in week.days if _WEEKDAYS[day.weekday()] not in settings.working_days}
    return weekend | holidays_in(week, settings.country)


def working_days(week: Week, settings: Settings) -> list[date]:
    """Return the days of a week on which visits are planned."""
    free = free_days(week, settings)
    return [day for day in week.days if day not in free]
