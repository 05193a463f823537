"""Start-up is a feature: what an everyday command never imports, and the stubs that make that possible."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.core import TyperGroup

from salesctl.cli.completion import stored_names
from salesctl.cli.completion.generate import places
from salesctl.cli.core.app import NOUNS, load

HEAVY = {
    "charset_normalizer",
    "dateparser",
    "holidays",
    "icalendar",
    "pydantic",
    "python_calamine",
    "rapidfuzz",
    "rich",
    "sqlalchemy",
    "sqlmodel",
    "tomlkit",
    "xlsxwriter",
}
PROBE = """
import json, os, sys
from salesctl import main
told = []
for arguments, environment in json.loads(sys.stdin.read()):
    before = set(sys.modules)
    sys.argv[1:] = arguments
    os.environ.update(environment)
    code = main.run()
    for name in environment:
        del os.environ[name]
    told.append((code, sorted(set(sys.modules) - before)))
print(json.dumps(told), file=sys.stderr)
"""
SETTINGS = {
    "no settings file": None,
    "a line": 'rep = "Lin"\n',
    "as users have it": """\
# how we work
rep = "Lin"
currency = "TWD"
country = "TW"
working_days = ["mon", "tue", "wed", "thu"]
capacity = 6
canvass_share = 0

[cadence]
A = 4
""",
}


def imported(*lines: str | dict[str, str]) -> list[tuple[str, set[str]]]:
    """Run commands, or shells' questions, one after the other in a process, and return what each of them imports.

    One process for many, as starting one takes longer than to run them: the first that imports a module is told of it.
    """
    runs = [(shlex.split(line), {}) if isinstance(line, str) else ([], line) for line in lines]
    done = subprocess.run(
        [sys.executable, "-c", PROBE],
        input=json.dumps(runs),
        cwd=Path.home().parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stderr.splitlines()[-1])
    assert [line for line, (code, _) in zip(lines, told, strict=True) if code] == [], done.stderr
    return [(str(line), set(names)) for line, (_, names) in zip(lines, told, strict=True)]


def with_any_of(names: set[str], runs: list[tuple[str, set[str]]]) -> dict[str, set[str]]:
    """Return the commands that import any of some modules, and which."""
    return {line: found & names for line, found in runs if found & names}


@pytest.fixture(params=SETTINGS)
def settings_file(request, home):
    """The settings file that a user has, or none."""
    if text := SETTINGS[request.param]:
        file = home / "home" / ".config" / "salesctl" / "config.toml"
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")


@pytest.fixture
def filled(settings_file, run, spawn):
    run("target", "add", "Acme", "--territory", "North", "--block", "Harbour")
    run("target", "add", "Bolt", "--territory", "North")
    run("plan", "add", "Bolt", "today")
    run("plan", "add", "Acme", "today")
    assert spawn("report", "day").code == 0  # it looks ahead, and so keeps the holidays of this year and the next


def test_an_everyday_command_imports_nothing_heavy(filled):
    """First what reads, then what records the usual."""
    runs = imported(
        "--help",
        "--version",
        "target list --format json",
        "target list --format csv --output targets.csv",
        "visit list --limit 20 --outcome advance --format json",
        "plan week --format json",
        "plan day --format json",
        "prospect list --format json",
        "progress visits --format json",
        "config path --format json",
        "config show --format json",
        "log --format json",
        "plan move Acme +2d --at 10:00",
        "visit add Acme --outcome advance --on today --at 09:30 --met Ann --objection price --note 太貴 --next +3d",
        "visit add Acme --order 1200.50 --satisfaction 5",
        "plan miss Bolt --reason ill",
        "undo",
        "target add Core --territory South --block Mill --phone 02-5550 --lat -31.5",
        "visit add New --new --outcome no-sale",
    )
    *_, (adding, _), _ = runs
    assert with_any_of(HEAVY, runs) == {adding: {"rapidfuzz"}}, "a new name is held against those there are"


def test_a_table_costs_rich_and_nothing_else(filled):
    runs = imported(
        "target list", "visit list --limit 20 --outcome advance", "plan week", "plan day", "progress visits",
        "report day", "search Acme", "config show",
    )  # fmt: skip
    assert with_any_of(HEAVY, runs) == {"target list": {"rich"}}, "the first, and no other"


def test_completion_imports_nothing_heavy(filled):
    """Names need not even Typer: the other lines come after them."""
    lines = ["salesctl target show A", "salesctl visit list --limit 5 --target A", "salesctl ", "salesctl visit add --"]
    runs = imported(*(completing(shell, line) for line in lines for shell in ("bash", "zsh", "fish")))
    assert with_any_of(HEAVY, runs) == {}
    assert with_any_of({"typer", "platformdirs"}, runs[:6]) == {}


@pytest.mark.parametrize("settings_file", ["as users have it"], indirect=True)
def test_help_imports_nothing_heavy(settings_file):
    lines = [f"{typed} --help" for name in NOUNS for typed in (name, *commands(name))]
    assert with_any_of(HEAVY, imported(*lines)) == {lines[0]: {"rich"}}, "Typer draws the help of a noun"


def completing(shell: str, line: str) -> dict[str, str]:
    """Return the environment in which a shell asks for the end of a line."""
    return {
        "_SALESCTL_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "COMP_WORDS": line.replace(" ", "\n"),
        "COMP_CWORD": str(line.count(" ")),
    }


def test_where_names_stand_is_what_the_commands_say():
    """Stale? `python -m salesctl.cli.completion.generate` writes it again."""
    assert stored_names.PLACES.read_text(encoding="utf-8") == places()


def test_a_noun_is_imported_alone(run):
    run("target", "add", "Acme")
    nouns = {noun.module for noun in NOUNS.values()}
    ((_, names),) = imported("undo")
    assert names & nouns == {"salesctl.cli.undo"}


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


def test_another_program_cannot_change_what_a_record_is(run, spawn, tmp_path):
    """Pydantic loads what any package beside it says is a plug-in; one that ends the program is not hard to see."""
    (tmp_path / "rogue.py").write_text("raise SystemExit(9)")
    about = tmp_path / "rogue-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Name: rogue\nVersion: 1\n")
    (about / "entry_points.txt").write_text("[pydantic]\nrogue = rogue:plugin\n")
    run("target", "add", "Acme")
    beside = {"PYTHONPATH": str(tmp_path)}
    assert spawn("target", "edit", "Acme", "--phone", " 02-5551 ", env=beside).code == 0
    assert (
        spawn("target", "edit", "Acme", "--phone", " 02-5552 ", env=beside | {"PYDANTIC_DISABLE_PLUGINS": ""}).code == 9
    )


@pytest.mark.parametrize(("name", "verb"), [(name, verb) for name, known in NOUNS.items() for verb in known.apart])
def test_a_verb_apart_is_the_same_without_the_others(run, name, verb):
    alone, among = load(name, verb), load(name)
    assert list(alone.commands) == [verb]
    assert [param.name for param in alone.commands[verb].params] == [
        param.name for param in among.commands[verb].params
    ]
    assert f"Usage: salesctl {name} {verb} " in run(name, verb, "--help").out
    ((_, names),) = imported(f"{name} {verb} --help")
    assert NOUNS[name].module not in names
