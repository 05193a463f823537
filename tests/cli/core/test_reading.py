"""Options are read as Typer reads them, word for word, only without pydantic."""

from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Annotated

import pytest
import typer
import typer.core
from typer._coercion import build_runtime_param
from typer.main import get_command

from salesctl.cli.core import reading
from salesctl.errors import InvalidInput

import_module("salesctl.cli.core.app")  # which puts the reader in its place


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
        "--flag",
        "--no-flag",
    ],
)
def test_what_is_read_and_what_is_refused_is_the_same(monkeypatch, line):
    ours = outcome(line.split())
    assert isinstance(typer.core.build_runtime_param(None), reading.Reader)
    monkeypatch.setattr(typer.core, "build_runtime_param", build_runtime_param)
    assert outcome(line.split()) == ours


def test_where_typer_has_moved_what_is_replaced_it_reads_by_itself(monkeypatch):
    monkeypatch.delattr(typer.core, "build_runtime_param")
    reading.spare_pydantic()
    assert not hasattr(typer.core, "build_runtime_param")
