"""Every value of every command replaced by a hostile one; a new command or option joins by itself."""

import os
import random
import shutil

import pytest
from hostile.commands import commands
from hostile.program import run
from hostile.texts import HOSTILE

COMMANDS = commands()
INDEXES = {"search", "intel search"}
"""What brings its own index up to date before it shows anything."""

# Where builds are judged the same values meet the same commands; at a desk, others do each time.
luck = random.Random(1 if os.environ.get("CI") else None)


@pytest.fixture
def desk(home, refill):
    """A store to work on, a backup of it, and a list."""
    store = refill()
    shutil.copy(store, home / "copy.db")
    (home / "list.csv").write_text("name\nAcme\n", encoding="utf-8")
    return store


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.typed.replace(" ", "-"))
def test_any_value_is_taken_or_refused_in_one_line(command, desk, home, refill, filled_bytes):
    for slot in command.slots:
        text = luck.choice(HOSTILE)
        said = run(*command.words(**{slot.name: text}))
        lines = said.out.split("\n")
        assert command.typed == "export" or all(line.isprintable() for line in lines), (slot, text)
        changed = desk.read_bytes() != filled_bytes
        assert not (said.code and changed) or command.typed in INDEXES, f"{slot} {text!r} wrote: {said.err}"
        if changed:
            refill()
            (home / "config.toml").write_text("")


def test_most_commands_go_through_with_the_words_they_are_given(desk, refill):
    """So that the hostile value is what is judged, and not that another one is missing."""
    refused = []
    for command in COMMANDS:
        said = run(*command.words())
        refused += [f"{command.typed}: {said.err}"] if said.code else []
        refill()
    assert len(refused) < len(COMMANDS) / 8, refused


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["plan", "add", "Acme", "9999-12-31"], "out of reach; give a date from 1900 to 2100"),
        (["visit", "add", "Acme", "--outcome", "advance", "--next", "9999-12-31"], "out of reach"),
        (["review", "week", "0001-01-01"], "out of reach"),
        (["review", "week", "0001-W01"], "0001-W01 is out of reach; give a week from 1900 to 2100"),
        (["plan", "month", "9999-12"], "9999-12 is out of reach; give a month from 1900 to 2100"),
        (["progress", "metrics", "0000"], "0000 is out of reach; give a year from 1900 to 2100"),
        (["intel", "add", "words", "--competitor", "Canon", "--rep", ""], "name"),
        (["territory", "edit", "North", "--order", "y " * 70_000], "cannot read the names"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, list) else "",
)
def test_what_once_was_taken_for_a_bug(words, reason, desk):
    said = run(*words)
    assert said.code == 2
    assert reason in said.err


def test_a_text_too_long_for_a_date_is_not_looked_at(desk, monkeypatch):
    """The time that takes grows with the square of its length: seconds, where the shell lets it be that long."""
    monkeypatch.setattr("dateparser.parse", None)
    said = run("plan", "day", "y " * 70_000)
    assert said.code == 2
    assert "cannot read the date" in said.err
    assert said.err.endswith("or a phrase such as 'in 3 weeks'\n")
    assert len(said.err) < 1100
