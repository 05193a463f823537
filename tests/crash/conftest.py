"""What the crash tests share: a nursery of children, warm and quick to start."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

WARM_UP = [
    ["target", "add", "Acme", "--territory", "North"],
    ["visit", "add", "Acme", "--outcome", "order", "--order", "100", "--next", "+3d", "--met", "Ann"],
    ["plan", "week"],
    ["undo"],
    ["db", "backup"],
]

Command = list[str]


class Nursery:
    """A warm process that forks a child for each run of the program."""

    def __init__(self, home: Path) -> None:
        env = {name: value for name, value in os.environ.items() if not name.startswith(("SALESCTL_", "XDG_"))}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "crash.nursery", json.dumps(WARM_UP)],
            cwd=Path(__file__).parents[1],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env={**env, "HOME": str(home), "SALESCTL_TODAY": "2026-11-23"},
        )

    def run(self, path: Path, commands: list[Command], stop: int | None = None) -> dict[str, Any]:
        """Run commands one after the other on a store; with `stop`, kill the child at that point."""
        return self._ask({"args": commands, "db": str(path), "stop": stop})

    def run_at_once(self, path: Path, crowd: list[list[Command]]) -> list[int]:
        """Run lists of commands on one store, a child for each list, and return their exit codes."""
        return self._ask([{"args": commands, "db": str(path), "name": f"-{n}"} for n, commands in enumerate(crowd)])

    def close(self) -> None:
        """Let the process end."""
        self._process.communicate()

    def _ask(self, request: Any) -> Any:
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@pytest.fixture(scope="session")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    """A nursery for all the tests of this process."""
    started = Nursery(tmp_path_factory.mktemp("home"))
    yield started
    started.close()
