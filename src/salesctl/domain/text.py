"""Text as people type and read it: folding for look-ups, plurals and weekdays, and what may stand in a line."""

import re
import unicodedata
from datetime import date

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""Short weekday names, in the order of `date.weekday()`; the same in every locale."""

_ACCENTS = re.compile("[\u0300-\u036f]+")
_UNCOUNTED = {"intel"}
_OBEYED = re.compile(r"[^\n\r\t -~\xa0-\U0010ffff]")


def fold(text: str) -> str:
    """Return the key under which a name is found: case, width and spacing do not matter."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def bare(text: str) -> str:
    """Return a text as lists are searched by it: folded as `fold` does, and without accents, as `search` finds it."""
    if text.isascii():
        return " ".join(text.lower().split())
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", fold(text)))


def phone_key(phone: str) -> str:
    """Return the digits that tell two phone numbers apart (the last nine: prefixes are written in many ways)."""
    return "".join(filter(str.isdigit, unicodedata.normalize("NFKC", phone)))[-9:]


def printable(text: str) -> str:
    """Replace what could move the cursor, turn the line round or hide text: control characters, line ends, bidi marks.

    A terminal, and a table on it, gets no other text than this.
    """
    return text if text.isprintable() else "".join(letter if letter.isprintable() else " " for letter in text)


def is_plain(text: str) -> bool:
    """Say whether a text is there, printable and without spaces around it, so that no check strips or refuses it."""
    return text.isprintable() and text == text.strip() != ""


def harmless(text: str) -> str:
    """Replace what a terminal would obey in data that has lines and tabs, and leaves all else in it as it is."""
    return text if text.isprintable() else _OBEYED.sub(" ", text)


def one_line(message: str, most: int = 1000) -> str:
    """Return a message as one line; what makes it endless is in its middle, what to do at its end."""
    line = " ".join(printable(message).split())
    return line if len(line) <= most else f"{line[: most // 2]} ... {line[-most // 2 :]}"


def plural(word: str, count: int) -> str:
    """Return an English word in the number that goes with the count."""
    if count == 1 or word in _UNCOUNTED:
        return word
    return f"{word[:-1]}ies" if word.endswith("y") and word[-2] not in "aeou" else f"{word}s"


def with_weekday(day: date) -> str:
    """Write a day with its weekday: `Mon 2026-11-23`."""
    return f"{WEEKDAYS[day.weekday()]} {day}"
