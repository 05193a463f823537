"""Every column of every table comes back from the files that hold it, or stands in ON_PURPOSE with its reason.

A store in which every column holds something is exported, imported into an empty one, and compared row by row: a row is
told by what it is about, since ids are each store's own.
"""

import sqlite3
from contextlib import closing

import pytest
from contract import full_store
from contract.full_store import TABLES, columns
from contract.on_purpose import reason

ORDER = ("products", "targets", "contacts", "prospects --all", "visits", "sales")
FORMS = ("csv", "csv --excel", "xlsx")

SAME = {
    "block": "territory_id name",
    "contact": "target_id name",
    "contact_role": "contact_id role",
    "objection": "visit_id kind",
    "product": "name",
    "prospect": "target_id product_id opened_on",
    "rep": "name",
    "sale": "sold_on target_id product_id amount",
    "site": "name",
    "target": "name territory_id",
    "target_tag": "target_id tag",
    "territory": "name",
    "visit": "target_id visited_on at",
    "visit_contact": "visit_id contact_id",
}
"""What tells the rows of a table apart, in any store."""


def rows_of(path):
    """Return the rows of every table by what they are about, each reference as what the other row is about."""
    points = full_store.references(path)
    with closing(sqlite3.connect(path)) as store:
        store.row_factory = sqlite3.Row
        raw = {table: {row["id"]: dict(row) for row in store.execute(f"SELECT * FROM {table}")} for table in SAME}

    def about(table, row_id):
        row = raw[table].get(row_id)
        return row and tuple(told(table, row, column) for column in SAME[table].split())

    def told(table, row, column):
        other = points[table].get(column)
        return about(other, row[column]) if other else row[column]

    return {
        table: {
            about(table, row_id): {column: told(table, row, column) for column in columns(table)}
            for row_id, row in raw[table].items()
        }
        for table in SAME
    }


@pytest.mark.parametrize("form", FORMS)
def test_every_column_comes_back(form, home, run, monkeypatch):
    full_store.fill(home / "store.db")
    ending, *excel = form.split()
    for kind in ORDER:
        run("export", *kind.split(), *excel, "-o", str(home / f"{kind}.{ending}"))
    monkeypatch.setenv("SALESCTL_DB", str(home / "other.db"))
    for kind in ORDER:
        load = ("import", kind.split()[0], str(home / f"{kind}.{ending}"))
        run(*load)
        assert " 0 added, 0 changed" in run(*load).out
    before, after = rows_of(home / "store.db"), rows_of(home / "other.db")
    assert {table: set(rows) for table, rows in after.items()} == {table: set(rows) for table, rows in before.items()}
    lost = {
        f"{table}.{column}": f"{table}.{column}: {value!r} came back as {after[table][about][column]!r}"
        for table, rows in before.items()
        for about, row in rows.items()
        for column, value in row.items()
        if after[table][about][column] != value
    }
    assert not (unexplained := [told for name, told in lost.items() if not reason("imported", name)]), unexplained
    # A reason does not outlive its fault: what comes back needs none.
    excused = {f"{table}.{column}" for table in SAME for column in columns(table)} - lost.keys()
    assert [name for name in excused if reason("imported", name)] == []


def test_what_no_file_holds_has_a_reason():
    named = [f"{table}.{column}" for table in TABLES if table not in SAME for column in columns(table)]
    assert [name for name in named if not reason("imported", name)] == []
