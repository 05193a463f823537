"""Reading what was typed without pydantic, which Typer imports (50 ms and more) to read so much as a text.

Typer builds a pydantic adapter for each option and argument that has a value. Ours are texts, numbers, words and paths,
or have a parser of their own; whatever is anything else, or wrong, goes to Typer as before, which says so.
"""

import os
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any, get_args

import typer.core


class Reader:
    """Stands in for what Typer reads the values of one option or argument with."""

    def __init__(self, descriptor: Any, build: Callable[[Any], Any]) -> None:
        """Take Typer's description of the option, and what builds Typer's own reader from it."""
        self.descriptor = descriptor
        self.build = build

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the value as the command wants it, each item of a list by itself."""
        many = param.multiple or param.nargs == -1
        if value is None:
            return () if many else None
        try:
            return [self._read(item) for item in value] if many else self._read(value)
        except (ValueError, AssertionError):
            return self.build(self.descriptor).coerce(value, param=param, ctx=ctx)

    def _read(self, value: Any) -> Any:
        """Read one value.

        Raises:
            ValueError: It is wrong, or of a kind left to Typer.
        """
        about, annotation = self.descriptor.parameter_info, self.descriptor.annotation
        kind = next(iter(get_args(annotation)), annotation)
        if about.parser is not None:
            return about.parser(value)
        if kind is str and isinstance(value, str):
            return value
        if isinstance(kind, type) and issubclass(kind, Enum) and about.case_sensitive:
            return kind(value)
        if kind is int or kind is float:
            return _number(kind, about, str(value))
        if kind is Path:
            return _path(about, value)
        raise ValueError(value)


def _number(kind: type[float], about: Any, text: str) -> float:
    digits = text.removeprefix("-").replace(".", "", 1 if kind is float else 0)
    if digits.isascii() and digits.isdecimal():
        number = kind(text)
        if (about.min is None or about.min <= number) and (about.max is None or number <= about.max):
            return number
    raise ValueError(text)


def _path(about: Any, value: Any) -> Path:
    more_is_wanted = about.exists or about.writable or about.resolve_path or about.allow_dash or about.path_type
    any_kind = about.file_okay and about.dir_okay
    if any_kind and not more_is_wanted and (os.access(value, os.R_OK) or not os.path.exists(value)):
        return Path(value)
    raise ValueError(value)


def spare_pydantic() -> None:
    """Let Typer read with `Reader`; a Typer that has moved what is replaced here goes on reading by itself."""
    build = getattr(typer.core, "build_runtime_param", None)
    if build is None:
        return

    def build_reader(descriptor: Any) -> Any:
        return Reader(descriptor, build)

    typer.core.build_runtime_param = build_reader  # type: ignore[attr-defined]  # Typer keeps it to itself
