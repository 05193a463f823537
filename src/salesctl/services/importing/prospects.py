"""Importing the prospect list: those that are open, and those that were won, lost or disqualified."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from salesctl import clock
from salesctl.domain.enums.prospect import Grade, Interest, ProspectStatus
from salesctl.errors import Conflict
from salesctl.exchange.file_rows import FileRow
from salesctl.exchange.foreign_text import shown
from salesctl.rules.qualifying import lacking
from salesctl.services import prospects
from salesctl.services.importing import prospect_values
from salesctl.services.importing.books import Listed, People, Products, Targets
from salesctl.services.importing.job import Effect, Job
from salesctl.services.importing.matching import Entries, Entry, Event, Events
from salesctl.store import tables
from salesctl.store.queries.prospects import latest_interest

if TYPE_CHECKING:
    from salesctl.services.values import GivenProspect
    from salesctl.store.rows import ProspectRow

Key = tuple[int, int]
"""A target and a product, 0 for none."""

ClosedKey = tuple[int, int, str, str]
"""A target, a product (0 for none), how a prospect was closed, and the day; no day where a file does not say it."""

FORCED = "imported"
"""The reason for which what does not qualify is promoted all the same."""


class ProspectImporter:
    """Prospects match by external id, else by target and product; closed ones by how and when they were closed too.

    A second row for the same target and product is refused: at most one prospect of them is open. One that was closed
    in the meantime stays as it is; one that is open here and closed in the file is closed.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._targets = Targets(job)
        self._products = Products(job)
        self._people = People(job)
        self._entries = Entries[Key](job)
        self._closed = Events[ClosedKey](job)
        self._were_open: set[str | tuple[Key, str]] = set()
        for row in job.store.stream(
            "SELECT id, target_id, product_id, rep_id, status, opened_on, closed_on, external_id FROM prospect"
            " ORDER BY id"
        ):
            self._know(row)

    def _know(self, row: Mapping[str, Any]) -> None:
        key, external_id = (row["target_id"], row["product_id"] or 0), row["external_id"]
        if row["status"] == ProspectStatus.OPEN:
            self._entries.add(Entry(row["id"], key, external_id))
            return
        event = Event(row["id"], row["rep_id"], external_id)
        for day in (row["closed_on"], ""):
            self._closed.add((*key, row["status"], day), event)
        self._were_open |= {(key, row["opened_on"])} | ({external_id} if external_id else set())

    def take(self, record: FileRow) -> Effect | None:
        """Store what a row says of a prospect."""
        given = self._job.given(record)
        status = prospect_values.status_of(self._job, given)
        prospect_values.refuse_impossible(self._job, record, given, status)
        product_id = self._products.find(record, "product", given.get("product"))
        target = self._targets.find(record, "name", given)
        if target is None or record.problems:
            return None
        said = prospect_values.said(self._job, record, given, status, target)
        if product_id is not None:
            said["product_id"] = product_id
        key = (target["id"], product_id or 0)
        take = self._take_open if status is ProspectStatus.OPEN else self._take_closed
        return take(record, target, key, said)

    def finish(self) -> list[FileRow]:
        """Nothing is kept for the end."""
        return []

    def _take_open(self, record: FileRow, target: Listed, key: Key, said: dict[str, Any]) -> Effect | None:
        external_id, opened_on = said.get("external_id"), str(said.get("opened_on"))
        open_here = self._entries.get(key) is not None
        if external_id in self._were_open or (not open_here and (key, opened_on) in self._were_open):
            self._job.notes["prospects closed in the meantime, left as they are"] += 1
            return Effect.UNCHANGED
        entry = self._matched(record, target, key, external_id)
        if record.problems:
            return None
        if entry is None:
            prospect = self._promote(record, target, said)
            self._entries.add_new(record, key, said, prospect["id"])
            return Effect.ADDED
        fresh = self._entries.fresh(record, entry, said)
        if not self._change(record, target, entry.id, fresh):
            return Effect.UNCHANGED
        self._entries.rekey(entry, key if "product_id" in fresh else entry.key, fresh.get("external_id"))
        return Effect.CHANGED

    def _matched(self, record: FileRow, target: Listed, key: Key, external_id: str | None) -> Entry[Key] | None:
        equal, owner = self._entries.get(key), self._entries.of_external_id(external_id)
        if target["dropped_on"]:
            self._job.refuse(record, "name", f"'{shown(target['name'])}' was dropped on {target['dropped_on']}")
        elif owner and owner.key[0] != target["id"]:
            self._job.refuse(record, "external_id", f"external id '{external_id}' is that of another target's prospect")
        elif owner and owner.line and owner.key != key:
            self._job.refuse(record, "external_id", f"external id '{external_id}' is that of {owner} already")
        elif equal and equal is not owner and (equal.line or (external_id and equal.external_id)):
            self._job.refuse(record, "", f"target and product have an open prospect already ({equal})")
        return owner or equal

    def _promote(self, record: FileRow, target: Listed, said: Mapping[str, Any]) -> ProspectRow:
        """Open a prospect; what is not in the file is taken for slight interest.

        Who was promoted by force, or does not qualify anyway, and has no interest in a file that has a column for it
        was promoted without any, and stays so.
        """
        store, forced = self._job.store, said.get("forced_reason")
        latest = latest_interest(store, target["id"])
        interest = said.get("interest") or (Interest(latest) if latest else None)
        told = "interest" in record.values
        if not told or not (forced or lacking(said.get("money"), said.get("need"), Interest.SLIGHT)):
            interest = interest or Interest.SLIGHT
        if not forced and lacking(said.get("money"), said.get("need"), interest):
            forced = FORCED
            self._job.notes[
                f"prospects that do not qualify by what the file says, forced with the reason '{FORCED}'"
            ] += 1
        values: GivenProspect = {**self._new(record, target, said), "interest": interest}
        return prospects.promote(store, self._job.places, target, values, forced_reason=forced)

    def _take_closed(self, record: FileRow, target: Listed, key: Key, said: dict[str, Any]) -> Effect | None:
        """Store a closed prospect, change the one there is, or close the one that is open still."""
        external_id = said.get("external_id")
        closed: ClosedKey = (*key, said["status"], str(said.get("closed_on", "")))
        if self._closed.repeats(record, closed, external_id):
            return None if record.problems else Effect.UNCHANGED
        prospect_id = self._closed.match(closed, external_id, None)
        if prospect_id is not None:
            return Effect.CHANGED if self._change(record, target, prospect_id, said) else Effect.UNCHANGED
        entry = self._open_still(record, target, key, said)
        if record.problems:
            return None
        today = clock.today()
        said.setdefault("closed_on", min(said.get("decide_by", today), today))
        if external_id:
            self._were_open.add(external_id)
        if entry is not None:
            self._close(record, target, entry, said)
            return Effect.CHANGED
        values: GivenProspect = {"opened_on": said["closed_on"], **self._new(record, target, said)}
        prospects.record_closed(self._job.store, self._job.places, target, values)
        return Effect.ADDED

    def _open_still(self, record: FileRow, target: Listed, key: Key, said: Mapping[str, Any]) -> Entry[Key] | None:
        """Return the open prospect that a row says was closed; one opened on another day is another one."""
        external_id = said.get("external_id")
        owner = self._entries.of_external_id(external_id)
        if owner:
            if owner.line or owner.key[0] != target["id"]:
                self._job.refuse(record, "external_id", f"external id '{external_id}' is that of {owner} already")
            return owner
        entry = self._entries.get(key)
        if entry is None or entry.line or (external_id and entry.external_id):
            return None
        opened_on = self._job.store.value("SELECT opened_on FROM prospect WHERE id = :id", {"id": entry.id})
        return entry if str(said.get("opened_on", opened_on)) == opened_on else None

    def _close(self, record: FileRow, target: Listed, entry: Entry[Key], said: Mapping[str, Any]) -> None:
        closing: Any = {name: said[name] for name in ("status", "closed_on", *prospect_values.LOSS) if name in said}
        others = {name: value for name, value in said.items() if name not in closing}
        self._change(record, target, entry.id, others)
        self._job.store.update(tables.PROSPECT.changes(closing), entry.id)
        self._entries.forget(entry)

    def _new(self, record: FileRow, target: Listed, said: Mapping[str, Any]) -> GivenProspect:
        """Return the values of a prospect that is new here; without a grade it is C."""
        values: GivenProspect = prospect_values.without_what_follows(record, {"grade": Grade.C, **said})
        self._ensure_authority(target, values)
        return values

    def _change(self, record: FileRow, target: Listed, prospect_id: int, said: Mapping[str, Any]) -> bool:
        """Change a stored prospect where a row says something else than is shown of it, and say whether it did."""
        store = self._job.store
        stored = store.rows("SELECT * FROM prospect WHERE id = :id", {"id": prospect_id}, of=tables.PROSPECT)[0]
        if stored["target_id"] != target["id"]:
            raise Conflict(f"external id: '{stored['external_id']}' is that of another target's prospect")
        changes: Any = prospect_values.differing(self._job, record, stored, said)
        if changes:
            self._ensure_authority(target, changes)
            prospects.change_prospect(store, self._job.places, target, stored, changes)
        return bool(changes)

    def _ensure_authority(self, target: Listed, values: GivenProspect) -> None:
        """Make the person who decides known by that very name, so that no part of another name is taken for it."""
        if name := values.get("authority"):
            values["authority"] = self._people.known(target["id"], name)["name"]
