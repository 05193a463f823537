"""Small files that become large, or take long, are refused in a line or read in a time that grows as they do."""

import json
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hostile import large_files
from hostile.large_files import TEXT, Kind

from salesctl.errors import InvalidInput
from salesctl.exchange.file_rows import FileRowReader
from salesctl.exchange.headers import match_headers
from salesctl.exchange.reading import read_table

SCRIPT = Path(__file__).with_name("small_memory.py")
GROWTH = 8
READ = {name: kind for name, kind in TEXT.items() if kind.size <= 1_000_000}


@pytest.mark.parametrize("group", ["TEXT", "SHEETS", "OTHER_SHEETS"])
def test_each_kind_is_answered_in_little_memory(group):
    done = subprocess.run([sys.executable, SCRIPT, group], capture_output=True, encoding="utf-8", check=False)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, (told[-1:], done.stderr)
    answers = {answer["kind"]: answer for answer in told if "code" in answer}
    kinds = getattr(large_files, group)
    assert answers.keys() == kinds.keys()
    for name, kind in kinds.items():
        answer = answers[name]
        assert answer["code"] == (2 if kind.said else 0), answer
        assert kind.said in answer["err"], answer


def seconds(kind: Kind, size: int, path: Path) -> float:
    """Return how long it takes at best to read a file of a kind to the end, as an import does."""
    path.write_bytes(kind.make(size))
    best = float("inf")
    for _ in range(3):
        before = time.process_time()
        with suppress(InvalidInput):
            table = read_table(path)
            for record in FileRowReader(table, match_headers("targets", table.headers, {})):
                assert all(map(str, record.problems))
        best = min(best, time.process_time() - before)
    return best


@pytest.mark.parametrize("name", READ)
def test_the_time_grows_as_the_file_does(name, home):
    kind = READ[name]
    small, large = (seconds(kind, size, home / "in.csv") for size in (kind.size // GROWTH, kind.size))
    assert large < small * GROWTH * 3 + 0.05, "by the square it would be sixty-four times"


def test_each_bad_row_is_named_and_none_is_lost(home, run):
    """What a wrong quotation mark takes with it is named, and stands among the rejected rows."""
    lines = ["name,phone", 'Acme 24" screen,1', '"27" wide",2', '"Bolt,3', "Cord,4", '"Dune",5', "Echo,6", '"Fog,7']
    (home / "in.csv").write_text("\n".join(lines))
    said = run("import", "targets", str(home / "in.csv"), "--skip-bad", str(home / "bad.csv"))
    assert "line 3: a quotation mark in the wrong place" in said.err
    assert "line 4: a quotation mark in the wrong place" in said.err
    assert "takes the lines to 6 with it" in said.err
    assert "line 8: a quotation mark opens here and is never closed" in said.err
    names = {row["name"] for row in run("target", "list", "--format", "csv").csv}
    assert names == {'Acme 24" screen', "Echo"}
    rejected = (home / "bad.csv").read_text("utf-8")
    assert all(word in rejected for word in ("wide", "Bolt", "Cord", "Dune", "Fog"))


def test_a_cell_beyond_reading_is_rejected_whole(home, run):
    text = "\n".join(f"Company {number},{number}" for number in range(10_000))
    (home / "in.csv").write_text(f'name,phone\n"Acme,1\n{text}')
    run("import", "targets", str(home / "in.csv"), "--skip-bad", str(home / "bad.csv"))
    rejected = (home / "bad.csv").read_text("utf-8")
    stored = {row["name"] for row in run("target", "list", "--limit", "20000", "--format", "csv").csv}
    assert all(name in stored or f"{name}," in rejected for name in (f"Company {n}" for n in range(10_000)))
    assert 0 < len(stored) < 10_000
