"""Importing what is sold."""

from salesctl.domain.text import fold
from salesctl.exchange.file_rows import FileRow
from salesctl.services import products
from salesctl.services.importing.job import Effect, Job
from salesctl.services.importing.matching import Entries, Entry, differing


class ProductImporter:
    """Products match by external id, else by name."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._entries = Entries[str](job)
        for row in job.store.stream("SELECT id, name_key, external_id FROM product"):
            self._entries.add(Entry(row["id"], row["name_key"], row["external_id"]))

    def take(self, record: FileRow) -> Effect | None:
        """Store what a row says of a product."""
        store = self._job.store
        given = self._job.given(record)
        key, external_id = fold(given["name"]), given.get("external_id")
        entry = self._entries.match(record, self._entries.get(key), external_id)
        if record.problems:
            return None
        if entry is None:
            product = products.add_product(store, given)
            self._entries.add_new(record, key, given, product["id"])
            return Effect.ADDED
        values = self._entries.fresh(record, entry, given)
        before = store.rows("SELECT * FROM product WHERE id = :id", {"id": entry.id})[0]
        if key == before["name_key"]:
            values.pop("name", None)  # the spelling in the store stays
        if not differing(before, values):
            return Effect.UNCHANGED
        products.edit_product(store, entry.id, values)
        self._entries.rekey(entry, key, external_id)
        return Effect.CHANGED

    def finish(self) -> list[FileRow]:
        """Nothing is kept for the end."""
        return []
