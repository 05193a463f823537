"""Searching everything that was written down: the index brought up to date, the hits, and where the words stand."""

from collections.abc import Sequence
from typing import NamedTuple, TypedDict

from salesctl.domain.search import SearchKind, spans
from salesctl.store.queries.search import Hit, search
from salesctl.store.search import Tracked, freshen
from salesctl.store.store import Store

_BEFORE, _WIDTH = 24, 96
_CUT = "..."


class Excerpt(TypedDict):
    """A part of a text, as it is and with the words that were searched for marked."""

    text: str
    marked: str


class ShownHit(Hit):
    """A hit whose text is an excerpt; `marked` is the same with the words marked."""

    marked: str


class Found(NamedTuple):
    """The hits, and why some may be missing: None when the index has everything."""

    rows: list[ShownHit]
    behind: str | None


def find(
    store: Store,
    text: str,
    tracked: Tracked,
    *,
    kinds: Sequence[SearchKind] = (),
    rep_id: int | None = None,
    limit: int,
) -> Found:
    """Return what holds the words of a text, the best first: `text` is cut around the first of them, `marked` too.

    Raises:
        StoreError: Nothing was indexed yet, and the store cannot be written.
    """
    behind = freshen(store, tracked)
    rows: list[ShownHit] = [
        {**row, **excerpt(row["text"] or "", text)} for row in search(store, text, kinds, rep_id, limit)
    ]
    return Found(rows, behind)


def excerpt(text: str, typed: str) -> Excerpt:
    """Return the part of a text around the first word that was searched for: as it is, and with such words marked."""
    line = " ".join(text.split())
    found = spans(line, typed)
    start = _start(line, found[0][0]) if found and len(line) > _WIDTH else 0
    end = min(len(line), start + _WIDTH)
    before, after = _CUT if start else "", _CUT if end < len(line) else ""
    marked, place = "", start
    for first, last in found:
        if place <= first and last <= end:
            marked += f"{line[place:first]}«{line[first:last]}»"
            place = last
    return {
        "text": f"{before}{line[start:end]}{after}",
        "marked": f"{before}{marked}{line[place:end]}{after}",
    }


def _start(line: str, place: int) -> int:
    """Return where to cut a line so that it begins a little before a place, with a whole word if there is room."""
    start = max(0, place - _BEFORE)
    return line.find(" ", start, place) + 1 or start if start else 0
