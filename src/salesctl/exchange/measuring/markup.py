"""Markup read in pieces, without taking it apart: what is looked for is counted, never more than is there missed."""

import re
from collections.abc import Iterable, Iterator

_MARKUP = re.compile(rb"<[^!>][^>]*>")
_QUOTED = b"<![CDATA["
_LONGEST_TAG = 1 << 16


def tag(name: bytes) -> bytes:
    """Return the pattern of the beginning of a tag up to its attributes; before its name there may be a prefix."""
    return rb"<(?:[^\s<>/:!?]+:)?" + name + rb"(?=[\s/>])"


def whole_tags(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the pieces cut anew, so that no tag of ordinary length is cut in two."""
    rest = b""
    for piece in pieces:
        piece = rest + piece
        cut = piece.rfind(b"<")
        rest = piece[cut:] if cut >= 0 and len(piece) - cut < _LONGEST_TAG else b""
        yield piece[: len(piece) - len(rest)]
    yield rest


class TextMeter:
    """Measures the text of one part, which stands outside of tags; all that is doubtful counts as text."""

    def __init__(self) -> None:
        self._doubtful = False

    def look(self, piece: bytes) -> None:
        """Look at the next piece, before it is measured, for text that may look like tags: no tag is sure behind it."""
        self._doubtful = self._doubtful or _QUOTED in piece

    def at_most(self, piece: bytes, tags: Iterable[bytes]) -> int:
        """Return an upper bound, quickly: all but some tags that are frequent."""
        return len(piece) if self._doubtful else len(piece) - sum(len(tag) * piece.count(tag) for tag in tags)

    def sizes(self, parts: list[bytes]) -> list[int]:
        """Return how many bytes of text there are in each part of the piece."""
        if self._doubtful:
            return list(map(len, parts))
        return [len(_MARKUP.sub(b"", part)) if b"<" in part else len(part) for part in parts]


def text_size(pieces: Iterable[bytes]) -> int:
    """Return how many bytes of text a part has."""
    meter, size = TextMeter(), 0
    for piece in pieces:
        meter.look(piece)
        size += sum(meter.sizes([piece]))
    return size
