"""`salesctl undo`."""

from functools import partial
from typing import Annotated

import typer

from salesctl.cli.core.group import examples, verb
from salesctl.cli.core.options import FormatOption, OutputOption
from salesctl.cli.core.run import say, this_run
from salesctl.domain.text import plural
from salesctl.render.show import Format, show_rows
from salesctl.render.tracking import tracked
from salesctl.render.views.log import TAKEN_BACK
from salesctl.services import undo

app = verb()


@app.command(epilog=examples("salesctl undo", "salesctl undo --dry-run", "salesctl undo --to 1"))
def undo_last(
    to: Annotated[
        int | None,
        typer.Option(
            metavar="ID", help="Back to where the store was just after this entry of the log; 0 for where it began."
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be taken back, and write nothing.")
    ] = False,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Take back the last command as a whole; an import of a hundred thousand rows too.

    With --to, all that was done after an entry of the log, in one go: commands since are undone and what was undone
    since is redone.

    A backup is made before --to and before many rows are changed. Undo goes back to the last migration or restored
    backup, and not beyond.
    """
    store, keep = this_run().store, this_run().settings.backups_keep
    track = partial(tracked, label="Undoing")
    if dry_run:
        show_rows(TAKEN_BACK, undo.preview(store, to), form, output)
    elif to is None:
        taken = undo.undo(store, backups_keep=keep, track=track)
        say(f"Undone: {taken['words']} ({in_rows(taken['rows'])}). `salesctl redo` brings it back.")
    else:
        all_taken = undo.undo_to(store, to, backups_keep=keep, track=track)
        count, rows = len(all_taken), sum(taken["rows"] for taken in all_taken)
        where = f"to just after entry {to}" if to else "to where the store began"
        say(f"Back {where}: {count} {plural('command', count)} taken back ({in_rows(rows)}).")


def in_rows(count: int) -> str:
    """Say how many rows were changed."""
    return f"{count:,} {plural('row', count)}"
