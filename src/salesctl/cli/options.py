"""Options that several commands share, each written once."""

from collections.abc import Container, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Any

import typer

from salesctl.cli import complete, dates
from salesctl.render.show import Format


def amount(text: str) -> int:
    """Read an amount of money such as `1200`, `1,200.50` and return minor units."""
    try:
        value = Decimal(text.replace(",", "").strip())
        minor = int(value * 100)
    except (InvalidOperation, ValueError, OverflowError):
        raise typer.BadParameter(f"cannot read the amount '{text}'; give a number such as 1200 or 1200.50") from None
    if value < 0:
        raise typer.BadParameter(f"an amount cannot be negative, not {text}")
    if value * 100 != minor:
        raise typer.BadParameter(f"an amount has at most two decimals, not {text}")
    return minor


TargetName = Annotated[
    str,
    typer.Argument(
        metavar="NAME", autocompletion=complete.targets, help="A target: its name, a unique part of it, or its id."
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How rows are printed.")]
OutputOption = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead.")]
RepOption = Annotated[str | None, typer.Option("--rep", autocompletion=complete.reps, help="The rep.")]
TerritoryOption = Annotated[
    str | None, typer.Option("--territory", autocompletion=complete.territories, help="The territory.")
]
ProductOption = Annotated[
    str | None, typer.Option("--product", "-p", autocompletion=complete.products, help="The product.")
]
LimitOption = Annotated[int, typer.Option("--limit", min=1, help="How many rows at the most.")]
AmountOption = Annotated[int | None, typer.Option("--amount", parser=amount, metavar="N", help="Expected amount.")]
FromOption = Annotated[date | None, typer.Option("--from", parser=dates.past, metavar="DATE", help="From this day on.")]
ToOption = Annotated[date | None, typer.Option("--to", parser=dates.past, metavar="DATE", help="Up to this day.")]


def given(options: Mapping[str, Any], but: Container[str] = ()) -> dict[str, Any]:
    """Return the options that were given: call it first in a command, with `locals()`.

    An empty text stands for "no value", so that `--phone ""` clears a field; `but` names options to leave out.
    """
    return {
        name: None if value == "" else value for name, value in options.items() if value is not None and name not in but
    }
