"""Measuring .xlsx: how far its sheets reach, and how much text their cells hold.

A cell names its place or stands next to the one before; it holds its text, or the number of a string that all sheets
share. So one string of a few hundred bytes may stand in a million cells, and a cell may stand in the last row and
column of a sheet of which the reader then makes a table.

All figures are upper bounds that come out of counting bytes, which is quick; only where they are too high is a part
looked at more closely. What is hidden in comments and the like counts as if it were there.
"""

import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from salesctl.exchange.bounds import MOST_CELLS, MOST_TEXT, check_area, check_cells, check_text, damaged
from salesctl.exchange.measuring.markup import TextMeter, tag, text_size, whole_tags
from salesctl.exchange.measuring.reach import Reach
from salesctl.exchange.measuring.shared import SharedStrings

_STRING = re.compile(tag(b"si"))
_REFERENCES = (b'"s"', b"'s'")
_REFERENCE = re.compile(
    rb"""["']s["'][^<]*<(?:[^\s<>:]+:)?v[^<>]*>\s*(\d{1,9})\s*</(?:[^\s<>:]+:)?v>\s*</(?:[^\s<>:]+:)?c>"""
)
_LARGE_COUNT = re.compile(rb"""ount\s*=\s*["']\d{8,}""")
_FREQUENT_TAGS = (b'<c r="', b"</c>", b"<v>", b"</v>")


@dataclass
class _Part:
    """What was counted in a part: its text in bytes and its references to shared strings, both at most."""

    index: int
    reach: Reach = field(default_factory=Reach)
    text: int = 0
    references: int = 0


class Book:
    """The parts of a packed spreadsheet as far as they have been measured."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._parts: list[_Part] = []
        self._strings = SharedStrings()

    def measure(self, index: int, pieces: Iterable[bytes]) -> None:
        """Measure a part.

        Raises:
            InvalidInput: It holds too many cells or strings.
        """
        part, meter, strings = _Part(index), TextMeter(), array("L")
        for piece in whole_tags(pieces):
            if _LARGE_COUNT.search(piece):
                raise damaged(self._name, "it counts more cells than a sheet can hold")
            part.reach.extend(piece)
            meter.look(piece)
            part.text += meter.at_most(piece, _FREQUENT_TAGS)
            part.references += sum(map(piece.count, _REFERENCES))
            _add_strings(piece, meter, strings)
            check_cells(self._name, max(part.reach.cells, len(strings)))
        self._parts.append(part)
        self._strings.add_part(strings)

    def check(self, pieces: Callable[[int], Iterator[bytes]]) -> None:
        """Refuse a part that reaches too far, or whose cells hold too much text; `pieces` gives a part's once more.

        Raises:
            InvalidInput: There is one.
        """
        longest = self._strings.longest
        for part in self._parts:
            if part.reach.rows * part.reach.columns > MOST_CELLS:
                reach = Reach(exact=True)
                for piece in whole_tags(pieces(part.index)):
                    reach.extend(piece)
                check_area(self._name, reach.rows, reach.columns)
            if part.text > MOST_TEXT:
                check_text(self._name, text_size(whole_tags(pieces(part.index))))
            if part.references * longest > MOST_TEXT:
                check_text(self._name, self._referred(pieces(part.index), part.references, longest))

    def _referred(self, pieces: Iterable[bytes], references: int, longest: int) -> int:
        """Return the size of the strings that a part refers to; what is not plainly a reference is to the longest."""
        size = plain = 0
        for piece in whole_tags(pieces):
            for number in map(int, _REFERENCE.findall(piece)):
                size += self._strings.size(number)
                plain += 1
        return size + (references - plain) * longest


def _add_strings(piece: bytes, meter: TextMeter, strings: "array[int]") -> None:
    """Add the sizes of the shared strings in a piece to those of the pieces before."""
    if not strings and b"<si" not in piece and b":si" not in piece:
        return
    rest, *begun = meter.sizes(_STRING.split(piece))
    if strings:
        strings[-1] += rest
    strings.extend(begun)
