"""Options that several commands share, each written once."""

import re
from collections.abc import Callable, Container, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from salesctl.cli.completion import offers
from salesctl.cli.core import dates, lookup
from salesctl.domain.enums.prospect import Grade
from salesctl.errors import InvalidInput
from salesctl.render.show import Format
from salesctl.rules.week.cadence import CYCLE_DAYS

# A comma parts thousands only: 1,50 may be meant as one and a half, and is not guessed at.
_AMOUNT = re.compile(r"(?P<sign>-)?(\d{1,30}|\d{1,3}(,\d{3}){1,9})(\.(?P<minor>\d*))?", re.ASCII)
MOST = 10**15
"""The largest figure the store keeps, in minor units or in orders."""
_CADENCE = re.compile(rf"({'|'.join(Grade)})\s*=\s*([+-]?\d{{1,9}})", re.ASCII)
_FRACTION = re.compile(r"(-?\d{1,3}(?:\.\d{1,9})?)(%)?", re.ASCII)


def amount(text: str) -> int:
    """Read an amount of money such as `1200`, `1,200.50` and return minor units."""
    match = _AMOUNT.fullmatch(text.strip())
    if not match:
        raise typer.BadParameter(f"cannot read the amount '{text}'; give a number such as 1200 or 1200.50")
    if match["sign"]:
        raise typer.BadParameter(f"an amount cannot be negative, not {text}")
    if len(match["minor"] or "") > 2:
        raise typer.BadParameter(f"an amount has at most two decimals, not {text}")
    minor = int(Decimal(match[0].replace(",", "")) * 100)
    if minor > MOST:
        raise typer.BadParameter(f"an amount is at most {MOST // 100:,}, not {text}")
    return minor


def fraction(text: str, most: int = 1, called: str = "share") -> float:
    """Read a share such as `0.35` or `35%` and return it as a fraction; with the sign it is at most `most` either way.

    A bare number beyond 1 is refused: 12 may be meant as 12%, and is not guessed at.
    """
    match = _FRACTION.fullmatch(text.strip())
    share = Decimal(match[1]) / (100 if match[2] else 1) if match else Decimal("inf")
    if abs(share) > (most if match and match[2] else 1):
        raise typer.BadParameter(f"cannot read the {called} '{text}'; give 0.35 or 35%")
    return float(share)


def growth(text: str) -> float:
    """Read a growth such as `0.05`, `-3%` or `150%` and return it as a fraction; nothing shrinks by more than all."""
    found = fraction(text, most=10, called="growth")
    if found < -1:
        raise typer.BadParameter(f"nothing can shrink by more than 100%, not {text}")
    return found


def cadences(text: str) -> Mapping[Grade, int]:
    """Read visits per four weeks by grade, such as `A=4,B=2`."""
    found: dict[Grade, int] = {}
    for part in text.split(","):
        match = _CADENCE.fullmatch(part.strip().upper())
        if not match:
            raise typer.BadParameter(f"cannot read '{part.strip()}'; give grades with visits, such as A=4,B=2,C=1")
        grade, visits = Grade(match[1]), int(match[2])
        if grade in found:
            raise typer.BadParameter(f"grade {grade} is given twice")
        if not 1 <= visits <= CYCLE_DAYS:
            raise typer.BadParameter(f"{grade}: a cadence is 1 to {CYCLE_DAYS} visits per four weeks, not {visits}")
        found[grade] = visits
    return found


def clearable(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """Return `read` as a parser that lets an empty text through, which clears the field (see `given`)."""
    return lambda text: text and read(text)


def not_blank(text: str) -> str:
    """Refuse a text that says nothing."""
    if not text.strip():
        raise typer.BadParameter("it is empty; say it in a few words")
    return text


def choice(kind: type[StrEnum]) -> Callable[[str], Any]:
    """Return a parser of one of an enum's words, or of an empty text, which clears the field."""

    def read(text: str) -> StrEnum:
        if text not in list(kind):
            raise typer.BadParameter(f"'{text}' is not one of {', '.join(kind)}")
        return kind(text)

    return clearable(read)


def free_to_write(path: Path | None) -> Path | None:
    """Refuse a file that output never goes over, before the command does anything.

    Raises:
        InvalidInput: It is the store, its log, a backup, the settings or another SQLite file.
    """
    if path is not None:
        from salesctl.exchange.files import refuse_own

        refuse_own(path)
    return path


TargetName = Annotated[
    str,
    typer.Argument(
        metavar="NAME", autocompletion=offers.targets, help="A target: its name, a unique part of it, or its id."
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How rows are printed.")]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", callback=free_to_write, help="Write to this file instead.")
]
HtmlOption = Annotated[
    Path | None,
    typer.Option(
        "--html", metavar="FILE", callback=free_to_write, help="Write a page to print or to send, and nothing else."
    ),
]
RepOption = Annotated[
    str | None,
    typer.Option("--rep", callback=lookup.rep_name, autocompletion=offers.reps, help="The rep; a first name will do."),
]
TerritoryOption = Annotated[
    str | None, typer.Option("--territory", autocompletion=offers.territories, help="The territory.")
]
ProductOption = Annotated[
    str | None, typer.Option("--product", "-p", autocompletion=offers.products, help="The product.")
]
ExternalIdOption = Annotated[str | None, typer.Option("--external-id", help="The id in another system.")]
LimitOption = Annotated[int, typer.Option("--limit", min=1, max=10**9, help="How many rows at the most.")]
AmountOption = Annotated[
    int | None, typer.Option("--amount", parser=clearable(amount), metavar="N", help="Expected amount.")
]
WhatIf = Annotated[
    Mapping[Grade, int] | None,
    typer.Option(
        parser=cadences,
        metavar="A=N,B=N,C=N",
        help="Compare with other visits per four weeks (and --capacity); store nothing.",
    ),
]
FromOption = Annotated[date | None, typer.Option("--from", parser=dates.past, metavar="DATE", help="From this day on.")]
ToOption = Annotated[date | None, typer.Option("--to", parser=dates.past, metavar="DATE", help="Up to this day.")]


def given(options: "NamedTuple | None" = None, /, *, but: Container[str] = (), **own: Any) -> Any:
    """Return those options that were given, of an object of options and of what a command has of its `own`.

    They are the values of whatever the command is about: it says which, and so what keys there are.

    An empty text stands for "no value", so that `--phone ""` clears a field; `but` names options to leave out.
    """
    every = {**(options._asdict() if options is not None else {}), **own}
    return {
        name: None if value == "" else value for name, value in every.items() if value is not None and name not in but
    }


def given_with_rep(options: "NamedTuple", **own: Any) -> Any:
    """Return the options that were given, but an empty name of a rep, which is as good as none."""
    return {name: value for name, value in given(options, **own).items() if name != "rep" or value}


def refuse_two_forms(html: Path | None, form: Format, output: Path | None) -> None:
    """Refuse a page together with another format or file.

    Raises:
        InvalidInput: Both were asked for.
    """
    if html and (output or form is not Format.TABLE):
        raise InvalidInput("give --html FILE alone, or --format and --output")
