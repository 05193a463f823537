"""Stores of any size, filled straight through SQL: for measuring, not for testing what commands do.

`python tests/benchmarks/stores.py FILE TARGETS PROSPECTS VISITS` makes one to try things on.
"""

import sqlite3
import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from salesctl.store.sqlite.opening import open_store

TODAY = date(2026, 11, 23)
_MODES = ("in-person", "in-person", "in-person", "phone")
_OUTCOMES = ("advance", "continuation", "no-sale")


def make_store(path: Path, *, targets: int, prospects: int, visits: int) -> Path:
    """Make a store with so many targets, open prospects and visits, evenly spread; the same numbers, the same store."""
    open_store(path).lane.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO rep (name, name_key) VALUES ('me', 'me')")
        connection.executemany(
            "INSERT INTO territory (id, name, name_key, approach) VALUES (?, ?, ?, 'concentrated')",
            [(number, f"Territory {number}", f"territory {number}") for number in range(1, 11)],
        )
        connection.executemany(
            "INSERT INTO block (id, territory_id, name, name_key, position) VALUES (?, ?, ?, ?, ?)",
            [
                (number, (number - 1) // 20 + 1, f"Block {number}", f"block {number}", (number - 1) % 20 + 1)
                for number in range(1, 201)
            ],
        )
        connection.executemany(
            "INSERT INTO target (id, name, name_key, kind, territory_id, block_id, rep_id, added_on)"
            " VALUES (?, ?, ?, 'company', ?, ?, 1, '2026-01-05')",
            (_target(number) for number in range(1, targets + 1)),
        )
        connection.executemany(
            "INSERT INTO prospect (target_id, rep_id, grade, decide_by, amount, interest, status, opened_on)"
            " VALUES (?, 1, ?, ?, ?, 'strong', 'open', '2026-01-05')",
            (_prospect(number) for number in range(1, prospects + 1)),
        )
        connection.executemany(
            "INSERT INTO visit (target_id, rep_id, visited_on, at, minutes, mode, outcome, recorded_at)"
            " VALUES (?, 1, ?, '10:00', 30, ?, ?, '2026-11-22T12:00:00Z')",
            (_visit(number, prospects) for number in range(visits)),
        )
        connection.execute("ANALYZE")
    return path


def _target(number: int) -> tuple[int, str, str, int, int]:
    block = number % 200 + 1
    name = f"公司 {number:06d}" if number % 2 else f"Company {number:06d}"
    return number, name, name.casefold(), (block - 1) // 20 + 1, block


def _prospect(number: int) -> tuple[int, str, str | None, int]:
    grade = "A" if number % 24 == 0 else "B" if number % 8 == 0 else "C"
    decide_by = (TODAY + timedelta(number % 300)).isoformat() if number % 3 == 0 else None
    return number, grade, decide_by, number % 97 * 10_000


def _visit(number: int, targets: int) -> tuple[int, str, str, str]:
    day = TODAY - timedelta(1 + number * 7919 % 1000)
    return number % targets + 1, day.isoformat(), _MODES[number % 4], _OUTCOMES[number % 3]


if __name__ == "__main__":
    file, *sizes = sys.argv[1:]
    make_store(Path(file), **dict(zip(("targets", "prospects", "visits"), map(int, sizes), strict=True)))
