"""Reading from one moment: how long it lasts, and that nobody waits for it."""

import sqlite3
from contextlib import closing

import pytest

from salesctl.store import tables
from salesctl.store.sqlite.lane import Lane
from salesctl.store.store import Store

COUNT = "SELECT count(*) FROM rep"


@pytest.fixture
def other(store):
    """Another program, which adds a rep."""

    def add():
        with closing(sqlite3.connect(store.path)) as connection, connection:
            count = connection.execute(COUNT).fetchone()[0]
            connection.execute("INSERT INTO rep (name, name_key) VALUES (:name, :name)", {"name": f"r{count}"})

    return add


def test_all_that_is_read_is_of_one_moment(store, other):
    before = store.value(COUNT)
    other()
    assert store.value(COUNT) == before
    store.release()
    assert store.value(COUNT) == before + 1


def test_a_write_begins_with_what_is_there_and_is_read_afterwards(store, other):
    before = store.value(COUNT)
    other()
    with store.transaction():
        assert store.value(COUNT) == before + 1
        store.insert(tables.REP.checked({"name": "own", "name_key": "own"}))
    assert store.value(COUNT) == before + 2
    other()
    assert store.value(COUNT) == before + 2


def test_rows_still_to_come_are_of_the_moment_in_which_they_were_asked_for(store, other):
    for _ in range(9):
        other()
    store.release()
    rows = store.stream("SELECT name FROM rep ORDER BY id")
    first = next(rows)["name"]
    store.release()
    other()
    assert [first, *(row["name"] for row in rows)] == [f"r{number}" for number in range(9)]
    assert store.value(COUNT) == 10


def test_what_is_no_reading_is_kept_at_once(store):
    store.value(COUNT)
    store.lane.run("INSERT INTO rep (name, name_key) VALUES ('x', 'x')")
    store.lane.run_many("INSERT INTO rep (name, name_key) VALUES (:name, :name)", [{"name": "y"}])
    store.rows("VACUUM")
    with closing(sqlite3.connect(store.path)) as connection:
        assert connection.execute(COUNT).fetchone() == (2,)


def test_without_a_log_others_write_once_it_is_let_go(store):
    path = store.path
    store.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    reading = Store(Lane(path))
    reading.value(COUNT)
    with closing(sqlite3.connect(path, timeout=0)) as connection:
        connection.execute("INSERT INTO rep (name, name_key) VALUES ('x', 'x')")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            connection.commit()
        reading.release()
        connection.commit()
    with reading.transaction():
        assert reading.value(COUNT) == 1
    reading.close()
