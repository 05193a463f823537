"""`salesctl redo`."""

from functools import partial

from salesctl.cli.core.group import examples, verb
from salesctl.cli.core.run import say, this_run
from salesctl.cli.undo import in_rows
from salesctl.render.tracking import tracked
from salesctl.services import undo

app = verb()


@app.command(epilog=examples("salesctl redo"))
def redo_last() -> None:
    """Bring back what was undone last; not possible once something else was written."""
    run = this_run()
    taken = undo.redo(run.store, backups_keep=run.settings.backups_keep, track=partial(tracked, label="Redoing"))
    say(f"Redone: {taken['words']} ({in_rows(taken['rows'])}).")
