"""Which stored row a row of a file means: the one of its external id, else the one that is equal in what counts."""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from salesctl.exchange.file_rows import FileRow
from salesctl.exchange.foreign_text import shown
from salesctl.services.importing.job import Job

Key = TypeVar("Key", bound=Hashable)


@dataclass(slots=True)
class Entry(Generic[Key]):
    """A row of the store as an import knows it.

    `id` is 0 until it is written; `line` is where the file named it last, 0 if it did not yet, and `given` are the
    fields that lines of the file have set.
    """

    id: int
    key: Key
    external_id: str | None = None
    line: int = 0
    given: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"line {self.line}" if self.line else f"the one stored under id {self.id}"


class Entries(Generic[Key]):
    """Rows with names, each found by its external id or by a key that no two of them share.

    Where lines of one file name the same row again, the first value of each field counts, so that a second run of the
    file changes nothing.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._by_key: dict[Key, Entry[Key]] = {}
        self._by_external_id: dict[str, Entry[Key]] = {}
        self._fields: dict[frozenset[str], frozenset[str]] = {}

    def add(self, entry: Entry[Key]) -> Entry[Key]:
        """Take in a row."""
        self._by_key[entry.key] = entry
        if entry.external_id is not None:
            self._by_external_id[entry.external_id] = entry
        return entry

    def add_new(self, record: FileRow, key: Key, given: Mapping[str, Any], row_id: int = 0) -> Entry[Key]:
        """Take in a row that a line of the file has made; its id may follow."""
        return self.add(Entry(row_id, key, given.get("external_id"), record.line, self._same(frozenset(given))))

    def get(self, key: Key) -> Entry[Key] | None:
        """Return the row of a key."""
        return self._by_key.get(key)

    def of_external_id(self, external_id: str | None) -> Entry[Key] | None:
        """Return the row of an external id."""
        return self._by_external_id.get(external_id) if external_id is not None else None

    def match(self, record: FileRow, equal: Entry[Key] | None, external_id: str | None) -> Entry[Key] | None:
        """Return the row that a line means: that of its external id, else the `equal` one; refuse what contradicts."""
        if external_id is None:
            return equal
        said = f"external id '{shown(external_id)}'"
        owner = self.of_external_id(external_id)
        if owner is None:
            if equal and equal.external_id:
                other = shown(equal.external_id)
                self._job.refuse(record, "external_id", f"{said}, but {equal} has '{other}'")
            return equal
        if owner is not equal and (owner.line or equal):
            self._job.refuse(record, "external_id", f"{said} is that of {owner} already")
        return owner

    def fresh(self, record: FileRow, entry: Entry[Key], given: Mapping[str, Any]) -> Any:
        """Return the values that no earlier line of the file has set, and note that this one does."""
        if entry.line:
            self._job.notes["rows about what an earlier line was about; where they differ, the earlier one counts"] += 1
        values = {name: value for name, value in given.items() if name not in entry.given}
        entry.given = self._same(entry.given.union(given))
        entry.line = record.line
        return values

    def _same(self, fields: frozenset[str]) -> frozenset[str]:
        """Return an equal set that is kept already: the lines of a file fill a few sets of fields."""
        return self._fields.setdefault(fields, fields)

    def forget(self, entry: Entry[Key]) -> None:
        """Let a row go: its key is free for another."""
        del self._by_key[entry.key]

    def rekey(self, entry: Entry[Key], key: Key, external_id: str | None) -> None:
        """Note that a row goes by another key or external id now."""
        if self._by_key.get(entry.key) is entry:
            del self._by_key[entry.key]
        entry.key, entry.external_id = key, external_id or entry.external_id
        self.add(entry)


@dataclass(frozen=True, slots=True)
class Event:
    """A stored visit, sale or closed prospect; `loose` for a sale from a visit: a file may name another rep for it."""

    id: int
    rep_id: int
    external_id: str | None
    loose: bool = False


class Events(Generic[Key]):
    """Visits, sales or closed prospects: of equal ones the n-th in the file is the n-th in the store."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._by_key: defaultdict[Key, list[Event]] = defaultdict(list)
        self._by_external_id: dict[str, Event] = {}
        self._lines: dict[str, tuple[int, Key]] = {}
        self._taken: set[int] = set()

    def add(self, key: Key, event: Event) -> None:
        """Take in a stored row; equal ones come in the order of their ids."""
        self._by_key[key].append(event)
        if event.external_id is not None:
            self._by_external_id[event.external_id] = event

    def repeats(self, record: FileRow, key: Key, external_id: str | None) -> bool:
        """Whether an earlier line of the file said the same; refuse its external id for anything else."""
        if external_id is None:
            return False
        line, other = self._lines.setdefault(external_id, (record.line, key))
        if line == record.line:
            return False
        if other != key:
            self._job.refuse(
                record, "external_id", f"external id '{shown(external_id)}' is that of line {line} already"
            )
        return True

    def match(self, key: Key, external_id: str | None, rep_id: int | None, loose: bool | None = None) -> int | None:
        """Return the id of the stored row of an external id, else of the first equal one that no line has taken.

        A row with another external id is another one; `rep_id` and `loose` are None where the file does not say.
        """
        event = self._by_external_id.get(external_id) if external_id else None
        if event is None:
            event = self._equal(key, external_id, rep_id, loose)
        if event is None:
            return None
        self._taken.add(event.id)
        return event.id

    def _equal(self, key: Key, external_id: str | None, rep_id: int | None, loose: bool | None) -> Event | None:
        free = [
            event
            for event in self._by_key.get(key, ())
            if event.id not in self._taken
            and loose in (None, event.loose)
            and (external_id is None or event.external_id is None)
        ]
        of_rep = [event for event in free if rep_id in (None, event.rep_id)]
        return next(iter(of_rep or [event for event in free if event.loose]), None)


def differing(before: Mapping[str, Any], values: Mapping[str, Any]) -> Any:
    """Return the values that are not those of a stored row."""
    return {name: value for name, value in values.items() if value != before[name]}
