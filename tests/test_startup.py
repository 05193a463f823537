"""Start-up is a feature: what an everyday command never imports, and the stubs that make that possible."""

import json
import os
import re
import subprocess
import sys

import pytest
from typer.core import TyperGroup

from salesctl.cli.completion import stored_names
from salesctl.cli.completion.generate import places
from salesctl.cli.core.app import NOUNS, load

HEAVY = {
    "alembic",
    "charset_normalizer",
    "dateparser",
    "holidays",
    "icalendar",
    "python_calamine",
    "rapidfuzz",
    "rich",
    "sqlalchemy",
    "sqlmodel",
    "tomlkit",
    "xlsxwriter",
}
PROBE = """
import json, sys
from salesctl.main import main
try:
    main()
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def imported(*args: str, **env: str) -> set[str]:
    """Run the program as its own process and return the names of all it imported."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *args],
        env={**os.environ, **env},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.fixture
def filled(run):
    run("target", "add", "Acme", "--territory", "North", "--block", "Harbour")
    run("target", "add", "Bolt", "--territory", "North")


@pytest.mark.parametrize(
    "command",
    [
        "--help",
        "--version",
        "undo",
        "target list --format json",
        "target list --format csv",
        "visit add Acme --outcome advance --on today --next +3d",
        "visit list --format json",
        "plan week --format json",
        "prospect list --format json",
        "config path --format json",
    ],
)
def test_an_everyday_command_imports_nothing_heavy(filled, command):
    assert imported(*command.split()) & HEAVY == set()


@pytest.mark.parametrize("command", ["target list", "visit list"])
def test_a_table_costs_rich_and_nothing_else(filled, command):
    assert imported(*command.split()) & HEAVY == {"rich"}


@pytest.mark.parametrize("line", ["salesctl ", "salesctl target show A", "salesctl visit add --"])
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_imports_nothing_heavy(filled, shell, line):
    assert imported(**completing(shell, line)) & HEAVY == set()


def completing(shell: str, line: str) -> dict[str, str]:
    """Return the environment in which a shell asks for the end of a line."""
    return {
        "_SALESCTL_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "COMP_WORDS": line.replace(" ", "\n"),
        "COMP_CWORD": str(line.count(" ")),
    }


@pytest.mark.parametrize("line", ["salesctl target show A", "salesctl visit list --limit 5 --target A"])
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completing_a_name_needs_neither_typer_nor_pydantic(filled, shell, line):
    assert imported(**completing(shell, line)) & {"typer", "pydantic", "platformdirs"} == set()


def test_where_names_stand_is_what_the_commands_say():
    """Stale? `python -m salesctl.cli.completion.generate` writes it again."""
    assert stored_names.PLACES.read_text(encoding="utf-8") == places()


def test_a_noun_is_imported_alone(filled):
    nouns = {noun.module for noun in NOUNS.values()}
    assert imported("undo") & nouns == {"salesctl.cli.undo"}


def commands(name: str) -> dict[str, object]:
    """Return a noun's commands by what is typed."""
    return _within(name, load(name))


def _within(typed: str, command: object) -> dict[str, object]:
    if not isinstance(command, TyperGroup):
        return {typed: command}
    found: dict[str, object] = {}
    for verb, part in command.commands.items():
        found |= _within(f"{typed} {verb}", part)
    return found


@pytest.mark.parametrize("name", NOUNS)
def test_the_stub_stands_for_the_module(name):
    assert load(name).help
    assert NOUNS[name].summary.endswith(".")
    assert len(NOUNS[name].summary) <= 60


@pytest.mark.parametrize("name", NOUNS)
def test_every_command_has_help_and_examples(name):
    for typed, command in commands(name).items():
        assert command.help, f"{typed} has no help"
        assert re.search(r"^Examples:\n\nsalesctl ", command.epilog or "", re.M), f"{typed} has no example"
        for param in command.params:
            assert getattr(param, "help", None), f"{typed} does not say what {param.name} is"


def test_the_root_help_names_every_noun(run):
    text = run("--help").out
    for name, noun in NOUNS.items():
        assert re.search(rf"^  {name} +{re.escape(noun.summary)}$", text, re.M)
    assert "\\b" not in text
    assert re.search(r"^  Each Monday:    salesctl plan week$", text, re.M)


@pytest.mark.parametrize(
    "command",
    [
        "--help",
        "visit list --limit 20 --outcome advance",
        "visit list --format json",
        "plan week",
        "progress visits",
        "report day",
        "search Acme",
    ],
)
def test_who_only_reads_needs_no_pydantic(filled, run, command):
    run("plan", "week")
    assert "pydantic" not in imported(*command.split())


@pytest.mark.parametrize(
    "command",
    [
        "target add Core --territory South --block Mill --phone 02-5550",
        "visit add Acme --outcome advance --on today --at 09:30 --met Ann --objection price --note 太貴 --next +3d",
        "visit add Acme --order 1200.50 --satisfaction 5",
        "visit add New --new --outcome no-sale",
        "plan miss Bolt --reason ill",
        "plan move Acme +2d --at 10:00",
    ],
)
def test_who_records_the_usual_needs_no_pydantic(filled, run, command):
    run("plan", "add", "Bolt", "today")
    run("plan", "add", "Acme", "today")
    assert "pydantic" not in imported(*command.split())


def test_nobody_looks_for_pydantic_plugins(filled):
    names = imported("contact", "add", "Acme", "Ann", "--email", "ann@example.com")
    assert "pydantic" in names
    assert "importlib.metadata" not in names


def test_records_are_what_they_are_where_pydantic_has_its_own_loader(filled, run):
    """The stand-in for the loader changes nothing: the same error with it and without."""
    program = "import sys; sys.argv[1:] = {args!r}; from salesctl import main; {patch}; main.main()"
    args = ["target", "edit", "Acme", "--rename", "x" * 201]
    told = [
        subprocess.run(
            [sys.executable, "-c", program.format(args=args, patch=patch)],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        for patch in ("pass", "main._spare_plugins = lambda: None")
    ]
    assert told[0].returncode == told[1].returncode == 2
    assert told[0].stderr == told[1].stderr
    assert "at most 200 characters" in told[0].stderr


@pytest.mark.parametrize(("name", "verb"), [(name, verb) for name, known in NOUNS.items() for verb in known.apart])
def test_a_verb_apart_is_the_same_without_the_others(filled, run, name, verb):
    alone, among = load(name, verb), load(name)
    assert list(alone.commands) == [verb]
    assert [param.name for param in alone.commands[verb].params] == [
        param.name for param in among.commands[verb].params
    ]
    assert f"Usage: salesctl {name} {verb} " in run(name, verb, "--help").out
    assert NOUNS[name].module not in imported(name, verb, "--help")
