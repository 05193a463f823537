"""Planning a week in stores of growing size: `python tests/benchmarks/planning.py [RUNS]` prints ratios."""

import sys
import tempfile
from pathlib import Path

from stores import TODAY, make_store
from timing import BIN, line, prepare, ratio

from salesctl.clock import set_clock
from salesctl.config import Settings
from salesctl.services.demo import fill
from salesctl.store.sqlite.opening import open_store


def main(runs: int) -> None:
    """Time `plan week --dry-run` in a small, a large and a very large store."""
    prepare()
    with tempfile.TemporaryDirectory() as folder:
        demo = Path(folder) / "demo.db"
        set_clock(TODAY.isoformat())
        fill(open_store(demo), Settings(), lambda weeks: weeks)
        sizes = {"targets": 100_000, "prospects": 20_000}
        large = make_store(Path(folder) / "large.db", **sizes, visits=100_000)
        huge = make_store(Path(folder) / "huge.db", **sizes, visits=1_000_000)

        def command(store: Path) -> list[str]:
            return [str(BIN / "salesctl"), "--db", str(store), "--today", str(TODAY), "plan", "week", "--dry-run"]

        print(f"{'plan week --dry-run':34} {'this':>11} {'that':>11}   ratio   wanted")
        for name, one, other, wanted in (
            ("1,000,000 visits / demo store", huge, demo, "<= 4.0"),
            ("1,000,000 visits / 100,000", huge, large, "<= 1.2"),
        ):
            print(line(name, *ratio(command(one), command(other), runs, {}, {}), wanted), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
