"""What the documents are made with: `cog -r README.md docs/commands.md` writes them anew, `cog --check` compares."""

import contextlib
import io
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cog

from salesctl import main
from salesctl.cli.core import app

TODAY = "2026-11-23"
WIDTH = "100"
_home = Path(tempfile.mkdtemp(prefix="salesctl-docs-"))


def _environment(today: str, rep: str = "walk") -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SALESCTL_", "XDG_"))}
    home = _home / rep
    home.mkdir(exist_ok=True)
    return {**kept, "HOME": str(home), "SALESCTL_TODAY": today, "COLUMNS": WIDTH, "NO_COLOR": "1"}


def step(*commands: str, today: str = TODAY, rep: str = "walk") -> None:
    """Run commands one after the other, in the store of this walk or of somebody else, and show what they print."""
    cog.outl("```console")
    for command in commands:
        words = [sys.executable, "-m", "salesctl", *shlex.split(command)[1:]]
        done = subprocess.run(
            words,
            env=_environment(today, rep),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"{command}: exit {done.returncode}: {done.stdout}")
        cog.outl(f"$ {command}")
        cog.out(done.stdout)
    cog.outl("```")


def every_help() -> None:
    """Show the help of every noun and verb."""
    os.environ.update(_environment(TODAY))
    for noun in app.NOUNS:
        cog.outl(f"\n## {noun}\n")
        for words in _typed([noun], app.load(noun)):
            cog.outl(f"### `salesctl {' '.join(words)}`\n" if len(words) > 1 else "")
            cog.outl(f"```text\n{_help(words)}\n```\n")


def _typed(words: list[str], command: Any) -> Iterator[list[str]]:
    """Yield what is typed for a command and for each one inside it."""
    yield words
    for verb, inner in getattr(command, "commands", {}).items():
        yield from _typed([*words, verb], inner)


def _help(words: list[str]) -> str:
    printed = io.StringIO()
    sys.argv = ["salesctl", *words, "--help"]
    with contextlib.redirect_stdout(printed):
        main.run()
    return "\n".join(line.rstrip() for line in printed.getvalue().strip("\n").splitlines()).strip("\n")
