"""What `salesctl plan week` tells of a week without showing it: why a name is in it, and the facts behind it."""

from pathlib import Path

from salesctl import clock
from salesctl.cli.core import lookup
from salesctl.cli.core.run import hint, say, this_run
from salesctl.domain.why import code_of
from salesctl.messages.why import answer, said
from salesctl.render.show import Format, show_lines, show_rows
from salesctl.render.views.plan import WHY
from salesctl.rules.calendar import Week
from salesctl.services.plan.facts_file import write_week_facts
from salesctl.services.plan.why import why


def tell_why(week: Week, rep_id: int, name: str, capacity: int | None, form: Format, output: Path | None) -> None:
    """Say why a target is in a rep's week, or is not."""
    run = this_run()
    target = lookup.target(name)
    found = why(run.store, run.settings, week, rep_id, target, capacity)
    if form is Format.TABLE:
        show_lines(
            answer(
                target["name"],
                str(week),
                found.whys,
                planned=found.planned,
                assumed=found.assumed,
                passed=week.sunday < clock.today(),
            ),
            output,
        )
    else:
        row = {
            "name": target["name"],
            "target_id": target["id"],
            "week": str(week),
            "planned": int(found.planned),
            "code": code_of(found.whys[0]),
            "reason": "; ".join(said(found.whys)),
        }
        show_rows(WHY, [row], form, output)
    if found.assumed:
        hint(f"{week} is not planned yet; `salesctl plan week {week}` plans it.")


def write_facts(week: Week, rep_id: int, file: Path, capacity: int | None) -> None:
    """Write what a rep's week is planned from, as a test of the planner."""
    run = this_run()
    targets = write_week_facts(run.store, run.settings, week, rep_id, capacity or run.settings.capacity, file)
    say(f"Facts of {week} written to {file}: {targets:,} targets, their names replaced.")
    hint("It is a test that says what is planned now: say in it what should be, and run it with pytest.")
