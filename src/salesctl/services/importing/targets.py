"""Importing the target list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from salesctl import clock
from salesctl.domain.enums.target import TargetStatus
from salesctl.domain.text import fold
from salesctl.errors import Conflict
from salesctl.exchange.file_rows import FileRow
from salesctl.exchange.foreign_text import shown
from salesctl.services import targets
from salesctl.services.importing.books import Suggestions, unknown
from salesctl.services.importing.job import Effect, Job
from salesctl.services.importing.matching import Entries, Entry, differing
from salesctl.services.naming import refuse_cycle
from salesctl.store import tables
from salesctl.store.check import CheckedRow
from salesctl.store.queries.names import TARGET

if TYPE_CHECKING:
    from salesctl.services.values import GivenTarget
    from salesctl.store.rows import TargetRow, TargetValues

_BATCH = 1000

Key = tuple[str, str]
"""A folded name and the folded name of its territory, empty for none."""


class _New(NamedTuple):
    entry: Entry[Key]
    target: CheckedRow[TargetRow]
    tags: list[str]


class _Part(NamedTuple):
    """A row that names the target it is a part of, and where that is: beside it where the file does not say."""

    record: FileRow
    entry: Entry[Key]
    parent: str
    territory: str
    effect: Effect


class TargetImporter:
    """Targets match by external id, else by name and territory, by the name alone where one of them has no territory.

    New ones are written in batches, and what they are part of last: it may come further down.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._entries = Entries[Key](job)
        self._by_name: dict[str, list[Entry[Key]]] = {}
        self._last_id = 0
        for row in job.store.stream(
            """SELECT t.id, t.name_key, coalesce(te.name_key, '') AS territory, t.external_id
            FROM target t LEFT JOIN territory te ON te.id = t.territory_id"""
        ):
            entry = Entry(row["id"], (row["name_key"], row["territory"]), row["external_id"])
            self._know(self._entries.add(entry))
            self._last_id = max(self._last_id, row["id"])
        self._batch: list[_New] = []
        self._parts: list[_Part] = []
        self._suggestions: Suggestions | None = None

    def take(self, record: FileRow) -> Effect | None:
        """Store what a row says of a target."""
        given = self._job.given(record)
        key = (fold(given["name"]), fold(given.get("territory", "")))
        equal = self._equal(record, key, given.get("external_id"))
        entry = self._entries.match(record, equal, given.get("external_id"))
        if "block" in given and not key[1] and not (entry and entry.key[1]):
            self._job.refuse(record, "block", "a block needs a territory")
        for day in ("added_on", "dropped_on"):
            if day in given:
                self._job.refuse_impossible_day(record, day, given[day])
        if record.problems:
            return None
        if entry is None:
            entry, effect = self._add(record, key, given), Effect.ADDED
        else:
            given = self._entries.fresh(record, entry, given)
            effect = self._fill_in(entry, (key[0], key[1] or entry.key[1]), given)
        if "parent" in given:
            told = "parent_territory" in record.values
            where = fold(given.get("parent_territory", "")) if told else entry.key[1]
            self._parts.append(_Part(record, entry, given["parent"], where, effect))
        return effect

    def finish(self) -> list[FileRow]:
        """Write the last batch and what targets are part of."""
        self._flush()
        return [part.record for part in self._parts if not self._join(part)]

    def _know(self, entry: Entry[Key]) -> None:
        self._by_name.setdefault(entry.key[0], []).append(entry)

    def _named(self, name_key: str) -> list[Entry[Key]]:
        return [entry for entry in self._by_name.get(name_key, ()) if entry.key[0] == name_key]

    def _equal(self, record: FileRow, key: Key, external_id: str | None) -> Entry[Key] | None:
        """Return the target of a name and territory; one that is stored without a territory may be in any."""
        exact = self._entries.get(key)
        if exact:
            return exact
        stored = [entry for entry in self._named(key[0]) if 0 < entry.id <= self._last_id]
        named = [entry for entry in stored if not (key[1] and entry.key[1])]
        owner = self._entries.of_external_id(external_id)
        if owner in named:
            return owner
        if len(named) > 1:
            self._job.refuse(record, "name", "several territories have a target of this name; say which")
        # One that the file has named by its territory is not meant a second time without it.
        return named[0] if named and not named[0].line else None

    def _add(self, record: FileRow, key: Key, given: Mapping[str, Any]) -> Entry[Key]:
        values: GivenTarget = {"rep": self._job.settings.rep}
        values.update(_values(given))
        columns = targets.fields(self._job.places, values)
        target = tables.TARGET.checked({**columns, **_since(record, given)})
        entry = self._entries.add_new(record, key, given)
        self._know(entry)
        self._batch.append(_New(entry, target, given.get("tags", [])))
        if len(self._batch) == _BATCH:
            self._flush()
        return entry

    def _flush(self) -> None:
        rows = self._job.store.insert_many(new.target for new in self._batch)
        for new, row in zip(self._batch, rows, strict=True):
            new.entry.id = row["id"]
        self._job.store.insert_many(
            tables.TARGET_TAG.checked({"target_id": new.entry.id, "tag": tag})
            for new in self._batch
            for tag in dict.fromkeys(new.tags)
        )
        self._batch.clear()

    def _fill_in(self, entry: Entry[Key], key: Key, given: dict[str, Any]) -> Effect:
        """Change a target where a row says something else; tags are added, never taken away."""
        if not entry.id:
            self._flush()
        store, stored = self._job.store, {"id": entry.id}
        before = store.rows("SELECT * FROM target WHERE id = :id", stored)[0]
        values = _values(given)
        if key[0] == before["name_key"]:
            values.pop("name", None)  # the spelling in the store stays
        columns = targets.fields(self._job.places, values, territory_id=before["territory_id"])
        tags = {row["tag"] for row in store.rows("SELECT tag FROM target_tag WHERE target_id = :id", stored)}
        lacking = [tag for tag in given.get("tags", ()) if tag not in tags]
        if not lacking and not differing(before, columns):
            return Effect.UNCHANGED
        targets.edit_target(store, self._job.places, entry.id, values, lacking, [])
        renamed = entry.key[0] != key[0]
        self._entries.rekey(entry, key, values.get("external_id"))
        if renamed:
            self._know(entry)
        return Effect.CHANGED

    def _join(self, part: _Part) -> bool:
        """Make a target a part of its parent; False when the row is refused."""
        parent = self._parent(part)
        if parent is None:
            return False
        store = self._job.store
        if store.value("SELECT parent_id FROM target WHERE id = :id", {"id": part.entry.id}) == parent.id:
            return True
        target = store.update(tables.TARGET.changes({"parent_id": parent.id}), part.entry.id)
        try:
            refuse_cycle(store, TARGET, target)
        except Conflict as error:
            self._job.refuse(part.record, "parent", str(error))
            return False
        if part.effect is Effect.UNCHANGED:
            self._job.counts.update({Effect.UNCHANGED: -1, Effect.CHANGED: 1})
        return True

    def _parent(self, part: _Part) -> Entry[Key] | None:
        """Return the target that a row names as the parent: in the territory it says, else the only one of the name."""
        named = [entry for entry in self._named(fold(part.parent)) if entry is not part.entry]
        beside = [entry for entry in named if entry.key[1] == part.territory]
        if len(beside or named) == 1:
            return (beside or named)[0]
        if named:
            self._job.refuse(part.record, "parent", f"several targets are called '{shown(part.parent)}'")
            return None
        self._suggestions = self._suggestions or Suggestions(
            row["name"] for row in self._job.store.stream("SELECT name FROM target")
        )
        near = self._suggestions.nearest(part.parent)
        self._job.refuse(part.record, "parent", unknown("target", part.parent, near, "add it to the file"))
        return None


_BESIDE = ("tags", "status", "parent", "parent_territory", "added_on", "dropped_on", "drop_reason")


def _values(given: Mapping[str, Any]) -> Any:
    """Return the values that are columns of the target itself, by the names of the command's options."""
    values = {name: value for name, value in given.items() if name not in _BESIDE}
    if "class" in values:
        values["customer_class"] = values.pop("class")
    return values


def _since(record: FileRow, given: Mapping[str, Any]) -> TargetValues:
    """Return since when a new target is listed, and since when and why it was dropped; a status says whether it was."""
    today, dropped_on = clock.today(), given.get("dropped_on")
    if given.get("status", TargetStatus.DROPPED if dropped_on else None) is not TargetStatus.DROPPED:
        return {"added_on": given.get("added_on", today)}
    unknown_why = None if "drop_reason" in record.values else "dropped in the imported file"
    return {
        "added_on": given.get("added_on", dropped_on or today),
        "dropped_on": dropped_on or today,
        "drop_reason": given.get("drop_reason", unknown_why),
    }
