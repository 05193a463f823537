"""`salesctl plan`: the week, the day, and changes by hand."""

from datetime import date
from typing import Annotated

import typer

from salesctl import clock
from salesctl.cli import dates, lookup
from salesctl.cli.group import examples, noun
from salesctl.cli.options import FormatOption, OutputOption, RepOption, TargetName
from salesctl.cli.run import current, hint, say
from salesctl.domain.plan import MovedBy
from salesctl.render.show import Format, show_rows, show_week
from salesctl.render.views.plan import PLAN
from salesctl.rules.calendar import WEEKDAYS, Week
from salesctl.services import planning, promises, schedule
from salesctl.services.contacts import ensure_contact
from salesctl.services.places import Places
from salesctl.services.workdays import free_days
from salesctl.store.queries.plan import day_rows

app = noun("The weekly plan (拜訪管理表): what to do each Monday, each morning, and when plans change.")

Day = Annotated[date, typer.Argument(parser=dates.future, metavar="DATE", help="The day.")]
At = Annotated[str | None, typer.Option(parser=dates.time_of_day, metavar="HH:MM", help="The time.")]
Explain = Annotated[bool, typer.Option("--explain", help="List every visit with the reason it is in, or deferred.")]


@app.command(epilog=examples("salesctl plan week", "salesctl plan week next --dry-run", "salesctl plan week --replan"))
def week(
    which: Annotated[
        Week | None,
        typer.Argument(metavar="WEEK", parser=dates.week, help="2026-W48, this, next, last, or a date in the week."),
    ] = None,
    replan: Annotated[bool, typer.Option("--replan", help="Plan what is still undone again.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be planned; store nothing.")] = False,
    explain: Explain = False,
    capacity: Annotated[int | None, typer.Option(min=1, max=100, help="Visits a day, for this plan.")] = None,
    rep: RepOption = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show the week's plan; a week without one is planned first.

    Promises stay, overdue promises come first, then cadences, maintenance and canvassing fill the week.
    """
    run = current()
    chosen = which or Week.of(clock.today())
    rep_id = planned_rep(rep)
    view = planning.show_week(
        run.store, run.settings, chosen, rep_id, capacity=capacity, replan=replan, dry_run=dry_run
    )
    if form is Format.TABLE and not explain:
        show_week(chosen, view.rows, free_days(chosen, run.settings), (view.needed, view.capacity), output)
    else:
        show_rows(PLAN, view.rows, form, output)
    for warning in view.warnings:
        hint(f"Warning: {warning}.")
    if replan and view.difference is not None:
        hint(view.difference.in_words())
    if not view.rows:
        hint(_nothing_to_plan(rep_id))


def planned_rep(name: str | None) -> int:
    """Return the rep whose plan is meant: the one named, else the one in the settings."""
    if name is not None:
        return lookup.rep_id(name) or 0
    run = current()
    with run.store.transaction():
        return Places(run.store).rep(run.settings.rep)


def _nothing_to_plan(rep_id: int) -> str:
    run = current()
    others = run.store.rows(
        "SELECT name FROM rep WHERE id <> :id AND id IN (SELECT rep_id FROM prospect) ORDER BY name_key LIMIT 5",
        {"id": rep_id},
    )
    if others:
        return f"Nothing to plan for this rep; --rep plans for {', '.join(row['name'] for row in others)}."
    return "Nothing to plan yet: `salesctl target add` and `salesctl prospect promote` come first."


@app.command(epilog=examples("salesctl plan day", "salesctl plan day tomorrow"))
def day(
    which: Annotated[
        date | None, typer.Argument(metavar="DATE", parser=dates.future, help="The day; today when not given.")
    ] = None,
    rep: RepOption = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """List a day's planned visits in order."""
    chosen = which or clock.today()
    rows = day_rows(current().store, chosen, planned_rep(rep))
    show_rows(PLAN, rows, form, output, title=f"{WEEKDAYS[chosen.weekday()]} {chosen}")
    if not rows:
        hint(f"Nothing is planned on {chosen}; `salesctl plan week {chosen}` plans its week.")


@app.command(epilog=examples('salesctl plan add "Acme Ltd" fri --at 10:00 --purpose "bring the two-year cost sheet"'))
def add(
    name: TargetName,
    on: Day,
    at: At = None,
    person: Annotated[str | None, typer.Option("--with", help="Whom to see.")] = None,
    purpose: Annotated[str | None, typer.Option(help="What for.")] = None,
    rep: RepOption = None,
) -> None:
    """Put a visit into the plan by hand; replanning leaves it there."""
    run = current()
    target = lookup.target(name)
    rep_id = planned_rep(rep)
    with run.store.transaction():
        schedule.refuse_second(run.store, target, on, at)
        contact_id = ensure_contact(run.store, target["id"], person)[0]["id"] if person else None
        row = promises.plan_by_hand(run.store, target, rep_id, on=on, at=at, contact_id=contact_id, purpose=purpose)
    say(f"Planned visit {row['id']} {target['name']}: {_when(row)}.")
    _warn_if_free(on)


@app.command(epilog=examples('salesctl plan move "Acme Ltd" thu', 'salesctl plan move "Acme Ltd" +2d --by customer'))
def move(
    name: TargetName,
    to: Day,
    at: At = None,
    by: Annotated[MovedBy, typer.Option(help="Who asked for it.")] = MovedBy.REP,
) -> None:
    """Move a target's next planned visit to another day; replanning leaves it there."""
    target = lookup.target(name)
    before, after = schedule.move(current().store, target, to, at=at, by=by)
    say(f"Planned visit {after['id']} {target['name']}: {_when(before)} moved to {_when(after)}.")
    _warn_if_free(to)


@app.command(epilog=examples('salesctl plan miss "Acme Ltd" --reason "the customer was called away"'))
def miss(
    name: TargetName,
    reason: Annotated[str, typer.Option(help="Why the call was not made.")],
    on: Annotated[date | None, typer.Option(parser=dates.past, metavar="DATE", help="The day it was planned.")] = None,
) -> None:
    """Mark a target's earliest undone planned visit up to today as missed."""
    target = lookup.target(name)
    row = schedule.miss(current().store, target, reason, on)
    say(f"Planned visit {row['id']} {target['name']}: {_when(row)} missed: {row['miss_reason']}.")


@app.command(epilog=examples('salesctl plan drop "Acme Ltd"'))
def drop(
    name: TargetName,
    on: Annotated[date | None, typer.Option(parser=dates.future, metavar="DATE", help="The day it is planned.")] = None,
) -> None:
    """Cancel a target's next planned visit: it was not missed, it is simply no longer planned."""
    target = lookup.target(name)
    row = schedule.cancel(current().store, target, on)
    say(f"Planned visit {row['id']} {target['name']}: {_when(row)} cancelled.")


def _when(row: dict[str, object]) -> str:
    if row["planned_on"] is None:
        return f"deferred in {row['week']}"
    on = date.fromisoformat(str(row["planned_on"]))
    return f"{WEEKDAYS[on.weekday()]} {on}" + (f" {row['at']}" if row["at"] else "")


def _warn_if_free(on: date) -> None:
    free = free_days(Week.of(on), current().settings)
    if on in free:
        hint(f"Warning: {on} is {free[on] or 'not a working day'}.")
