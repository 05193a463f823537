"""Finding in texts who is named there, in whatever case, width and spacing; a phone number by its digits."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from salesctl.domain.text import fold, phone_key

IDENTIFYING = ("name", "phone", "email")
"""The columns of those who can be forgotten that name them wherever else they stand."""

_LEAST_DIGITS = 6


class Mention(NamedTuple):
    """A text that names somebody: in which field of which row, or of an old image of it that a log entry holds."""

    table: str
    row_id: int
    field: str
    entry: int | None = None


class Naming:
    """The names, phone numbers and e-mail addresses that somebody has and had."""

    def __init__(self, rows: Iterable[Mapping[str, Any]] = (), names: Iterable[str] = ()) -> None:
        """Take them from rows and images of rows, and names as they were typed."""
        self.texts = {fold(name) for name in names}
        self.phones: set[str] = set()
        self.learn(rows)

    def learn(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Take more rows and images of rows."""
        for row in rows:
            self.texts |= {fold(str(row[name])) for name in IDENTIFYING if row.get(name)}
            self.phones |= {phone_key(str(row["phone"]))} if row.get("phone") else set()

    def pattern(self) -> re.Pattern[str]:
        """Return what finds them in a folded text: as whole words, where words are parted at all."""
        phones = (r"\D{0,3}".join(key) for key in self.phones if len(key) >= _LEAST_DIGITS)
        words = (_as_words(text) for text in self.texts if text)
        return re.compile("|".join(sorted([*words, *phones], key=len, reverse=True)) or r"(?!)")


def _as_words(text: str) -> str:
    before = r"(?<![a-z0-9])" if text[0].isascii() and text[0].isalnum() else ""
    after = r"(?![a-z0-9])" if text[-1].isascii() and text[-1].isalnum() else ""
    return f"{before}{re.escape(text)}{after}"
