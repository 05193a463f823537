"""`salesctl undo`."""

from functools import partial
from typing import Annotated

import typer

from salesctl.cli.core import ask
from salesctl.cli.core.group import examples, verb
from salesctl.cli.core.options import FormatOption, OutputOption
from salesctl.cli.core.run import say, this_run
from salesctl.domain.text import plural
from salesctl.errors import InvalidInput
from salesctl.render.show import Format, show_rows
from salesctl.render.tracking import tracked
from salesctl.render.views.log import TAKEN_BACK
from salesctl.services import undo

app = verb()

Of = Annotated[int | None, typer.Option("--of", metavar="ID", help="This entry of the log, and not your last.")]


@app.command(
    epilog=examples("salesctl undo", "salesctl undo --dry-run", "salesctl undo --of 12", "salesctl undo --to 1")
)
def undo_last(
    to: Annotated[
        int | None,
        typer.Option(
            metavar="ID", help="Back to where the store was just after this entry of the log; 0 for where it began."
        ),
    ] = None,
    of: Of = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be taken back, and write nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Take back what others did too, without asking.")] = False,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Take back your last command as a whole; an import of a hundred thousand rows too.

    With --of, one entry of the log, be it another's, as long as nothing later changed its rows. With --to, all that
    was done after an entry, in one go: commands since are undone and what was undone since is redone.

    A week that was stored because somebody looked at it is no command: its visits go with what they depend on.

    A backup is made before --to and before many rows are changed. Undo goes back to the last migration or restored
    backup, and not beyond.
    """
    if to is not None and of is not None:
        raise InvalidInput("give --of for one entry, or --to for all since one")
    store, keep = this_run().store, this_run().settings.backups_keep
    track = partial(tracked, label="Undoing")
    if dry_run:
        show_rows(TAKEN_BACK, undo.preview(store, to, of), form, output)
    elif to is None:
        taken = undo.undo(store, of, backups_keep=keep, track=track)
        say(
            f"Undone{whose(taken['rep'])}: {taken['words']} ({in_rows(taken['rows'])}). `salesctl redo` brings it back."
        )
    else:
        _ask_for_others(to, sure=yes)
        all_taken = undo.undo_to(store, to, backups_keep=keep, track=track)
        count, rows = len(all_taken), sum(taken["rows"] for taken in all_taken)
        where = f"to just after entry {to}" if to else "to where the store began"
        say(f"Back {where}: {count} {plural('command', count)} taken back ({in_rows(rows)}).")


def _ask_for_others(to: int, *, sure: bool) -> None:
    """Have it confirmed that going back takes back what others did.

    Raises:
        InvalidInput: Nobody is there to confirm it.
    """
    others = undo.of_others(this_run().store, to)
    if not others or sure:
        return
    named = ", ".join(f"{count} {plural('command', count)} of {rep}" for rep, count in others.items())
    if not ask.possible():
        raise InvalidInput(f"going back to entry {to} takes back {named} too; --yes does so")
    if not typer.confirm(f"This takes back {named} too. Go on?", err=True):
        raise typer.Abort


def whose(rep: str | None) -> str:
    """Say whose command was taken back, where it is another's."""
    return f" what {rep} did" if rep not in (None, this_run().store.rep) else ""


def in_rows(count: int) -> str:
    """Say how many rows were changed."""
    return f"{count:,} {plural('row', count)}"
