"""What is said of cases and actions that the week's plan, made before they came up, does not hold."""

from salesctl import clock
from salesctl.cli.core.run import hint, this_run
from salesctl.store.queries.duties import unplanned_duties

_NAMED = 3


def hint_unplanned(rep_id: int, target_id: int | None = None) -> None:
    """Name what is due this week, of a rep or at one of the targets, and has no visit in the plan yet."""
    run = this_run()
    due = unplanned_duties(run.store, rep_id, clock.today(), phone_resets=run.settings.phone_resets)
    here = [duty for duty in due if target_id in (None, duty["target_id"])]
    for duty in here[:_NAMED]:
        hint(f"Not in this week's plan yet: {duty['name']}: {duty['what']} due {duty['due']}: {duty['text']}.")
    if here:
        hint("`salesctl plan week --replan` makes room for what came up.")
