"""An edit that names nothing to change says so, instead of that something was changed."""

import pytest
from hostile.commands import commands

from salesctl.cli.core import app
from salesctl.cli.core.group import EditCommand

EDITS = [command.typed for command in commands() if command.typed.endswith(" edit")]


@pytest.mark.parametrize("typed", EDITS)
def test_without_an_option_there_is_nothing_to_change(run, typed):
    arguments = ["Acme", "Ann"] if typed == "contact edit" else ["1"]
    err = run(*typed.split(), *arguments, code=2).err
    assert err == f"Error: there is nothing to change: give an option; `salesctl {typed} --help` lists them\n"


def test_a_flag_is_something_to_change(run):
    run("visit", "add", "Acme", "--new", "--outcome", "advance")
    run("visit", "edit", "1", "--no-key-person")
    assert run("visit", "show", "1", "-f", "json").json[0]["key_person"] is False


def test_every_edit_is_an_edit():
    assert len(EDITS) > 10
    assert isinstance(app.load("target").commands["edit"], EditCommand)
