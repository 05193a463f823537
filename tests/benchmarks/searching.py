"""Searching a very large store: `python tests/benchmarks/searching.py [RUNS]` prints seconds."""

import sqlite3
import statistics
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from stores import TODAY, make_store
from timing import BIN, prepare, seconds

WORDS = (
    "copier",
    "價格太貴",
    "two years of cost",
    "影印機",
    "Rival Ltd offers less",
    "decides in spring",
    "預算明年",
    "OK",
)


def main(runs: int) -> None:
    """Time the first search, which indexes everything, those after it, and one after a visit was added."""
    prepare()
    with tempfile.TemporaryDirectory() as folder:
        store = make_store(Path(folder) / "huge.db", targets=100_000, prospects=20_000, visits=1_000_000)
        note(store)
        salesctl = [str(BIN / "salesctl"), "--db", str(store), "--today", str(TODAY)]
        before = store.stat().st_size
        print(f"{'first search, indexing 1,100,000 rows':48} {seconds([*salesctl, 'search', 'copier'], {}):8.2f} s")
        print(f"{'index':48} {(store.stat().st_size - before) / 2**20:8.0f} MB beside {before / 2**20:.0f} MB")
        for text in ("copier", "影印", "貴", "公司 000777", "r", "nothing like it"):
            took = statistics.median(seconds([*salesctl, "search", text], {}) for _ in range(runs))
            print(f"{f'search {text}':48} {took:8.2f} s")
        seconds([*salesctl, "visit", "add", "1", "--outcome", "advance", "--note", "new"], {})
        print(f"{'search after one more visit':48} {seconds([*salesctl, 'search', 'new'], {}):8.2f} s")


def note(path: Path) -> None:
    """Give every visit a note of some words."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.create_function(
            "note", 1, lambda number: " ".join(WORDS[number * 7 % (8 + n) % 8] for n in range(4))
        )
        connection.execute("UPDATE visit SET note = note(id) || ' ' || id")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
