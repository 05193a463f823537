"""What planning a week again changed, in words: one line for each visit, cut where there are many."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from salesctl.domain.text import WEEKDAYS
from salesctl.messages.reasons import worded

if TYPE_CHECKING:
    from salesctl.rules.week.replan import Change, Move


def difference_lines(
    difference: "Mapping[Change, Sequence[Move]]", names: Mapping[int, str], most: int
) -> Iterator[str]:
    """Yield the counts, then of each kind the first `most` visits with their days, names and reasons."""
    if not difference:
        yield "Nothing to change in the plan."
        return
    yield f"Replanned: {', '.join(f'{len(moves):,} {_called(kind)}' for kind, moves in difference.items())}."
    for kind, moves in difference.items():
        yield f"{_called(kind).capitalize()}:"
        for move in moves[:most]:
            yield f"  {_days(move)}{names[move.target_id]} ({worded(move.reason)})"
        if len(moves) > most:
            yield f"  and {len(moves) - most:,} more"


def _called(change: "Change") -> str:
    return change.replace("-", " ")


def _days(move: "Move") -> str:
    days = " → ".join(_named(day) for day in (move.before, move.after) if day)
    return f"{days}  " if days else ""


def _named(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day:2} {day:%b}"
