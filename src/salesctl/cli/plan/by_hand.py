"""Changing the plan by hand: add, move, miss, drop, instruct, and days off."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from salesctl.cli.completion import offers
from salesctl.cli.core import dates, lookup
from salesctl.cli.core.group import examples, verb
from salesctl.cli.core.options import RepOption, TargetName, not_blank
from salesctl.cli.core.run import hint, say, this_run
from salesctl.domain.enums.plan import MovedBy
from salesctl.domain.text import plural, with_weekday
from salesctl.messages.overloads import doubt
from salesctl.messages.visits import note
from salesctl.services.names import Names
from salesctl.services.plan import change, days_off, promises, workdays

if TYPE_CHECKING:
    from salesctl.store.queries.days_off import PromisedVisit
    from salesctl.store.rows import PlannedVisitRow

app = verb()

Day = Annotated[date, typer.Argument(parser=dates.future, metavar="DATE", help="The day.")]
At = Annotated[str | None, typer.Option(parser=dates.time_of_day, metavar="HH:MM", help="The time.")]


@app.command(epilog=examples('salesctl plan add "Acme Ltd" fri --at 10:00 --purpose "bring the two-year cost sheet"'))
def add(
    name: TargetName,
    on: Day,
    at: At = None,
    person: Annotated[
        str | None,
        typer.Option(
            "--with", autocompletion=offers.contacts, metavar="CONTACT", help="Whom to see, a new contact too."
        ),
    ] = None,
    purpose: Annotated[str | None, typer.Option(help="What for.")] = None,
    rep: RepOption = None,
) -> None:
    """Put a visit into the plan by hand; replanning leaves it there."""
    run = this_run()
    target = lookup.target(name)
    places = Names(run.store)
    row, notes = promises.plan_by_hand(
        run.store, places, target, rep or run.settings.rep, on=on, at=at, person=person, purpose=purpose
    )
    said = "; ".join(filter(None, [places.words(), *map(note, notes)]))
    say(f"Planned visit {row['id']} {target['name']}: {_when(row)}.", said)
    _warn(row)


@app.command(epilog=examples('salesctl plan move "Acme Ltd" thu', 'salesctl plan move "Acme Ltd" +2d --by customer'))
def move(
    name: TargetName,
    to: Day,
    at: At = None,
    by: Annotated[MovedBy, typer.Option(help="Who asked for it.")] = MovedBy.REP,
    rep: RepOption = None,
) -> None:
    """Move a target's next planned visit to another day; replanning leaves it there."""
    target = lookup.target(name)
    before, after = change.move(this_run().store, target, to, at=at, by=by, rep_id=lookup.rep_id(rep))
    say(f"Planned visit {after['id']} {target['name']}: {_when(before)} moved to {_when(after)}.")
    _warn(after)


@app.command(epilog=examples('salesctl plan miss "Acme Ltd" --reason "the customer was called away"'))
def miss(
    name: TargetName,
    reason: Annotated[str, typer.Option(callback=not_blank, help="Why the call was not made.")],
    on: Annotated[date | None, typer.Option(parser=dates.past, metavar="DATE", help="The day it was planned.")] = None,
    rep: RepOption = None,
) -> None:
    """Mark a target's earliest undone planned visit up to today as missed."""
    target = lookup.target(name)
    row = change.miss(this_run().store, target, reason, on, lookup.rep_id(rep))
    say(f"Planned visit {row['id']} {target['name']}: {_when(row)} missed: {row['miss_reason']}.")


@app.command(epilog=examples('salesctl plan drop "Acme Ltd"'))
def drop(
    name: TargetName,
    on: Annotated[date | None, typer.Option(parser=dates.future, metavar="DATE", help="The day it is planned.")] = None,
    rep: RepOption = None,
) -> None:
    """Cancel a target's next planned visit: it was not missed, it is simply no longer planned."""
    target = lookup.target(name)
    row = change.cancel(this_run().store, target, on, lookup.rep_id(rep))
    say(f"Planned visit {row['id']} {target['name']}: {_when(row)} cancelled.")


@app.command(epilog=examples('salesctl plan instruct "Acme Ltd" "see the CFO, bring the two-year cost sheet"'))
def instruct(
    name: TargetName,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="How to make the call, with proper nouns.")],
    on: Annotated[date | None, typer.Option(parser=dates.future, metavar="DATE", help="The day it is planned.")] = None,
    rep: RepOption = None,
) -> None:
    """Put a how-to on a target's next planned visit; an empty text takes it away."""
    target = lookup.target(name)
    row = change.instruct(this_run().store, target, text or None, on, lookup.rep_id(rep))
    say(f"Planned visit {row['id']} {target['name']}: {_when(row)}, instruction {'stored' if text else 'taken away'}.")


@app.command(
    epilog=examples("salesctl plan off 2026-12-24 2026-12-31 --cover Lin", "salesctl plan off fri --reason course")
)
def off(
    first: Day,
    last: Annotated[
        date | None,
        typer.Argument(parser=dates.future, metavar="[DATE]", help="The last day; only one when not given."),
    ] = None,
    cover: Annotated[
        str | None,
        typer.Option(
            callback=lookup.rep_name,
            autocompletion=offers.reps,
            help="The rep who takes over what is promised inside.",
        ),
    ] = None,
    reason: Annotated[str | None, typer.Option(help="What for.")] = None,
    back: Annotated[bool, typer.Option("--back", help="Work on these days after all.")] = False,
    rep: RepOption = None,
) -> None:
    """Take days off: nothing more is planned on them, and what is promised inside is listed or handed over."""
    run = this_run()
    end = last or first
    period = f"{first}" if end == first else f"{first} to {end}"
    places, whose = Names(run.store), rep or run.settings.rep
    if back:
        given_back = days_off.give_back(run.store, places, whose, first, end)
        say(f"{given_back} {plural('day', given_back)} off given back: {period}.")
        return
    taken = days_off.take_off(run.store, places, whose, first, end, reason=reason, cover=cover)
    handed = f" {taken.handed_over} {plural('promise', taken.handed_over)} handed over to {cover}." if cover else ""
    say(f"Off {period}: {taken.taken} {plural('day', taken.taken)}.{handed}", places.words())
    for promise in taken.promises:
        hint(f"Promised inside: {_when(promise)} {promise['name']}.")
    hint("A week that is planned already is planned again with `salesctl plan week --replan`.")


def _when(row: "PlannedVisitRow | PromisedVisit") -> str:
    if row["planned_on"] is None:
        return f"deferred in {row['week']}"
    return with_weekday(date.fromisoformat(row["planned_on"])) + (f" {row['at']}" if row["at"] else "")


def _warn(row: "PlannedVisitRow") -> None:
    """Say it when the day a visit was put on is not worked, or full."""
    run = this_run()
    if not (day := row["planned_on"]):
        return
    if found := workdays.doubt(run.store, run.settings, date.fromisoformat(day), row["rep_id"]):
        hint(f"Warning: {doubt(found)}.")
