"""Asking for what is missing: only on a terminal, never in a script."""

import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

import typer

from salesctl.cli.core.run import hint, pause
from salesctl.errors import SalesctlError

Answer = TypeVar("Answer")
Choice = TypeVar("Choice")


def possible() -> bool:
    """Whether somebody is there to answer; questions go to standard error, so that output stays clean."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def answer(question: str, read: Callable[[str], Answer]) -> Answer:
    """Ask until the answer can be read; Ctrl-C and the end of input cancel.

    `read` turns the text, which may be empty, into the answer, or raises what is wrong with it.
    """
    pause()
    while True:
        text = typer.prompt(question, default="", show_default=False, err=True)
        try:
            return read(text.strip())
        except SalesctlError as error:
            hint(f"{error}.")
        except typer.BadParameter as error:
            hint(f"{error.message}.")


def agreed(question: str) -> bool:
    """Ask whether to go on."""
    pause()
    return typer.confirm(question, err=True)


def choose(
    question: str, choices: Sequence[Choice], label: Callable[[Choice], str], other: Callable[[str], Answer]
) -> Choice | Answer:
    """Offer numbered choices; `other` reads an answer that is none of the numbers."""
    for number, one in enumerate(choices, 1):
        hint(f"{number:3}  {label(one)}")
    numbers = {str(number): one for number, one in enumerate(choices, 1)}
    return answer(question, lambda text: numbers[text] if text in numbers else other(text))
