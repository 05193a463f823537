"""What `target forget` and `contact forget` have in common: it is asked first, and what is left to do is said after."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from salesctl.cli.core import ask
from salesctl.cli.core.run import hint, say, this_run
from salesctl.domain.text import plural
from salesctl.errors import InvalidInput
from salesctl.render.tracking import tracked

if TYPE_CHECKING:  # few who keep targets forget one
    from salesctl.services.forget import Forgotten, Outlook, Person
    from salesctl.store.forget import Track

_MOST = 20

Sure = Annotated[bool, typer.Option("--yes", "-y", help="Forget without asking; nothing brings it back.")]


def forget_for_good(person: "Person", *, sure: bool) -> None:
    """Have it confirmed, forget somebody, and say what became of it and who still names them.

    Raises:
        InvalidInput: Nobody is there to confirm it.
        NotFound, Conflict, StoreError: They cannot be forgotten.
    """
    from salesctl.services import forget

    store = this_run().store
    outlook = forget.outlook(store, person, _tracked("Looking through backups"))
    _confirm(person, outlook, sure=sure)
    done = forget.forget(store, person, _tracked("Rewriting backups"))
    who = f"{person.table.capitalize()} {person.row_id}" if person.row_id else "Whoever had that name"
    files = len(done.kept.blanked)
    say(f"{who} is forgotten{_staying(outlook)}.", f"{files} {plural('backup', files)} rewritten" if files else "")
    _tell_files(done)
    _tell_mentions(done)


def _tracked(label: str) -> "Track":
    return partial(_with_label, label=label)


def _with_label(files: Iterable[Path], label: str) -> Iterable[Path]:
    listed = list(files)
    return tracked(listed, label, len(listed))


def _confirm(person: "Person", outlook: "Outlook", *, sure: bool) -> None:
    if sure:
        return
    what = f"what is known of '{person.name}' is blanked for good{_staying(outlook)}{_beside(len(outlook.files))}"
    if not ask.possible():
        raise InvalidInput(f"{what}; nothing brings it back; --yes does so")
    if not typer.confirm(f"{what[0].upper()}{what[1:]}. Nothing brings it back. Go on?", err=True):
        raise typer.Abort


def _staying(outlook: "Outlook") -> str:
    """Say what stays, and under which name; nothing of who was not in the store any more."""
    if outlook.stays is None:
        return ""
    counts = {"visit": outlook.visits, "sale": outlook.sales}
    rows = " and ".join(f"{count:,} {plural(what, count)}" for what, count in counts.items() if count)
    if not rows:
        return f"; the row stays as '{outlook.stays}'"
    return f"; {rows} {'stays' if sum(counts.values()) == 1 else 'stay'} under '{outlook.stays}'"


def _beside(files: int) -> str:
    return f"; {files} {plural('backup', files)} to rewrite" if files else ""


def _tell_files(done: "Forgotten") -> None:
    for file, why in done.kept.failed:
        hint(f"Warning: {file} could not be rewritten ({why}); delete it, it may still hold what was forgotten.")
    for file in done.kept.strangers:
        hint(f"Warning: {file} has another name by that id and was left as it is: look there, or delete it.")
    for file in done.kept.naming:
        hint(f"Warning: {file} names it in texts of others; `salesctl --db` opens it, or delete it.")
    if not done.is_wiped:
        hint("Warning: another program uses the store, so its log still has what was; `salesctl db vacuum` clears it.")


def _tell_mentions(done: "Forgotten") -> None:
    if not done.mentions:
        return
    count = len(done.mentions)
    hint(f"Named in {count:,} {plural('text', count)} elsewhere, which {'is' if count == 1 else 'are'} as before:")
    for mention in done.mentions[:_MOST]:
        noun = mention.table.replace("_", " ")
        old = f"as log entry {mention.entry} has it" if mention.entry else mention.field
        hint(f"  {noun} {mention.row_id}: {old}")
    if count > _MOST:
        hint(f"  and {count - _MOST:,} more")
