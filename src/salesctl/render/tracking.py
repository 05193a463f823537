"""A progress bar for what takes more than a second."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def tracked(items: Sequence[Item], label: str) -> Iterable[Item]:
    """Yield the items, with a bar on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        return items
    return _with_bar(items, label)


def _with_bar(items: Sequence[Item], label: str) -> Iterator[Item]:
    from rich.console import Console
    from rich.progress import track

    yield from track(items, label, console=Console(stderr=True), transient=True)
