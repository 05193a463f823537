"""Today and now: the one place the time is read, so that `--today` makes every run repeatable."""

from datetime import UTC, date, datetime, time

from salesctl.errors import InvalidInput

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""What is taken for a date in a life of selling: beyond lie typing errors, and the ends of the calendar."""

_fixed: datetime | None = None


def set_clock(text: str | None) -> None:
    """Fix the clock for the whole run at `YYYY-MM-DD` (then 12:00) or `YYYY-MM-DDTHH:MM`; None is the real time.

    Raises:
        InvalidInput: The text is not of either form.
    """
    global _fixed
    if text is None:
        _fixed = None
        return
    try:
        _fixed = datetime.fromisoformat(text if "T" in text else f"{text}T12:00").replace(tzinfo=None)
        if not FIRST_YEAR <= _fixed.year <= LAST_YEAR:
            raise ValueError(text)
    except ValueError:
        raise InvalidInput(f"--today: cannot read '{text}'; give YYYY-MM-DD or YYYY-MM-DDTHH:MM") from None


def now() -> datetime:
    """Return the local time, without a zone."""
    return _fixed or datetime.now()


def today() -> date:
    """Return the local date."""
    return now().date()


def timestamp() -> str:
    """Return now as an ISO timestamp in UTC, to the second; under a fixed clock the given time is taken as UTC."""
    return _stamp(_fixed or datetime.now(UTC))


def day_starts(day: date) -> str:
    """Return when a local day starts, as a timestamp like that of `timestamp`."""
    midnight = datetime.combine(day, time.min)
    try:
        return _stamp(midnight if _fixed else midnight.astimezone(UTC))
    except OverflowError:  # the first or last day of the calendar
        return _stamp(midnight)


def shown(stamp: str) -> str:
    """Return a timestamp as people read it: in local time, to the minute; as it is where it cannot be read."""
    try:
        moment = datetime.fromisoformat(stamp)
        return f"{moment if _fixed else moment.astimezone():%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError):
        return stamp


def _stamp(moment: datetime) -> str:
    return f"{moment.replace(microsecond=0, tzinfo=None).isoformat()}Z"
