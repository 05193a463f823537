"""Public holidays, kept once asked for: to import the library that knows them takes longer than to plan a week."""

import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from salesctl.errors import InvalidInput, StoreError
from salesctl.folders import cache_folder


def public_holidays(country: str, years: Iterable[int]) -> dict[date, str]:
    """Return the public holidays of a country, or of a region of it such as US-CA, by day.

    Raises:
        InvalidInput: None are known for it.
    """
    return {day: name for year in sorted(years) for day, name in _holidays(country, year).items()}


@cache
def _holidays(country: str, year: int) -> dict[date, str]:
    try:
        kept, edition = cache_folder() / f"holidays-{country}-{year}.json", _edition()
    except (OSError, StoreError):  # there is nowhere to keep them
        return _asked(country, year)
    days = _kept(kept, edition)
    if days is None:
        days = _asked(country, year)
        _keep(kept, edition, days)
    return days


def _edition() -> str:
    """Say which edition of the library is installed, without importing it.

    Raises:
        OSError: Its file cannot be looked at.
    """
    spec = find_spec("holidays")
    place = Path(spec.origin if spec and spec.origin else "")
    return f"{place} {place.stat().st_mtime_ns}"


def _asked(country: str, year: int) -> dict[date, str]:
    import holidays

    land, _, region = country.partition("-")
    try:
        return dict(holidays.country_holidays(land, subdiv=region or None, years=year, language="en_US"))
    except NotImplementedError:
        raise InvalidInput(
            f"no public holidays are known for country '{country}'; give a code such as TW, US or US-CA"
        ) from None


def _kept(path: Path, edition: str) -> dict[date, str] | None:
    """Return the holidays that a file holds; None when it holds none, or those of another edition."""
    try:
        found = json.loads(path.read_bytes())
        if found["edition"] == edition:
            return {date.fromisoformat(day): str(name) for day, name in found["days"].items()}
    except (OSError, AttributeError, KeyError, TypeError, ValueError):
        pass  # not there yet, or no file of ours
    return None


def _keep(path: Path, edition: str, days: dict[date, str]) -> None:
    from salesctl.exchange.files import write_own  # once a year

    found = {"edition": edition, "days": {day.isoformat(): name for day, name in days.items()}}
    with suppress(OSError):  # they are as good when they are not kept
        write_own(path, json.dumps(found))
