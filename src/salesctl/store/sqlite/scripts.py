"""The migrations there are: `NNNN_name.sql` in `migrations/` is revision NNNN, and the last one is the present one.

Where SQL does not do, a file `NNNN_name.py` beside it has `FUNCTIONS`, by the names under which the script calls them,
each of one argument.
"""

import re
import sqlite3
from collections.abc import Callable, Mapping
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, NamedTuple

MIGRATIONS = Path(__file__).parents[1] / "migrations"
_NAME = re.compile(r"(\d{4})_\w+\.sql")


class Migration(NamedTuple):
    """A revision, and the script that makes it of the one before."""

    revision: str
    script: Path

    def run(self, connection: sqlite3.Connection) -> None:
        """Run the script, inside the transaction that is open."""
        for name, function in self._functions().items():
            connection.create_function(name, 1, function, deterministic=True)
        # Not `executescript`, which would commit first.
        for statement in self.script.read_text(encoding="utf-8").split(";\n"):
            connection.execute(statement)

    def _functions(self) -> Mapping[str, Callable[[Any], Any]]:
        beside = self.script.with_suffix(".py")
        spec = spec_from_file_location(beside.stem, beside) if beside.exists() else None
        if spec is None or spec.loader is None:
            return {}
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        functions: Mapping[str, Callable[[Any], Any]] = module.FUNCTIONS
        return functions


def migrations(folder: Path = MIGRATIONS) -> list[Migration]:
    """Return the migrations there are, in order."""
    found = [(_NAME.fullmatch(path.name), path) for path in sorted(folder.iterdir())]
    return [Migration(match[1], path) for match, path in found if match]
