"""Stores with flipped bits, overwritten pages and missing ends: it works, or says that it is damaged and what to do."""

import random
import sqlite3
from contextlib import closing

import pytest
from hostile.program import run

STORES = 400
FLIPS = 80
MAY_CHANGE = {b"change", b"setting", b"sqlite_sequence"}
"""What a repair may write anew, or what it says is lost: no row that a person entered."""

COMMANDS = [
    *("visit add Acme --outcome advance", "visit list", "target list", "target show Acme", "prospect list", "plan day"),
    *("plan week", "progress visits", "progress funnel", "review week", "report day", "visit prep Acme", "case list"),
    *(
        "undo",
        "log",
        "log Acme",
        "db check",
        "db info",
        "db vacuum",
        "db backup copy.db",
        "search broken",
        "intel list",
    ),
    *("account show Acme", "quota show 2026", "export visits", "territory list", "progress quota", "plan month"),
]
REMEDIES = ("db check", "db restore", "restore a backup", "--db", "try again", "permissions", "upgrade")


def damaged(luck: random.Random, store: bytes) -> bytes:
    """Return a store's file with bits flipped, a stretch overwritten, its end missing, or something behind it."""
    changed = bytearray(store)
    used = [place for place in luck.choices(range(len(store)), k=200) if store[place]]
    match luck.randrange(8):
        case 0:
            return store[: luck.randrange(1, len(store))]
        case 1:
            return store + luck.randbytes(4096)
        case 2:
            place, length = luck.randrange(len(store)), luck.choice((16, 512, 4096))
            changed[place : place + length] = luck.choice((bytes(length), luck.randbytes(length)))
        case _:
            for place in used[: luck.choice((1, 1, 2, 8))]:
                changed[place] ^= 1 << luck.randrange(8)
    return bytes(changed)


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_store_works_or_says_what_to_do(seed, refill, filled_bytes, home):
    luck = random.Random(seed)
    refused = 0
    for _ in range(STORES // 4):
        refill(damaged(luck, filled_bytes))
        (home / "copy.db").unlink(missing_ok=True)
        said = run(*luck.choice(COMMANDS).split())
        refused += said.code == 5
        assert said.code != 5 or any(remedy in said.err for remedy in REMEDIES), said.err
    assert refused > 10


def content(store):
    """Return what a store holds, but for the words of its commands; None where that cannot be read."""
    try:
        with closing(sqlite3.connect(store)) as connection:
            connection.text_factory = bytes
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'command'")
            held = {
                name: connection.execute(f"SELECT * FROM {name.decode()}").fetchall() for (name,) in tables.fetchall()
            }
            return [held, connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()]
    except (sqlite3.Error, UnicodeDecodeError):
        return None


@pytest.mark.parametrize("seed", range(4))
def test_a_single_bit_is_found_and_what_it_changed_repaired(seed, refill, filled_bytes):
    """But in the words of a command as it was typed, which nothing else repeats."""
    luck = random.Random(seed)
    before = content(refill())
    for _ in range(FLIPS // 4):
        place = luck.choice([place for place in luck.choices(range(len(filled_bytes)), k=200) if filled_bytes[place]])
        changed = bytearray(filled_bytes)
        changed[place] ^= 1 << luck.randrange(8)
        store = refill(bytes(changed))
        if content(store) == before:
            continue
        found = run("db", "check")
        assert found.code in (5, 6), (seed, place)
        if found.code == 6 or (tried := run("db", "check", "--repair")).code:
            assert place < 100, (seed, place, found.err, tried.err)  # in the header, which tells all else
            continue
        assert run("db", "check").code == 0, (seed, place)
        after = content(store)
        kept = {name: rows for name, rows in before[0].items() if name not in MAY_CHANGE}
        differing = [name for name, rows in kept.items() if after[0][name] != rows]
        assert len(differing) <= 1, (seed, place, differing, [after[0][name] for name in differing], found.err)


@pytest.mark.parametrize("length", [1, 16, 99, 100, 511, 512, 4095, 4096, 5000, 40_000])
def test_a_truncated_store_is_never_taken_for_a_new_one(length, refill, filled_bytes):
    store = refill(filled_bytes[:length])
    said = run("target", "list")
    assert said.code == 5
    assert "db restore" in said.err
    assert store.read_bytes() == filled_bytes[:length]


def test_a_value_that_cannot_be_read_is_no_bug(refill, home, filled_bytes):
    """SQLite finds its own pages whole; only the program knows what should stand there."""
    refill()
    assert run("case", "edit", "1", "--due", "2026-12-24").code == 0
    store = (home / "store.db").read_bytes()
    refill(store.replace(b"2026-12-24", b"2026)12-24"))
    assert "has no day in due_on" in run("case", "list").err
    assert "has no day in due_on" in run("db", "check").err
    refill(filled_bytes.replace(b'"visited_on"', b'"visited_on:'))
    assert "of the journal's changes cannot be read" in run("log", "Acme").err
    refill(filled_bytes.replace(b"customer_class", b"customer_cl\xffss"))
    assert run("target", "list").code == 5
    assert "db restore" in run("db", "check").err
    refill(filled_bytes.replace(b"visited_on", b"risited_on"))
    assert run("visit", "list").code == 5
