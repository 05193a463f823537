"""Warnings about the days that planned visits are on."""

from salesctl.domain.overload import FreeDay, Overload
from salesctl.domain.text import plural, with_weekday


def overload(found: Overload) -> str:
    """Say what is too much of a day: `Tue 2026-11-24 holds 9 visits, 1 over its capacity`."""
    if found.over is None:
        visits = f"{found.visits} planned {plural('visit', found.visits)}"
        return f"{with_weekday(found.day)} is not a working day but holds {visits}"
    return f"{with_weekday(found.day)} holds {found.visits} visits, {found.over} over its capacity"


def doubt(found: Overload | FreeDay) -> str:
    """Say why a day does not suit the visit just put on it: `2026-12-25 is Christmas Day`."""
    if isinstance(found, FreeDay):
        return f"{found.day} is {found.name or 'not a working day'}"
    return overload(found)
