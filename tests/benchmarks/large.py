"""A very large store beside its peers: `python tests/benchmarks/large.py [RUNS]` prints ratios, each met or not met."""

import csv
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace

from stores import TODAY, make_store
from timing import BIN, prepare, ratio, seconds, usage

from salesctl.clock import set_clock
from salesctl.config import Settings
from salesctl.services.demo import fill
from salesctl.store.queries.visits import VisitFilter, stream_visits
from salesctl.store.sqlite.opening import open_store

SIZES = {"targets": 100_000, "prospects": 20_000, "visits": 1_000_000}
_MEBIBYTES = 120


def main(runs: int) -> None:
    """Measure imports, exports and everyday commands; the slow ones three times, the quick ones `runs` times."""
    prepare()
    set_clock(TODAY.isoformat())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{'whole process, median':44} {'this':>10} {'that':>10}  measured   wanted")
        _importing(folder)
        huge, demo = make_store(folder / "huge.db", **SIZES), folder / "demo.db"
        fill(open_store(demo), Settings(), lambda weeks: weeks)
        _everyday(huge, demo, runs)
        _exporting(folder, huge)


def _importing(folder: Path) -> None:
    """Import the targets into a new store each time, and the same file with sqlite-utils."""
    rows = folder / "targets.csv"
    with rows.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["name", "territory", "block", "industry", "address", "phone"])
        writer.writerows(_target(number) for number in range(SIZES["targets"]))
    store, peer = folder / "ours.db", folder / "theirs.db"
    ours = [str(BIN / "salesctl"), "--db", str(store), "import", "targets", str(rows)]
    theirs = [str(BIN / "sqlite-utils"), "insert", str(peer), "target", str(rows), "--csv"]
    pairs = [(_afresh(store, ours), _afresh(peer, theirs)) for _ in range(3)]
    _report("import 100,000 targets / insert --csv", *_medians(pairs), 2.0)


def _target(number: int) -> list[str]:
    name = f"公司 {number:06d}" if number % 2 else f"Company {number:06d}"
    place = [f"Territory {number % 10}", f"Block {number % 200}", "Retail"]
    return [name, *place, f"{number} Harbour Street", f"02{number:08d}"]


def _afresh(store: Path, command: Sequence[str]) -> float:
    store.unlink(missing_ok=True)
    return seconds(command, {})


def _exporting(folder: Path, huge: Path) -> None:
    """Export all visits, and the rows of the same query with the shell of SQLite."""
    asked = SimpleNamespace(stream=lambda sql, params: sql)
    query = str(stream_visits(asked, VisitFilter()))  # type: ignore[arg-type]
    ours = [str(BIN / "salesctl"), "--db", str(huge), "export", "visits", "-o", str(folder / "ours.csv")]
    theirs = ["sqlite3", "-csv", "-header", str(huge), f".once {folder / 'theirs.csv'}", query]
    _report(
        "export 1,000,000 visits / sqlite3 -csv",
        *_medians([(seconds(ours, {}), seconds(theirs, {})) for _ in range(3)]),
        3.0,
    )
    peak = usage(ours, {}).ru_maxrss / 1024
    print(_line("  its peak memory", f"{peak:7.0f} MiB", "", peak, _MEBIBYTES), flush=True)


def _everyday(huge: Path, demo: Path, runs: int) -> None:
    """Compare the same commands in the very large store and in the demo store."""
    program = [str(BIN / "salesctl"), "--today", f"{TODAY}T18:00", "--db"]
    for name, command in (
        ("visit add", ["visit", "add", "1", "--outcome", "advance"]),
        ("visit list --limit 20", ["visit", "list", "--limit", "20"]),
        ("target show", ["target", "show", "1"]),
    ):
        measured = ratio([*program, str(huge), *command], [*program, str(demo), *command], runs, {}, {})
        _report(f"{name}, very large / demo store", *measured, 1.2)


def _medians(pairs: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    return ours, theirs, statistics.median(one / other for one, other in pairs)


def _report(name: str, ours: float, theirs: float, measured: float, wanted: float) -> None:
    write: Callable[[float], str] = (
        (lambda took: f"{took:8.2f} s") if ours > 1 else (lambda took: f"{took * 1000:7.0f} ms")
    )
    print(_line(name, write(ours), write(theirs), measured, wanted), flush=True)


def _line(name: str, ours: str, theirs: str, measured: float, wanted: float) -> str:
    verdict = "met" if measured <= wanted else "NOT MET"
    return f"{name:44} {ours:>10} {theirs:>10} {measured:8.2f}   <= {wanted:g}  {verdict}"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
