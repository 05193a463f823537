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
        from salesctl.store.sqlite.opening import store_path

        place = self.db or self.settings.db
        return store_path(place) if place else config.default_store()

    @cached_property
    def store(self) -> "Store":
        """The open store."""
        from salesctl.store.sqlite.opening import open_store

        settings = self.settings
        return open_store(
            self.store_path,
            command_line=command_line(),
            rep=settings.rep,
            currency=settings.currency,
            backups_keep=settings.backups_keep,
        )


_run = Run()


def command_line() -> str:
    """Return the command as it was typed."""
    # A file's name may hold bytes that are no text; the journal is text.
    return shlex.join(sys.argv[1:]).encode(errors="backslashreplace").decode()


def start(db: str | None, config_file: Path | None) -> None:
    """Begin a run with the global options as given."""
    global _run
    _run = Run(db, config_file)


def finish() -> None:
    """End the run: a store that was opened is closed, so that its file is whole by itself and can be copied."""
    global _run
    if "store" in vars(_run):
        _run.store.lane.close()
    _run = Run()


def damaged() -> "SalesctlError | None":
    """Return what is wrong with the store, if it is open: an error nobody reckoned with may come from there."""
    if "store" not in vars(_run):
        return None
    from salesctl.errors import SalesctlError
    from salesctl.store.sqlite.health import require_whole

    try:
        require_whole(_run.store.lane)
    except SalesctlError as error:
        return error
    return None


def this_run() -> Run:
    """Return the run in progress."""
    return _run


def say(message: str, also: str = "") -> None:
    """Print the line that tells what a write did, and what else it made."""
    typer.echo(printable(f"{message} ({also})" if also else message))


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
