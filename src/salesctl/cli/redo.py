"""`salesctl redo`."""

from functools import partial

from salesctl.cli.core.group import examples, verb
from salesctl.cli.core.run import say, this_run
from salesctl.cli.undo import Of, in_rows, whose
from salesctl.render.tracking import tracked
from salesctl.services import undo

app = verb()


@app.command(epilog=examples("salesctl redo", "salesctl redo --of 12"))
def redo_last(of: Of = None) -> None:
    """Bring back what you undid last; not possible once you wrote something else.

    With --of, what an undo took back: the entry that was undone, be it another's.
    """
    run = this_run()
    taken = undo.redo(run.store, of, backups_keep=run.settings.backups_keep, track=partial(tracked, label="Redoing"))
    say(f"Redone{whose(taken['rep'])}: {taken['words']} ({in_rows(taken['rows'])}).")
