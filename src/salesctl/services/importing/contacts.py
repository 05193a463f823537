"""Importing the people at the targets."""

from collections.abc import Mapping
from typing import Any

from salesctl.domain.text import fold
from salesctl.exchange.file_rows import FileRow
from salesctl.services import contacts
from salesctl.services.importing.books import Targets
from salesctl.services.importing.job import Effect, Job
from salesctl.services.importing.matching import Entries, Entry, differing

Key = tuple[int, str]
"""A target's id and the folded name of a person there."""


class ContactImporter:
    """Contacts match by target and name; roles are added, never taken away."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._targets = Targets(job)
        self._entries = Entries[Key](job)
        for row in job.store.stream("SELECT id, target_id, name_key FROM contact"):
            self._entries.add(Entry(row["id"], (row["target_id"], row["name_key"])))

    def take(self, record: FileRow) -> Effect | None:
        """Store what a row says of a person."""
        given = self._job.given(record)
        target = self._targets.find(record, "target", given)
        if target is None:
            return None
        key = (target["id"], fold(given["name"]))
        entry = self._entries.get(key)
        if entry is not None:
            return self._fill_in(entry, self._entries.fresh(record, entry, given))
        roles = given.get("role", [])
        contact = contacts.add_contact(self._job.store, target["id"], _values(given), roles)
        self._entries.add_new(record, key, given, contact["id"])
        return Effect.ADDED

    def _fill_in(self, entry: Entry[Key], given: dict[str, Any]) -> Effect:
        store, stored = self._job.store, {"id": entry.id}
        values = _values(given)
        values.pop("name", None)  # the spelling in the store stays
        before = store.rows("SELECT * FROM contact WHERE id = :id", stored)[0]
        roles = {row["role"] for row in store.rows("SELECT role FROM contact_role WHERE contact_id = :id", stored)}
        lacking = [role for role in given.get("role", ()) if role not in roles]
        if not lacking and not differing(before, values):
            return Effect.UNCHANGED
        contacts.edit_contact(store, entry.id, values, lacking, [])
        return Effect.CHANGED

    def finish(self) -> list[FileRow]:
        """Nothing is kept for the end."""
        return []


def _values(given: Mapping[str, Any]) -> Any:
    return {name: value for name, value in given.items() if name not in ("target", "territory", "role")}
