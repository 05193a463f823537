"""Everyday commands beside sqlite-utils: `python tests/benchmarks/everyday.py [RUNS]` prints whole-process ratios.

Times and the first ratio are those of a user with a settings file; `without` is the ratio where there is none.
"""

import sys
import tempfile
from pathlib import Path

from timing import BIN, line, prepare, ratio

from salesctl.clock import set_clock
from salesctl.config import Settings
from salesctl.services.demo import fill
from salesctl.store.sqlite.opening import open_store

TODAY = "2026-11-25"
SETTINGS = """\
# as users have it
rep = "me"
currency = "USD"
country = "TW"
working_days = ["mon", "tue", "wed", "thu", "fri"]
capacity = 8

[cadence]
A = 4
B = 2
"""


def main(runs: int) -> None:
    """Time each everyday command against its peer."""
    prepare()
    with tempfile.TemporaryDirectory() as folder:
        store, peer, row = Path(folder) / "demo.db", Path(folder) / "peer.db", Path(folder) / "row.json"
        set_clock(TODAY)
        fill(open_store(store), Settings(), lambda weeks: weeks)
        homes = [_home(Path(folder), "with", SETTINGS), _home(Path(folder), "without", None)]
        row.write_text('{"name": "Alder Foods", "outcome": "advance", "visited_on": "2026-11-25"}', encoding="utf-8")
        utils = str(BIN / "sqlite-utils")
        ours = [str(BIN / "salesctl"), "--db", str(store), "--today", TODAY]
        insert, rows = (
            [utils, "insert", str(peer), "visit", str(row)],
            [utils, "rows", str(peer), "visit", "--limit", "20"],
        )
        add = [*ours, "visit", "add", "Alder Foods", "--outcome", "advance"]
        completing = {
            "_SALESCTL_COMPLETE": "complete_bash",
            "COMP_WORDS": "salesctl\nvisit\nadd\nAld",
            "COMP_CWORD": "3",
            "SALESCTL_DB": str(store),
        }
        print(f"{'whole process, median':34} {'salesctl':>11} {'peer':>11}   ratio   wanted  without")
        for name, command, other, wanted, environment in (
            ("visit add / insert", add, insert, "<= 1.0", {}),
            ("visit list --limit 20 / rows", [*ours, "visit", "list", "--limit", "20"], rows, "<= 1.3", {}),
            ("plan week, stored / rows", [*ours, "plan", "week"], rows, "<= 1.3", {}),
            ("progress visits / rows", [*ours, "progress", "visits"], rows, "<= 1.3", {}),
            ("--help / --help", [ours[0], "--help"], [utils, "--help"], "<= 0.9", {}),
            ("completing a name / rows", [ours[0]], rows, "<= 0.8", completing),
            ("visit add / bare Python", add,
             [sys.executable, "-c", "pass"], "", {}),
        ):  # fmt: skip
            with_file, without = (ratio(command, other, runs, environment | home, {}) for home in homes)
            print(f"{line(name, *with_file, wanted):78} {without[-1]:7.2f}", flush=True)


def _home(folder: Path, name: str, settings: str | None) -> dict[str, str]:
    """Make a home with a settings file, or without one, and return the environment that says where it is."""
    file = folder / name / "salesctl" / "config.toml"
    file.parent.mkdir(parents=True)
    if settings:
        file.write_text(settings, encoding="utf-8")
    return {"XDG_CONFIG_HOME": str(folder / name), "XDG_CACHE_HOME": str(folder / name)}


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
