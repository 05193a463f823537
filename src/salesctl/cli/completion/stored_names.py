"""The names in the store, as completion offers them: read without Typer and pydantic.

Where a name may stand is written in `completion.json`, which `python -m salesctl.cli.completion.generate` makes from
the commands.
"""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from salesctl.domain.text import fold
from salesctl.store.place import names_like, store_path

PLACES = Path(__file__).with_name("completion.json")


def names(table: str, incomplete: str, db: str | None, config_file: Path | None) -> list[str]:
    """Return names that begin with what was typed or, when none does, those that contain it."""
    try:
        return names_like(_store(db, config_file), table, fold(incomplete))
    except Exception:
        # An error would disturb the line being typed; no names are offered instead.
        return []


def _store(db: str | None, config_file: Path | None) -> Path:
    if db:
        return store_path(db)
    from salesctl import config

    # Only one setting matters here: the others are not checked, which would take longer than all the rest.
    place = config.read(config_file or config.default_path(), must_exist=config_file is not None).get("db")
    return store_path(place) if place else config.default_store()


def names_at(words: Sequence[str], incomplete: str) -> list[str] | None:
    """Return the names to offer after the words of a line, None where it is not a name that is being typed."""
    if incomplete.startswith("-"):
        option, equals, incomplete = incomplete.partition("=")
        if not equals:
            return None
        words = [*words, option]
    line = Line(json.loads(PLACES.read_text(encoding="utf-8")))
    if not all(line.take(word) for word in words) or not line.table:
        return None
    config_file = line.given.get("--config") or os.environ.get("SALESCTL_CONFIG")
    return names(
        line.table,
        incomplete,
        line.given.get("--db") or os.environ.get("SALESCTL_DB"),
        Path(config_file) if config_file else None,
    )


class Line:
    """A line as far as it was typed: the command it has come to, and what the next word is."""

    def __init__(self, command: dict[str, Any]) -> None:
        """Begin with the root command; each has its options, and either commands or arguments."""
        self.command = command
        self.given: dict[str, str] = {}
        self._option = ""
        self._arguments = 0

    def take(self, word: str) -> bool:
        """Go on by one word; whether it is one that is understood here."""
        options = self.command["options"]
        if self._option:
            self.given[self._option], self._option = word, ""
        elif word.startswith("-"):
            name, equals, value = word.partition("=")
            if name not in options or (equals and options[name] is None):
                return False
            if equals:
                self.given[name] = value
            elif options[name] is not None:
                self._option = name
        elif "commands" in self.command:
            self.command = self.command["commands"].get(word, {"options": {}, "arguments": []})
            return bool(self.command["options"])
        else:
            self._arguments += 1
        return True

    @property
    def table(self) -> str:
        """The table whose names the next word may be one of; empty where it is something else."""
        if self._option:
            return str(self.command["options"][self._option])
        arguments = self.command.get("arguments", [])
        if self.command.get("many"):
            return str(arguments[min(self._arguments, len(arguments) - 1)])
        return str(arguments[self._arguments]) if self._arguments < len(arguments) else ""
