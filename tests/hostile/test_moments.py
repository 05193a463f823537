"""Another program writes between two queries of a command: what it shows is of before or after, not between."""

import os
import random
import shlex
import sqlite3
from contextlib import closing

import pytest
from cli.writing import COMMITTING_NOTHING
from hostile.commands import commands
from hostile.program import run

from salesctl.store.sqlite.lane import Lane

CHANGE = """
territory add East --block Quay
territory edit North --growth 5%
product add XL --price 700
product edit GTX --price 120
target add Delta --territory North --block Harbour --rep me
target edit Acme --phone 77 --class A --tag large
contact add Acme Bob --role need
contact edit Acme Ann --phone 66
prospect promote Delta --grade B --money y --need y --interest slight --product GTX --amount 400
prospect edit Acme --grade B
visit add Acme --outcome order --order GTX=300 --met Ann --note "spoken again" --next +3d --on today
visit add 大同 --outcome no-sale --objection price --on yesterday
visit edit 1 --note "said otherwise"
plan add 大同 +1d
plan off +3d
sale add Acme 250 --product GTX
sale edit 1 --amount 175
sale add Acme 900 --product GTX --on 2025-03-03
sale add 大同 400 --product GTX --on 2025-09-03
review act "call later"
quota unlock 2026 --territory North
quota set 2026 2000
quota set 2025 3000
quota goal add "Win the schools" --target Acme
quota goal edit 1 --text "Win all hotels"
quota budget set North 2026-12 700
account action add Acme "bring the sheet" --by +2d
account edit Acme --note changed
account assess Acme --size 3 --timing 2
case open Acme complaint torn
case note 1 "new ones sent"
case open Acme receivable "still owed" --amount 300
intel add "raised prices" --competitor Canon --target Acme
intel edit 1 --source press
"""
"""What the other program writes at once: something that each command shows."""

NOT_READ = {"config show", "config path", "config questions", "config unset", "db path", "db backup", "db restore"}
"""What shows nothing of the store's rows."""
UNCHANGED = {"db check", "product show"}
"""What shows the same before and after the change."""
SHOWING = {"intel search": {"text": "prices"}, "search": {"text": "prices"}}
"""What makes a command show something of the change."""
READING = [command for command in commands() if command.typed in (COMMITTING_NOTHING - NOT_READ) | {"search"}]
MOST_MOMENTS = 12

SEED = 1 if os.environ.get("CI") else random.randrange(1_000_000)


@pytest.fixture(scope="session")
def changed(filled_bytes, tmp_path_factory):
    """The file of the store after the change."""
    store = tmp_path_factory.mktemp("changed") / "store.db"
    store.write_bytes(filled_bytes)
    for line in CHANGE.strip().splitlines():
        said = run("--db", str(store), "--today", "2026-11-23", *shlex.split(line))
        assert said.code == 0, f"{line}: {said.err}"
    return store


def change(store, changed):
    """Have a store hold what the changed one does, in one transaction of another program; not while it is locked."""
    with closing(sqlite3.connect(store, isolation_level=None, timeout=0)) as other:
        other.execute("ATTACH ? AS changed", [str(changed)])
        names = [row[0] for row in other.execute("SELECT name FROM changed.sqlite_master WHERE type = 'table'")]
        try:
            other.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return
        for name in names:
            other.execute(f"DELETE FROM main.{name}")
            other.execute(f"INSERT INTO main.{name} SELECT * FROM changed.{name}")
        other.execute("COMMIT")


@pytest.fixture
def at_query(monkeypatch):
    """Do something before the n-th query of a run; return how many there were."""

    def call(act, moment, words):
        queries = 0
        query = Lane.run

        def counted(lane, *args):
            nonlocal queries
            if queries == moment:
                act()
            queries += 1
            return query(lane, *args)

        with monkeypatch.context() as patch:
            patch.setattr(Lane, "run", counted)
            return run(*words), queries

    return call


@pytest.mark.parametrize("command", READING, ids=lambda command: command.typed.replace(" ", "-"))
def test_what_is_shown_is_of_one_moment(command, at_query, refill, changed):
    words = command.words(**SHOWING.get(command.typed, {}))
    store = refill()
    before, queries = at_query(None, None, words)
    change(store, changed)
    after, _ = at_query(None, None, words)
    assert before.code == after.code == 0, before.err
    assert before != after or command.typed in UNCHANGED, "what is changed does not show"
    moments = range(queries)
    if queries > MOST_MOMENTS:
        moments = sorted(random.Random(SEED).sample(moments, MOST_MOMENTS))
    torn = []
    for moment in moments:
        store = refill()
        said, _ = at_query(lambda store=store: change(store, changed), moment, words)
        if said not in (before, after):
            torn.append(moment)
    assert not torn, f"of {queries} queries, a commit before these was half seen: {torn} (seed {SEED})"
