"""Generated and mutated text files for every kind of import: bad rows are named, good ones stored, or nothing is."""

import random

import pytest
from hostile.files import GOOD, as_csv, cell, mutated, table, write_csv
from hostile.program import run

ROWS = 700
SEEDS = 2
FILES = 120


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("kind", GOOD)
def test_bad_rows_are_rejected_with_their_reasons(kind, seed, refill, home):
    refill()
    luck = random.Random(f"{kind} {seed}")
    write_csv(home / "in.csv", table(luck, kind, ROWS))
    said = run("import", kind, "in.csv", "--skip-bad", "bad.csv", *(["--new"] if seed == 1 else []))
    assert said.code == 0, said.err
    assert (home / "bad.csv").exists()
    # What was good is known now, and what was bad is bad as before.
    again = run("import", kind, "in.csv", "--skip-bad", "bad.csv", *(["--new"] if seed == 1 else []))
    assert " 0 added" in again.out, (said, again)
    assert run("import", kind, "bad.csv", "--skip-bad", "worse.csv").out.split(":")[1].startswith(" 0 added")


@pytest.mark.parametrize("kind", GOOD)
def test_all_or_nothing(kind, refill, home, filled_bytes):
    luck = random.Random(kind)
    for number in range(FILES // 6):
        store = refill()
        rows = table(luck, kind, luck.randint(1, 20))
        data = as_csv(luck, rows)
        if number % 2:
            data = mutated(luck, data)
        if number % 5 == 0:
            rows[0][luck.randrange(len(rows[0]))] = cell(luck)[:5000]
        (home / "in.csv").write_bytes(data)
        said = run("import", kind, "in.csv", *luck.choice(([], ["--dry-run"], ["--new"])))
        assert said.code == 0 or store.read_bytes() == filled_bytes, said.err


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\0" * 100,
        b"name",
        b"name\n",
        b"name,name\nA,B\n",
        b"name,\xff\nA,B\n",
        b"," * 5000,
        b"name" * 50_000,
        b'"name\nAcme\n',
        b"sep=\n",
        b"PK\x03\x04",
        b"PK\x03\x04" + b"x" * 500,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4096,
        b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aa'>]><x>&a;</x>",
        b'{"name": "Acme"}',
        b"name\r" * 100,
        b"name\n" + b"x" * 140_000,
        "name\n王\n".encode("gb18030") + "大同\n".encode("big5"),
    ],
    ids=lambda content: repr(content[:12]),
)
def test_what_is_hardly_a_file(content, refill, home, filled_bytes):
    store = refill()
    (home / "in.csv").write_bytes(content)
    for kind in GOOD:
        if run("import", kind, "in.csv").code:
            assert store.read_bytes() == filled_bytes
        refill()
