"""Parsers kept from one run of the program to the next: making them takes longer than most commands."""

from functools import cache

import typer.main

from salesctl.cli.core import app


def keep() -> None:
    """Make the parser of the program and of each noun once in this process."""
    typer.main.get_command = cache(typer.main.get_command)
    app.load = cache(app.load)
