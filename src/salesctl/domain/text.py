"""Text as people type and read it: folding for look-ups, words in the right number, and what may stand in a line."""

import re
import unicodedata

_UNCOUNTED = {"intel"}
_OBEYED = re.compile(r"[^\n\r\t -~\xa0-\U0010ffff]")


def fold(text: str) -> str:
    """Return the key under which a name is found: case, width and spacing do not matter."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def phone_key(phone: str) -> str:
    """Return the digits that tell two phone numbers apart (the last nine: prefixes are written in many ways)."""
    return "".join(filter(str.isdigit, unicodedata.normalize("NFKC", phone)))[-9:]


def printable(text: str) -> str:
    """Replace what could move the cursor, turn the line round or hide text: control characters, line ends, bidi marks.

    A terminal, and a table on it, gets no other text than this.
    """
    return text if text.isprintable() else "".join(letter if letter.isprintable() else " " for letter in text)


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
