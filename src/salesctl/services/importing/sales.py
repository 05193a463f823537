"""Importing sales."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from salesctl.exchange.file_rows import FileRow
from salesctl.services.importing.books import Products, Targets
from salesctl.services.importing.job import Effect, Job
from salesctl.services.importing.matching import Event, Events, differing
from salesctl.store import tables
from salesctl.store.check import CheckedRow

if TYPE_CHECKING:
    from salesctl.store.rows import SaleRow, SaleValues

_BATCH = 1000

Key = tuple[str, int, int, int]
"""Day, target, product (0 for none) and amount."""


class SaleImporter:
    """Sales match by external id, else by day, target, product, amount and rep, the n-th equal row the n-th sale.

    A sale that a visit brought matches whoever has the credit, and where the file says which ones those are, no other.
    Sales close no prospects; those that did are joined to them again.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._targets = Targets(job)
        self._products = Products(job)
        self._events = Events[Key](job)
        self._batch: list[CheckedRow[SaleRow]] = []
        for row in job.store.stream(
            "SELECT id, sold_on, target_id, product_id, amount, rep_id, external_id, visit_id FROM sale ORDER BY id"
        ):
            event = Event(row["id"], row["rep_id"], row["external_id"], loose=row["visit_id"] is not None)
            self._events.add((row["sold_on"], row["target_id"], row["product_id"] or 0, row["amount"]), event)

    def take(self, record: FileRow) -> Effect | None:
        """Store what a row says of a sale."""
        given = self._job.given(record)
        self._job.refuse_impossible_day(record, "date", given["date"])
        product_id = self._products.find(record, "product", given.get("product"))
        target = self._targets.find(record, "target", given)
        if target is None or record.problems:
            return None
        sold_on = given["date"].isoformat()
        columns: SaleValues = {
            "sold_on": sold_on,
            "target_id": target["id"],
            "product_id": product_id,
            "amount": given["amount"],
        }
        key = (sold_on, target["id"], product_id or 0, given["amount"])
        if self._events.repeats(record, key, given.get("external_id")):
            return None if record.problems else Effect.UNCHANGED
        columns |= self._said(record, target["id"], product_id, given)
        sale_id = self._events.match(key, given.get("external_id"), columns.get("rep_id"), given.get("from_visit"))
        if sale_id is not None:
            return self._fill_in(sale_id, columns)
        # A column of territories that is empty here says that the sale has none, as an exported file does.
        usual = None if "territory" in record.values else target["territory_id"]
        self._add({"territory_id": usual, "rep_id": target["rep_id"], **columns})
        return Effect.ADDED

    def finish(self) -> list[FileRow]:
        """Write the last batch."""
        self._job.store.insert_many(self._batch)
        self._batch.clear()
        return []

    def _said(self, record: FileRow, target_id: int, product_id: int | None, given: Mapping[str, Any]) -> SaleValues:
        """Return the columns that only some files have."""
        said = {name: given[name] for name in ("territory", "rep", "external_id") if name in given}
        columns = self._job.places.columns(tables.SALE, said)
        if "prospect_opened_on" in given:
            columns["prospect_id"] = self._won_prospect(target_id, product_id, given["prospect_opened_on"])
        if {"from_visit", "territory"} <= record.values.keys():  # exported here: an empty cell says that there is none
            columns.setdefault("territory_id", None)
        return columns

    def _won_prospect(self, target_id: int, product_id: int | None, opened_on: date) -> int | None:
        """Return the prospect of a target opened on a day: that of the sale's product first, and one that was won."""
        found: int | None = self._job.store.value(
            """SELECT id FROM prospect WHERE target_id = :target_id AND opened_on = :opened_on
            ORDER BY coalesce(product_id, 0) <> :product_id, status <> 'won', id LIMIT 1""",
            {"target_id": target_id, "product_id": product_id or 0, "opened_on": opened_on.isoformat()},
        )
        if found is None:
            self._job.notes["sales whose prospect is not here; import the prospects with those closed, then these"] += 1
        return found

    def _add(self, columns: SaleValues) -> None:
        self._batch.append(tables.SALE.checked(columns))
        if len(self._batch) == _BATCH:
            self.finish()

    def _fill_in(self, sale_id: int, columns: Mapping[str, Any]) -> Effect:
        store = self._job.store
        before = store.rows("SELECT * FROM sale WHERE id = :id", {"id": sale_id})[0]
        said = {name: value for name, value in columns.items() if value is not None or name == "territory_id"}
        changes = differing(before, said)
        if not changes:
            return Effect.UNCHANGED
        store.update(tables.SALE.changes(changes), sale_id)
        return Effect.CHANGED
