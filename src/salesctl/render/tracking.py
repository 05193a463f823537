"""A progress bar for what takes more than a second."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


def tracked(items: Iterable[Item], label: str, total: int | None = None) -> Iterable[Item]:
    """Yield the items, with a bar on standard error where that is a terminal; `total` is about how many there are."""
    if not sys.stderr.isatty():
        return items
    return _with_bar(items, label, total)


def _with_bar(items: Iterable[Item], label: str, total: int | None) -> Iterator[Item]:
    from rich.console import Console
    from rich.progress import track

    yield from track(items, label, total=total, console=Console(stderr=True), transient=True)
