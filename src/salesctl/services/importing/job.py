"""What the import of one file works with, and how a row is refused."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from salesctl import clock
from salesctl.config import Settings
from salesctl.domain.text import fold
from salesctl.errors import SalesctlError
from salesctl.exchange.file_rows import FileRow, Problem
from salesctl.exchange.headers import HeaderMatch
from salesctl.services.names import Names
from salesctl.services.visits import FIRST_DAY
from salesctl.store.store import Store

_NAMES = (
    "name",
    "target",
    "product",
    "territory",
    "rep",
    "pair",
    "parent",
    "authority",
    "next_with",
    "parent_territory",
    "target_territory",
)
"""The fields that hold a name which an alias may stand for."""


class Effect(StrEnum):
    """What a row did to the store."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class Job:
    """One pass over a file.

    `aliases` maps folded names as the file has them to names as they are known; `new` lets unknown targets be made.
    `counts` tells what rows did; `notes` counts what is said once at the end, however many rows it concerns.
    """

    def __init__(
        self, store: Store, settings: Settings, match: HeaderMatch, aliases: Mapping[str, str], *, new: bool
    ) -> None:
        self.store = store
        self.places = Names(store)
        self.settings = settings
        self.aliases = aliases
        self.new = new
        self.notes: Counter[str] = Counter()
        self.counts: Counter[Effect] = Counter()
        self._match = match

    @property
    def kind(self) -> str:
        """The kind of list that is imported."""
        return self._match.kind.name

    def given(self, record: FileRow) -> Any:
        """Return a row's values that are not empty, names as they are known."""
        values = {name: value for name, value in record.values.items() if value is not None and value != []}
        if self.aliases:
            for name in _NAMES:
                if name in values:
                    values[name] = self.known_as(values[name])
        return values

    def known_as(self, name: str) -> str:
        """Return the name that an alias stands for, or the name itself."""
        return self.aliases.get(fold(name), name)

    def refuse(self, record: FileRow, field: str, reason: str) -> None:
        """Note what is wrong with a row in the column that fills a field; without a field, with the row as a whole."""
        record.problems.append(Problem(record.line, self._match.header_of(field) if field else "", reason))

    def refuse_impossible_day(self, record: FileRow, field: str, day: date) -> None:
        """Refuse what took place on a day to come, or before any record."""
        if day > clock.today():
            self.refuse(record, field, f"{day} is still to come")
        elif day < FIRST_DAY:
            self.refuse(record, field, f"{day} is before {FIRST_DAY.year}")

    def refuse_for(self, record: FileRow, error: SalesctlError) -> None:
        """Note an error that a service raised about a row, in the column of its field where the file has one."""
        if error.field and error.field in self._match.columns:
            self.refuse(record, error.field, error.reason)
        else:
            self.refuse(record, "", str(error))


class Importer(Protocol):
    """What imports one kind of list."""

    def take(self, record: FileRow) -> Effect | None:
        """Store what a row says and return what that did; None when the row was refused and nothing was written.

        Raises:
            InvalidInput, NotFound, Conflict: The row was found wrong when it was being written: part of it may be.
        """

    def finish(self) -> list[FileRow]:
        """Write what was kept for the end, and return the rows that were found wrong only then."""
