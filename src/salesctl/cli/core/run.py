"""What one run of the program works with: its settings and its store, imported and opened when first needed.

The help of the program needs neither.
"""

import shlex
import sys
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from salesctl import folders
from salesctl.domain.text import printable

if TYPE_CHECKING:
    from salesctl.config import Settings
    from salesctl.errors import SalesctlError
    from salesctl.store.store import Store


class Run:
    """The global options of one run, and what follows from them."""

    def __init__(self, db: str | None = None, config_file: Path | None = None) -> None:
        self.db = db
        self.named_config = config_file

    @cached_property
    def config_path(self) -> Path:
        """The settings file, whether it exists or not."""
        from salesctl import config

        return self.named_config or config.default_path()

    @cached_property
    def settings(self) -> "Settings":
        """The settings in force."""
        from salesctl import config

        return config.load(self.config_path, must_exist=self.named_config is not None)

    @cached_property
    def store_path(self) -> Path:
        """The store's file: `--db`, else the `db` setting, else the usual place."""
        from salesctl import config
        from salesctl.store.place import store_path, when_waiting

        when_waiting(lambda: hint("Waiting: another program is writing to the store."))
        place = self.db or self.settings.db
        return store_path(place) if place else config.default_store()

    @cached_property
    def store(self) -> "Store":
        """The open store."""
        from salesctl.store.place import open_store

        settings = self.settings
        return open_store(
            self.store_path,
            command_line=command_line(),
            rep=settings.rep,
            currency=settings.currency,
            backups_keep=settings.backups_keep,
        )

    def own_files(self) -> list[Path]:
        """Return the files that no output may go over: the settings, the questions beside them, and the store."""
        from salesctl.services.prep_questions import own_catalogue

        return [self.config_path, own_catalogue(self.config_path), self.store_path]


_run = Run()
_typed: tuple[str, ...] = ()
_said: list[str] = []
_recorded = ""


def type_in(words: Sequence[str]) -> None:
    """Keep the command as it was typed, from its noun on: what the global options hold is nobody's business."""
    global _typed
    _typed = tuple(words)


def command_line() -> str:
    """Return the command as it was typed, without the options before the noun."""
    # A file's name may hold bytes that are no text; the journal is text.
    return shlex.join(_typed).encode(errors="backslashreplace").decode()


def start(db: str | None, config_file: Path | None) -> None:
    """Begin a run with the global options as given."""
    global _run, _recorded
    _run, _recorded = Run(db, config_file), ""
    folders.protect(_run.own_files)


def finish() -> None:
    """End the run: a store that was opened is closed, so that its file is whole by itself and can be copied."""
    global _run, _recorded
    if "store" in vars(_run):
        if _run.store.last_entry and _said:
            _recorded = " ".join((f"recorded as entry {_run.store.last_entry} of `salesctl log`:", *_said))
        _run.store.close()
    _said.clear()
    _run = Run()


def recorded() -> str:
    """Say what the run that ended has recorded, where it said so itself; nothing when there is nothing to say."""
    return _recorded


def damaged() -> "SalesctlError | None":
    """Return what is wrong with the store, if it is open: an error nobody reckoned with may come from there."""
    if "store" not in vars(_run):
        return None
    from salesctl.errors import SalesctlError
    from salesctl.store.place import require_whole

    try:
        require_whole(_run.store)
    except SalesctlError as error:
        return error
    return None


def this_run() -> Run:
    """Return the run in progress."""
    return _run


def pause() -> None:
    """Let go of what is read of the store while somebody is asked: what is read afterwards is as it is then."""
    if "store" in vars(_run):
        _run.store.release()


def say(message: str, also: str = "") -> None:
    """Print the line that tells what a write did, and what else it made."""
    line = printable(f"{message} ({also})" if also else message)
    _said.append(line)
    typer.echo(line)


def hint(message: str) -> None:
    """Print a hint or warning, on standard error so that output stays clean for scripts."""
    sys.stdout.flush()  # where both go to one place, what came first stands first
    typer.echo(printable(message), err=True)


def hint_if_cut(rows: Sequence[object], limit: int, when_empty: str) -> None:
    """Say that a listing may go on past its limit, or why it is empty."""
    if not rows:
        hint(when_empty[0].upper() + when_empty[1:] + ".")
    elif len(rows) == limit:
        hint(f"The first {limit}; --limit shows more.")
