"""What is said of a recorded visit: the line that tells what it changed, and warnings."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from salesctl import clock
from salesctl.cli.core.run import hint, this_run
from salesctl.domain.doubt import Doubt
from salesctl.domain.figures import money
from salesctl.domain.text import WEEKDAYS
from salesctl.messages import overloads
from salesctl.messages.doubts import doubt
from salesctl.messages.visits import lookalike, note
from salesctl.rules.calendar import Week
from salesctl.services.plan import workdays
from salesctl.services.visits import Recorded, doubts

if TYPE_CHECKING:
    from salesctl.services.orders import Placed
    from salesctl.store.rows import PlannedVisitRow, VisitRow


def recorded(done: Recorded) -> str:
    """Say what was stored: `Visit 17 Acme Ltd: advance, in person.`; the day only when it is not today's."""
    visit = done.visit
    day = "" if visit["visited_on"] == clock.today().isoformat() else f", {visit['visited_on']}"
    return f"Visit {visit['id']} {done.target['name']}: {visit['outcome']}, {visit['mode'].replace('-', ' ')}{day}."


def changes(done: Recorded, *made: str) -> str:
    """Say what else it changed, and what had to be `made` for it."""
    words = [
        done.owner and f"owner: {done.owner}",
        done.ticked and f"plan: {_planned(done.ticked, done.visit)} ticked off",
        done.promised and f"next: {done.promised['planned_on']}",
        *(_order(placed) for placed in done.placed),
        *map(note, done.notes),
        *made,
    ]
    return "; ".join(word for word in words if word)


def _planned(ticked: "PlannedVisitRow", visit: "VisitRow") -> str:
    """Name the day of the planned visit: its weekday within the week of the visit, else its date."""
    assert ticked["planned_on"], "only a visit that has a day is ticked off"
    planned_on = date.fromisoformat(ticked["planned_on"])
    if Week.of(planned_on) == Week.of(date.fromisoformat(visit["visited_on"])):
        return WEEKDAYS[planned_on.weekday()]
    return planned_on.isoformat()


def _order(placed: "Placed") -> str:
    what = " ".join(part for part in (placed.product, money(placed.amount)) if part)
    return f"{'won' if placed.won else 'sold'}: {what}"


def _warnings(done: Recorded, doubted: Iterable[Doubt]) -> list[str]:
    """Return the warnings about a visit, each with the name it concerns."""
    unclear = [
        f"{_order(placed)}: {placed.unclear} prospects are open and none was closed;"
        " `salesctl undo`, and say which with --order PRODUCT=AMOUNT"
        for placed in done.placed
        if placed.unclear
    ]
    twins = [
        f"{_order(placed)}: sale {placed.twin} is alike, of that day too;"
        f" `salesctl sale drop {placed.twin}` if it is the same"
        for placed in done.placed
        if placed.twin
    ]
    return [f"Warning: {done.target['name']}: {words}." for words in [*unclear, *twins, *map(doubt, doubted)]]


def warn(done: Recorded, *, is_new: bool = False) -> None:
    """Print what is doubtful about a visit and the day of the next one, and what a new target may be confused with."""
    run = this_run()
    for warning in _warnings(done, doubts(run.store, done.visit)):
        hint(warning)
    if done.promised and done.promised["planned_on"]:
        day = date.fromisoformat(done.promised["planned_on"])
        if found := workdays.doubt(run.store, run.settings, day, done.promised["rep_id"]):
            hint(f"Warning: {overloads.doubt(found)}.")
    if is_new:
        from salesctl.services.targets import near_targets  # few visits make a target

        for near in near_targets(run.store, done.target, run.settings.thresholds.near_name):
            hint(f"Warning: {lookalike(near)}.")
