"""`salesctl db`: the store as a file, its backups and its health."""

import os
from pathlib import Path
from typing import Annotated

import typer

from salesctl.cli.core.group import examples, noun
from salesctl.cli.core.options import FormatOption, OutputOption
from salesctl.cli.core.run import command_line, hint, say, this_run
from salesctl.domain.text import plural
from salesctl.errors import InvalidInput
from salesctl.render.show import Format, show_card
from salesctl.render.views.db import STORE, size
from salesctl.services import db
from salesctl.store import place

_NAMED = 3
_MENDED = 20

app = noun("The store as a file: where it is, whether it is whole, backups and room.")


@app.command(epilog=examples("salesctl db path"))
def path() -> None:
    """Print where the store is, whether it exists or not."""
    say(os.path.abspath(this_run().store_path))


@app.command(epilog=examples("salesctl db info", "salesctl db info --format json"))
def info(form: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Show the store's size, its rows by table, its journal and its last backup."""
    show_card(STORE, db.info(this_run().store), form, output)


@app.command(epilog=examples("salesctl db check", "salesctl db check --repair"))
def check(
    repair: Annotated[
        bool,
        typer.Option("--repair", help="Save every row that can be read into a new store, and keep the damaged one."),
    ] = False,
) -> None:
    """Check every page, index and value of the store, and that it is as the journal says; exit 5 if it is not.

    What is in it and not of salesctl is named: views and tables of your own are left alone.
    """
    if repair:
        _repair(this_run().store_path)
        return
    store = this_run().store
    for sentence in db.check(store):
        hint(sentence)
    say(f"{store.path} is whole.")


def _repair(path: Path) -> None:
    """Repair a store, and name what is otherwise than it stood or lost."""
    done = place.repair(path, command_line())
    if done is None:
        say(f"{path} is whole; there is nothing to repair.")
        return
    for line in done.mended[:_MENDED]:
        hint(f"Mended: {line}.")
    if len(done.mended) > _MENDED:
        hint(f"Mended: {len(done.mended) - _MENDED:,} more.")
    for line in done.lost:
        hint(f"Lost: {line}.")
    say(f"{path} repaired: {done.rows:,} rows saved.", f"the store as it was is {done.kept}")


@app.command(epilog=examples("salesctl db backup", "salesctl db backup monday.db"))
def backup(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="Where to; else the folder of backups.")] = None,
) -> None:
    """Copy the store while it is in use, to a new file or into the folder `backups` beside it."""
    store = this_run().store
    if file is None:
        file = place.back_up(store, "by-hand")
    else:
        place.back_up_to(store, file)
    say(f"Backed up to {file} ({size(file.stat().st_size)}).")


@app.command(epilog=examples("salesctl db restore monday.db"))
def restore(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A backup of a store; without it, those there are are named.")
    ] = None,
) -> None:
    """Put a backup in the place of the store; the store as it was is kept in the folder `backups`.

    The backup is checked first: damaged, no store at all or made by a newer salesctl, it is refused.
    """
    if file is None:
        raise InvalidInput(f"give the FILE of a backup; {_newest(this_run().store_path)}")
    kept = place.restore(this_run().store_path, file, command_line())
    if kept is None:
        was = "there was no store before"
    elif kept.suffix == ".db":
        was = f"the store as it was is {kept}"
    else:
        was = f"there was no store before, and the log it left is {kept}"
    say(f"{file} restored.", was)


def _newest(path: Path) -> str:
    """Name the backups of a store that were made last."""
    newest = [str(file) for file in place.backups_of(path)[:_NAMED]]
    return "the newest are " + ", ".join(newest) if newest else f"there are none in {place.backups_folder(path)}"


@app.command(epilog=examples("salesctl db vacuum"))
def vacuum() -> None:
    """Forget what the journal holds beyond `journal_keep` days, and shrink the file to what is left.

    What is forgotten cannot be undone or looked up in the log any more; no other data is touched.
    """
    done = db.vacuum(this_run().store, this_run().settings.journal_keep)
    forgotten = f"{done.forgotten:,} old {plural('entry', done.forgotten)} of the journal forgotten"
    say(f"The store has {size(done.after)} now, it had {size(done.before)}.", forgotten)
