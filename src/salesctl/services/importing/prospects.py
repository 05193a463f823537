"""Importing the prospect list."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from salesctl import clock
from salesctl.domain.enums.prospect import Grade, Interest, ProspectStatus
from salesctl.domain.text import fold
from salesctl.exchange.file_rows import FileRow
from salesctl.exchange.foreign_text import shown
from salesctl.rules.calendar import temperature
from salesctl.rules.qualifying import lacking
from salesctl.services import prospects
from salesctl.services.importing.books import Listed, People, Products, Row, Targets
from salesctl.services.importing.job import Effect, Job
from salesctl.services.importing.matching import Entries, Entry, differing
from salesctl.store.queries.prospects import get_prospect, latest_interest

Key = tuple[int, int]
"""A target and a product, 0 for none."""

FORCED = "imported"
"""The reason for which what does not qualify is promoted all the same."""


class ProspectImporter:
    """Prospects match by external id, else the open prospect of the target for the product.

    A second row for the same target and product is refused: at most one prospect of them is open. One that was closed
    in the meantime stays as it is.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._targets = Targets(job)
        self._products = Products(job)
        self._people = People(job)
        self._entries = Entries[Key](job)
        self._closed: set[str] = set()
        for row in job.store.stream("SELECT id, target_id, product_id, status, external_id FROM prospect"):
            if row["status"] == ProspectStatus.OPEN:
                key = (row["target_id"], row["product_id"] or 0)
                self._entries.add(Entry(row["id"], key, row["external_id"]))
            elif row["external_id"]:
                self._closed.add(row["external_id"])

    def take(self, record: FileRow) -> Effect | None:
        """Store what a row says of a prospect."""
        given = self._job.given(record)
        product_id = self._products.find(record, "product", given.get("product"))
        target = self._targets.find(record, "name", given)
        if target is None or record.problems:
            return None
        if given.get("external_id") in self._closed:
            self._job.notes["prospects closed in the meantime, left as they are"] += 1
            return Effect.UNCHANGED
        key = (target["id"], product_id or 0)
        entry = self._matched(record, target, key, given.get("external_id"))
        if record.problems:
            return None
        if entry is None:
            prospect = self._promote(target, product_id, _values(given), told="interest" in record.values)
            self._entries.add_new(record, key, given, prospect["id"])
            return Effect.ADDED
        return self._fill_in(target, entry, key, self._entries.fresh(record, entry, given))

    def finish(self) -> list[FileRow]:
        """Nothing is kept for the end."""
        return []

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

    def _promote(self, target: Listed, product_id: int | None, values: Any, *, told: bool) -> Row:
        """Open a prospect; what is not in the file is taken for grade C and slight interest.

        `told` says that the file has a column for interest: who does not qualify anyway and has none there was
        promoted without any, and stays so.
        """
        latest = latest_interest(self._job.store, target["id"])
        interest = values.get("interest") or (Interest(latest) if latest else None)
        if not told or not lacking(values.get("money"), values.get("need"), Interest.SLIGHT):
            interest = interest or Interest.SLIGHT
        values = {"grade": Grade.C, "product_id": product_id, **values, "interest": interest}
        if values.get("temperature") == temperature(values.get("decide_by"), clock.today()):
            del values["temperature"]  # it follows from the decision date, and shall go on doing so
        missing = lacking(values.get("money"), values.get("need"), interest)
        if missing:
            self._job.notes[
                f"prospects that do not qualify by what the file says, forced with the reason '{FORCED}'"
            ] += 1
        self._ensure_authority(target, values)
        return prospects.promote(
            self._job.store, self._job.places, target, values, forced_reason=FORCED if missing else None
        )

    def _fill_in(self, target: Listed, entry: Entry[Key], key: Key, given: Mapping[str, Any]) -> Effect:
        """Change an open prospect where a row says something else than is shown of it."""
        store, places = self._job.store, self._job.places
        values = _values(given)
        if "product" in given:
            values["product_id"] = key[1]
        before = self._shown(entry.id, values.get("decide_by"))
        for person in ("rep", "authority"):
            if fold(values.get(person, "")) == fold(before[person] or ""):
                values.pop(person, None)
        changes = differing(before, values)
        if not changes:
            return Effect.UNCHANGED
        self._ensure_authority(target, changes)
        prospects.edit_prospect(store, places, target, entry.key[1], changes)
        self._entries.rekey(entry, key if "product" in given else entry.key, given.get("external_id"))
        return Effect.CHANGED

    def _shown(self, prospect_id: int, decide_by: date | None) -> dict[str, Any]:
        """Return what a file would say of a prospect, if its decision date were this one."""
        store, today = self._job.store, clock.today()
        row = get_prospect(store, prospect_id, today, phone_resets=self._job.settings.phone_resets)
        override = store.value("SELECT temperature FROM prospect WHERE id = :id", {"id": prospect_id})
        stored = date.fromisoformat(row["decide_by"]) if row["decide_by"] else None
        derived = override or temperature(decide_by or stored, today)
        return {**row, "purchase_type": row["type"], "decide_by": stored, "temperature": derived}

    def _ensure_authority(self, target: Listed, values: dict[str, Any]) -> None:
        """Make the person who decides known by that very name, so that no part of another name is taken for it."""
        if "authority" in values:
            values["authority"] = self._people.known(target["id"], values["authority"])["name"]


def _values(given: Mapping[str, Any]) -> Any:
    """Return the values that are columns of a prospect, by the names of the command's options."""
    values = {name: value for name, value in given.items() if name not in ("name", "product", "territory", "type")}
    if "type" in given:
        values["purchase_type"] = given["type"]
    return values
