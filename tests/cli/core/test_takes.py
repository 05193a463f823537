"""Options shared by commands: in the help in their place, in the command as one object."""

import inspect
from typing import Annotated, NamedTuple

import pytest
import typer
from typer.testing import CliRunner

from salesctl.cli.core.options import given
from salesctl.cli.core.takes import takes


class Shared(NamedTuple):
    colour: Annotated[str | None, typer.Option("--colour", help="The colour.")] = None
    tag: Annotated[list[str] | None, typer.Option(help="A tag.")] = None
    size: Annotated[int | None, typer.Option(help="The size.")] = None


def sample(seen: list[object]) -> typer.Typer:
    app = typer.Typer(rich_markup_mode=None)

    @app.command()
    @takes(Shared, but=["tag"])
    def add(name: Annotated[str, typer.Argument()], options: Shared, force: bool = False) -> None:
        """Add it."""
        seen.append((name, options, force))

    @app.command()
    @takes(Shared)
    def edit(*, first: Annotated[str | None, typer.Option()] = None, options: Shared) -> None:
        seen.append((first, options))

    return app


def options_of(app: typer.Typer, verb: str) -> list[str]:
    return [param.opts[0] for param in typer.main.get_command(app).commands[verb].params]


def test_the_options_stand_where_the_object_stands():
    app = sample([])
    assert options_of(app, "add") == ["name", "--colour", "--size", "--force"]
    assert options_of(app, "edit") == ["--first", "--colour", "--tag", "--size"]
    assert "Add it." in CliRunner().invoke(app, ["add", "--help"]).output


def test_the_command_receives_them_as_one_object_with_defaults_for_the_rest():
    seen: list[object] = []
    app = sample(seen)
    for line in ("add Acme --colour red --size 3 --force", "edit --tag a --tag b", "edit --first x"):
        assert CliRunner().invoke(app, line.split()).exit_code == 0, line
    assert seen == [
        ("Acme", Shared(colour="red", size=3), True),
        (None, Shared(tag=["a", "b"])),
        ("x", Shared()),
    ]
    assert CliRunner().invoke(app, ["add", "Acme", "--tag", "a"]).exit_code == 2


def test_what_is_wrong_with_the_object_is_found_when_the_command_is_written():
    def without(name: str) -> None: ...

    def twice(colour: str, options: Shared) -> None: ...

    def fine(options: Shared) -> None: ...

    for command in (without, twice):
        with pytest.raises(ValueError):  # noqa: PT011  # what is wrong differs
            takes(Shared)(command)
    with pytest.raises(ValueError, match="Shared has no weight"):
        takes(Shared, but=["weight"])(fine)
    assert list(inspect.signature(takes(Shared)(fine)).parameters) == ["colour", "tag", "size"]


def test_given_are_the_options_that_say_something_and_an_empty_text_clears():
    assert given(Shared(colour="", size=0), name="Acme", note=None) == {"colour": None, "size": 0, "name": "Acme"}
    assert given(Shared(tag=["a"], size=1), but=["tag"]) == {"size": 1}
    assert given(rep=None) == {}
