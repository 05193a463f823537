"""Every column of every table can be seen and exported, or stands in ON_PURPOSE with its reason.

A column counts as shown, or as exported, when another value in it changes what is printed: no list of names says so.
"""

import shlex
import sqlite3
from contextlib import closing

import pytest
from contract import full_store
from contract.full_store import TABLES, columns
from contract.on_purpose import ON_PURPOSE, reason

REP = "'rep name 1'"

SHOWN = {
    "account_action": ["account action list --done -f json"],
    "account_case": ["case list --closed -f json"],
    "account_plan": ["account list --closed -f json"],
    "account_point": ["account show 1"],
    "account_stage": ["account show 1"],
    "assessment": ["account show 1"],
    "block": ["territory show 1 -f json", "target list -f json"],
    "budget": ["quota budget list -f json"],
    "case_step": ["case show 1"],
    "contact": ["contact list -f json"],
    "contact_role": ["contact list -f json"],
    "day_off": [f"plan week 2026-W48 --rep {REP}"],
    "decision": ["review list -f json"],
    "goal": ["quota goal list -f json", "quota goal list 2027 -f json"],
    "intel": ["intel list -f json"],
    "objection": ["visit list -f json"],
    "planned_visit": [
        f"plan week 2026-W48 --rep {REP} -f json",
        "visit prep 1",
        "visit list -f json",
        "visit show 2 -f json",
        "review week 2026-W48 --rep 'rep name 3'",
    ],
    "product": ["product list -f json"],
    "prospect": ["prospect list --all -f json", "prospect show 1 -f json", "prospect show 3 -f json"],
    "quota": ["quota show 2026 -f json"],
    "rep": ["target list -f json"],
    "sale": ["sale list -f json", "sale show 1 -f json"],
    "site": ["target list -f json"],
    "target": ["target list -f json", "target show 1 -f json", "target show 3 -f json"],
    "target_tag": ["target list -f json"],
    "territory": ["territory list -f json"],
    "visit": ["visit list -f json", "visit show 1 -f json"],
    "visit_contact": ["visit list -f json"],
    "weekly_plan": [f"plan week 2026-W48 --rep {REP}"],
}
"""The lists and pages on which the rows of a table are read."""

EXPORTED = {
    "account_action": ["actions"],
    "account_case": ["cases"],
    "block": ["blocks", "targets"],
    "budget": ["budgets"],
    "case_step": ["cases"],
    "contact": ["contacts"],
    "contact_role": ["contacts"],
    "goal": ["goals"],
    "intel": ["intel"],
    "objection": ["visits"],
    "planned_visit": ["plan", "visits"],
    "product": ["products"],
    "prospect": ["prospects --all"],
    "quota": ["quota --from 2026-06-01", "quota --from 2027-06-01"],
    "rep": ["targets"],
    "sale": ["sales"],
    "site": ["targets"],
    "target": ["targets"],
    "target_tag": ["targets"],
    "territory": ["territories"],
    "visit": ["visits"],
    "visit_contact": ["visits"],
}
"""The files in which the rows of a table go out."""


@pytest.fixture
def filled(home):
    """A store in which every column holds something."""
    full_store.fill(home / "store.db")


@pytest.fixture
def unseen(home, run, filled):
    """Return the columns of a table that may hold anything without a command printing something else."""
    with closing(sqlite3.connect(home / "store.db")) as store, closing(sqlite3.connect(":memory:")) as kept:
        store.backup(kept)

        def call(table, commands):
            points = full_store.references(home / "store.db")[table]

            def printed():
                found = [run(*command, code=None) for command in commands]
                kept.backup(store)
                return [(result.code, result.out) for result in found]

            def tells(column):
                if any(f"{table} {column} {full_store.ROWS}" in out for _, out in before):
                    return True  # a text that no other column holds: nothing has to be tried
                for number in range(1, full_store.ROWS + 1):
                    change(store, table, column, number, points)
                    if printed() != before:
                        return True
                return False

            before = printed()
            assert {code for code, _ in before} <= {0}
            return {f"{table}.{column}" for column in columns(table) if not tells(column)}

        yield call


def change(store, table, column, number, points):
    """Put another value into a column of a row."""
    [(now,)] = store.execute(f"SELECT {column} FROM {table} WHERE id = {number}")
    if column in points:
        others = range(1, full_store.ROWS + 1)
    else:
        others = [full_store.value(table, column, other) for other in (7, 8)]
    other = next(other for other in others if other != now)
    store.execute(f"UPDATE OR REPLACE {table} SET {column} = ? WHERE id = ?", (other, number))
    store.commit()


def refuse_unexplained(aspect, names):
    unexplained = sorted(name for name in names if reason(aspect, name) is None)
    assert not unexplained, f"not {aspect}, and without a reason in ON_PURPOSE: {', '.join(unexplained)}"


def test_every_table_is_filled(filled, sql):
    for table in TABLES:
        for column in columns(table):
            assert sql(f"SELECT count(*) FROM {table} WHERE {column} IS NOT NULL") != [(0,)], f"{table}.{column}"


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_shown(unseen, table):
    commands = [shlex.split(command) for command in SHOWN.get(table, ())]
    refuse_unexplained("shown", unseen(table, commands))


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_exported(unseen, table):
    commands = [["export", *kind.split()] for kind in EXPORTED.get(table, ())]
    refuse_unexplained("exported", unseen(table, commands))


def test_what_is_on_purpose_is_there():
    known = {*TABLES, *(f"{table}.{column}" for table in TABLES for column in columns(table))}
    assert [name for names in ON_PURPOSE.values() for name in names if name not in known] == []
