"""Every text of every table that can belong to a customer or a contact goes when they are forgotten, or stands here."""

import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from contract import full_store
from contract.test_every_column import EXPORTED, SHOWN
from hostile.commands import commands

from salesctl.domain.text import fold
from salesctl.store import personal
from salesctl.store.check import Table
from salesctl.store.forget import forget, whom, wipe
from salesctl.store.place import back_up
from salesctl.store.sqlite.opening import open_store

SEGMENT = "target lists are cut into segments by it, and figures follow"
RIVAL = "the name of a competitor, by which losses are told"
MOMENT = "a time, a week or a month"
STAYING = {
    **dict.fromkeys(["target.industry", "target.form", "target.size", "target.use"], SEGMENT),
    **dict.fromkeys(["intel.competitor", "prospect.competitor", "prospect.lost_to"], RIVAL),
    **dict.fromkeys(["planned_visit.at", "planned_visit.week", "quota.month", "visit.at"], MOMENT),
}
"""The texts that stay, and why."""

NO_TEXT = {"integer", "number", "boolean", "date", "date-time", "word"}


def texts_of(subject):
    """Return every text column of the tables whose rows can belong to somebody."""
    tables = {subject, *(part.table for part in personal.belongings(subject))}
    return [
        (table, column)
        for table in sorted(tables)
        for column, field in Table(table).fields.items()
        if field.get("type", "string") not in NO_TEXT
    ]


def text_in(store, table, column):
    """Return the text that a column of the first row holds, put there where it holds none."""
    said = f"{table} {column} 1; said"
    store.execute(f"UPDATE {table} SET {column} = coalesce({column}, ?) WHERE id = 1", (said,))
    return store.execute(f"SELECT {column} FROM {table} WHERE id = 1").fetchone()[0]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("store*") if file.is_file()}


@pytest.mark.parametrize("subject", personal.LETTERS)
def test_a_text_of_somebody_who_is_forgotten_is_gone_or_stands_here(home, subject):
    full_store.fill(home / "store.db")
    with closing(sqlite3.connect(home / "store.db")) as before, before:
        held = {(table, column): text_in(before, table, column) for table, column in texts_of(subject)}
    store = open_store(home / "store.db", command_line=f"typed with '{held[subject, 'name']}'")
    back_up(store, "by-hand")
    with closing(store.lane):
        with store.transaction():
            forget(store, whom(store, subject, 1, "", 1 if subject == "contact" else None), "forget", iter)
        assert wipe(store)
        row = store.one(f"SELECT * FROM {subject} WHERE id = 1")
        stays = {place: store.value(f"SELECT {place[1]} FROM {place[0]} WHERE id = 1") for place in held}
        neighbours = store.value(f"SELECT count(*) FROM {subject} WHERE name LIKE '{subject} name %'")
        assert store.value("PRAGMA foreign_key_check") is None
    assert (row["name"], row["name_key"]) == (name := f"forgotten {personal.LETTERS[subject]}1", fold(name))
    assert neighbours == full_store.ROWS - 1, "nobody else is forgotten"
    assert {".".join(place) for place, value in stays.items() if value == held[place]} == {
        name for name in STAYING if tuple(name.split(".")) in held
    }
    files = bytes_of(home)
    assert len(files) >= 2, "the store and its backup"
    left = {
        (".".join(place), file)
        for place, value in held.items()
        if ".".join(place) not in STAYING
        for file, content in files.items()
        if value.encode() in content
    }
    assert left == set()


def test_what_stays_is_a_text_that_somebody_can_have():
    assert set(STAYING) <= {".".join(place) for subject in personal.LETTERS for place in texts_of(subject)}


def test_where_somebody_is_goes_too(home, run, sql):
    run("target", "add", "Acme", "--lat", "1.5", "--lon", "2.5", "--phone", "02 1234")
    run("target", "forget", "Acme", "--yes")
    assert sql("SELECT lat, lon, phone, phone_key FROM target") == [(None, None, None, None)]


NOUNS = ("progress", "quota", "report", "territory", "product", "plan month", "review week")


def as_json(command):
    """Return a command that prints figures as it is typed; what it asks for is the first there is."""
    values = [f"{slot.option}=1" if slot.option else "1" for slot in command.slots if slot.name in command.given]
    return [*command.typed.split(), *values, "-f", "json"]


def differences(before, after):
    """Return what is only in one of two results, as a short text."""
    if isinstance(before, dict) and isinstance(after, dict) and before.keys() == after.keys():
        return {key: differences(before[key], after[key]) for key in before if before[key] != after[key]}
    if isinstance(before, list | tuple) and isinstance(after, list | tuple) and len(before) == len(after):
        return [differences(old, new) for old, new in zip(before, after, strict=True) if old != new]
    return f"{before} -> {after}"


FIGURES = [
    *(shlex.split(line) for lines in SHOWN.values() for line in lines if "-f json" in line),
    *(
        as_json(one)
        for one in commands()
        if one.typed.startswith(NOUNS) and "--format" in {s.option for s in one.slots}
    ),
    *(["progress", "segments", "--by", by, "-f", "json"] for by in ("industry", "size", "form", "use", "tag:area")),
]
"""The commands that print figures; those that find nothing to print are the same before and after."""


NO_FIGURES = {"lat", "lon", "benefits", "gap"}
"""What is shown of a place, of lines, and of two texts; the gap of a quota is a whole number."""


def test_no_figure_changes_when_a_customer_is_forgotten(home, run, sql):
    full_store.fill(home / "store.db")
    with closing(sqlite3.connect(home / "store.db")) as store, store:
        store.execute("UPDATE target_tag SET tag = 'area:south' WHERE id = 3")
        held = {
            value.partition(";")[0]
            for table, column in texts_of("target")
            for (value,) in store.execute(f"SELECT {column} FROM {table} WHERE id = 3")
            if value is not None and f"{table}.{column}" not in STAYING
        }

    def figures():
        found = {}
        for command in FIGURES:
            result = run(*command, code=None)
            found[" ".join(command)] = (result.code, result.json if not result.code else None)
        for what in sorted({kind for kinds in EXPORTED.values() for kind in kinds}):
            found[what] = (0, run("export", *what.split()).csv)
        return {command: (code, masked(rows)) for command, (code, rows) in found.items()}

    def masked(value):
        if isinstance(value, dict):
            return {key: masked(part) for key, part in value.items() if key not in NO_FIGURES or type(part) is int}
        if isinstance(value, list):
            return sorted(map(masked, value), key=repr)
        if value in (None, "") or (isinstance(value, str) and ("forgotten" in value or any(t in value for t in held))):
            return "*"
        return value

    before = figures()
    ran = [command for command, (code, _) in before.items() if code == 0]
    assert len(ran) > 30, ran
    run("target", "forget", "3", "--yes")
    after = figures()
    assert {c: differences(before[c], after[c]) for c in before if before[c] != after[c]} == {}
