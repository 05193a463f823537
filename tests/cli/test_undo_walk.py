"""Random commands of every noun that writes, undone one and all: the store is as at the start; redone, as at the end.

A new command is one more entry in COMMANDS; a test says which is missing.
"""

import os
import shlex
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hostile.commands import commands
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesctl import main

READING = {
    *("progress", "report", "search", "export", "undo", "redo", "log", "db", "config", "demo", "month", "day"),
    *("list", "show", "ageing", "prep", "matrix", "suggest", "check", "season", "timeline", "review week"),
}
"""Nouns and verbs that change nothing an undo would take back."""

SETUP = """
territory add North --block Harbour --block "Old Town"
product add GTX --price 100
target add Acme --territory North --block Harbour --tag vip --rep me
target add 大同 --territory North --rep Lin
contact add Acme Ann --role money
quota set 2026 1,000,000
"""

COMMANDS = """
target add "New {n}" --territory North --block "B{n}" --site Tower --tag x
target edit {target} --rename "{name}" --phone 0{n} --tag t{n} --untag vip
target assign --to Lin
contact add {target} Bob --role need --role champion
contact edit {target} Ann --rename Anne --role authority --unrole money
territory add "South {n}" --block A
territory edit North --block C{n} --growth 5%
territory drop "South {n}"
product add "MG {n}" --price {n}
product edit GTX --price {n}
prospect promote {target} --grade B --money y --need y --interest strong --product GTX --amount {n}00
prospect edit {target} --grade A --cadence {n}
plan week
visit add {target} --outcome advance --met Ann --next +{n}d --objection price:dear
visit add {target} {other} --outcome no-sale --on yesterday
plan week --replan
plan move {target} +{n}d
plan add {other} today
plan add {other} 2026-12-2{n}
plan instruct {other} "bring the sheet"
plan drop {other} --on 2026-12-2{n}
plan miss {other} --reason ill --on today
plan off +{n}d
visit edit {n} --note "changed {n}" --outcome continuation
prospect promote {other} --grade C --money y --need y --interest slight
prospect disqualify {other} --reason no-need
prospect lose {target} --reason price --retry +2m
visit add {target} --outcome order --order GTX={n}00 --interest convinced
sale add {target} {n}000 --product GTX
sale edit {n} --amount {n}5
sale drop {n}
visit drop {n}
review act "call earlier {n}"
review judge {n} --kept
quota split 2026 --by rep
quota lock 2026 --rep Lin
quota unlock 2026 --rep Lin
quota commit 2026 --rep Lin {n}00
quota accept 2026 --rep Lin
quota copy 2026 2027 --grow {n}%
quota join 2026
quota budget set North 2026-12 {n}00
quota budget drop North 2026-12
quota set 2026 {n}00000
quota goal add "Win {target}" --target {target}
quota goal reach {n}
quota goal add "Win more of {target}" --target {target}
quota goal miss 2
quota goal edit {n} --text "Win all of {target}"
quota goal drop {n}
quota drop 2026
account open {target}
account action add {target} "show the sheet" --by +{n}d --visit
account action edit {n} --owner Lin
account action done {n} --on today
account action drop {n}
account edit {target} --note "changed {n}"
account success {target} "deliver within {n} days"
account duty {target} "a stock of {n}"
account tactic {target} "show the sheet"
account reword {n} "other words"
account strike {n}
account assess {target} --size {n} --timing 3
account goal {target} "second line {n}" --long
account stage {target} need
account close {target} --reason sold
case open {target} complaint "broken {n}" --due +{n}d
case note {n} "new ones sent"
case edit {n} --due +{n}d
case close {n} --resolution replaced
intel add "cut by {n}%" --competitor Canon --target {target}
intel edit {n} --source press
intel drop {n}
import targets {csv}
contact drop {target} Ann
product drop "MG {n}"
target drop {target} --reason closed
target merge {target} {other}
"""

COMMAND = st.builds(
    lambda line, target, other, n: line.format(target=target, other=other, n=n, name=f"{target} {n}", csv="{csv}"),
    st.sampled_from(COMMANDS.strip().splitlines()),
    st.sampled_from(["Acme", "大同", "1", "2"]),
    st.sampled_from(["Acme", "大同", "1", "2"]),
    st.integers(1, 4),
)


def test_every_command_that_writes_takes_part():
    writing = {command.typed for command in commands() if not READING & {command.typed, *command.typed.split()}}
    lines = COMMANDS.strip().splitlines()
    assert {typed for typed in writing if not any(line.startswith(f"{typed} ") for line in lines)} == set()


@pytest.fixture
def walk(monkeypatch):
    """Return a function that makes a store in a new folder and returns what runs a command on it."""
    monkeypatch.setenv("SALESCTL_COACHING", "false")

    def begin(folder: str):
        os.environ["SALESCTL_DB"] = str(Path(folder) / "store.db")
        (Path(folder) / "some.csv").write_text("name,tags\n大同,new\nFrom a file,vip\n", encoding="utf-8")

        def run(line: str) -> int:
            sys.argv = ["salesctl", *shlex.split(line.replace("{csv}", str(Path(folder) / "some.csv")))]
            code = int(main.run())
            assert code in (0, 2, 3, 4), line
            return code

        for line in SETUP.strip().splitlines():
            assert run(line) == 0, line
        return run

    monkeypatch.setattr(sys, "argv", sys.argv)
    monkeypatch.setenv("SALESCTL_DB", "replaced")
    return begin


def state() -> dict[str, list]:
    """Return every row, but those of the journal and of what is derived from others."""
    with closing(sqlite3.connect(os.environ["SALESCTL_DB"])) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%' ORDER BY name")
        tables = [name for (name,) in names if name not in ("command", "change")]
        return {table: connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in tables}


def test_each_command_of_the_walk_can_be_done(walk, tmp_path):
    """So that the walk is not one of refused commands."""
    run = walk(str(tmp_path))
    for line in COMMANDS.strip().splitlines():
        assert run(line.format(target="Acme", other="大同", n=1, name="Acme Ltd", csv="{csv}")) == 0, line


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(COMMAND, min_size=1, max_size=12))
def test_all_undone_is_the_start_and_all_redone_the_end(walk, lines):
    with tempfile.TemporaryDirectory() as folder:
        run = walk(folder)
        entries = len(SETUP.strip().splitlines())
        states = [state()]
        for line in lines:
            if run(line) == 0 and (now := state()) != states[-1]:
                states.append(now)
        for earlier in reversed(states[:-1]):
            assert run("undo") == 0
            assert state() == earlier
        for later in states[1:]:
            assert run("redo") == 0
            assert state() == later
        if len(states) > 1:
            assert run(f"undo --to {entries}") == 0
            assert state() == states[0]
        for _ in range(entries):
            assert run("undo") == 0
        assert not any(rows for table, rows in state().items() if table != "setting")
