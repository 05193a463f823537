"""Options are read as Typer reads them, word for word, only without pydantic."""

import os
from enum import Enum, StrEnum
from pathlib import Path
from typing import Annotated, get_args

import pytest
import typer
import typer.core
from typer._coercion import build_runtime_param
from typer.main import get_command

from salesctl.cli.core import reading
from salesctl.cli.core.app import NOUNS, app, load  # which puts the reader in its place
from salesctl.errors import InvalidInput


class Colour(StrEnum):
    RED = "red"
    DEEP_BLUE = "deep-blue"


def even(text: str) -> int:
    if text == "bad":
        raise typer.BadParameter("not this one")
    if text == "refused":
        raise InvalidInput("refused by the field")
    if int(text) % 2:
        raise ValueError("odd")
    return int(text)


def make() -> typer.Typer:
    app = typer.Typer(add_completion=False)
    app.told = {}

    @app.command()
    def command(
        names: Annotated[list[str] | None, typer.Argument()] = None,
        text: Annotated[str | None, typer.Option()] = None,
        texts: Annotated[list[str] | None, typer.Option()] = None,
        number: Annotated[int, typer.Option(min=1, max=100)] = 5,
        numbers: Annotated[list[int] | None, typer.Option()] = None,
        share: Annotated[float | None, typer.Option(max=1)] = None,
        colour: Annotated[Colour | None, typer.Option()] = None,
        colours: Annotated[list[Colour] | None, typer.Option()] = None,
        any_case: Annotated[Colour | None, typer.Option(case_sensitive=False)] = None,
        parsed: Annotated[int | None, typer.Option(parser=even)] = None,
        all_parsed: Annotated[list[int] | None, typer.Option(parser=even)] = None,
        path: Annotated[Path | None, typer.Option(exists=True)] = None,
        any_path: Annotated[Path | None, typer.Option()] = None,
        paths: Annotated[list[Path] | None, typer.Option()] = None,
        no_folder: Annotated[Path | None, typer.Option(dir_okay=False)] = None,
        flag: Annotated[bool, typer.Option("--flag/--no-flag")] = False,
    ) -> None:
        app.told = {name: value for name, value in locals().items() if name != "app"}

    return app


def outcome(args: list[str]) -> object:
    """Return what a command is given for its options, or what is said against them."""
    app = make()
    try:
        get_command(app)(args, standalone_mode=False)
    except (typer.BadParameter, InvalidInput) as error:
        message = error.format_message() if isinstance(error, typer.BadParameter) else str(error)
        return type(error).__name__, message
    return {name: (type(value), value) for name, value in app.told.items()}


@pytest.mark.parametrize(
    "line",
    [
        "",
        "one 王大同 --text word --texts a --texts b",
        "--number 100 --numbers 3 --numbers 04",
        "--number 0",
        "--number 101",
        "--number 1.0",
        "--number 1.5",
        "--number many",
        "--number ٣",
        "--numbers +7 --numbers -7 --numbers 1_000",
        "--share 0.5",
        "--share 2",
        "--share 1",
        "--share .5",
        "--share 1.",
        "--share .",
        "--share 0.2.1",
        "--share -0.5",
        "--share -0",
        "--share --0.5",
        "--share 1e-3",
        "--numbers -0 --numbers -07",
        "--share ٠.٥",
        "--share nan",
        "--colour red --colours deep-blue --colours red",
        "--colour RED",
        "--colour green",
        "--colours red --colours green",
        "--any-case RED",
        "--parsed 4 --all-parsed 2 --all-parsed 4",
        "--parsed 3",
        "--all-parsed 2 --all-parsed 3",
        "--parsed bad",
        "--parsed refused",
        "--path /",
        "--path /nowhere/at/all",
        "--any-path / --paths /nowhere/at/all --paths here",
        "--any-path b\udce9d",
        "--any-path /proc/1/mem/x",
        "--any-path -",
        "--no-folder /",
        "--flag",
        "--no-flag",
    ],
)
def test_what_is_read_and_what_is_refused_is_the_same(monkeypatch, line):
    ours = outcome(line.split())
    assert isinstance(typer.core.build_runtime_param(None), reading.Reader)
    monkeypatch.setattr(typer.core, "build_runtime_param", build_runtime_param)
    assert outcome(line.split()) == ours


def test_a_file_that_cannot_be_read_is_said_to_be_so(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # as for everyone but root
    assert outcome(["--any-path", str(tmp_path)]) == (
        "BadParameter",
        f"Invalid value for '--any-path': path '{tmp_path}' is not readable.",
    )


def test_where_typer_has_moved_what_is_replaced_it_reads_by_itself(monkeypatch):
    monkeypatch.delattr(typer.core, "build_runtime_param")
    reading.spare_pydantic()
    assert not hasattr(typer.core, "build_runtime_param")


def parameters(command: object) -> list[object]:
    """Return the options and arguments of a command and of all below it, but for those that a parser of ours reads."""
    below = command.commands.values() if isinstance(command, typer.core.TyperGroup) else ()
    own = [param for param in command.params if param.type_descriptor.parameter_info.parser is None]
    return own + [param for part in below for param in parameters(part)]


@pytest.mark.parametrize("name", ["", *NOUNS])
def test_no_command_has_an_option_that_only_pydantic_reads(name):
    def refuse(descriptor):
        pytest.fail(f"{descriptor.annotation} goes to Typer, which imports pydantic")

    for param in parameters(load(name) if name else get_command(app)):
        descriptor = param.type_descriptor
        kind = next(iter(get_args(descriptor.annotation)), descriptor.annotation)
        if kind is not bool:  # a flag, which nobody reads
            least = descriptor.parameter_info.min or 1
            value = str(next(iter(kind))) if issubclass(kind, Enum) else str(least)
            many = param.multiple or param.nargs == -1
            reading.Reader(descriptor, refuse).coerce([value] if many else value, param, None)
