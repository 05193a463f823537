"""Keeping intel (情報): dated notes on competitors, the market and customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesctl import clock
from salesctl.domain.enums.intel import IntelKind
from salesctl.errors import InvalidInput
from salesctl.services.names import Names
from salesctl.store import tables
from salesctl.store.check import CheckedRow
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.services.values import GivenIntel
    from salesctl.store.rows import IntelRow, IntelValues


def add_intel(store: Store, places: Names, values: GivenIntel) -> IntelRow:
    """Store a note; `values` has the columns of a note, the rep by name, and today is its day unless it is given.

    Without a kind it is about the competitor named, else the customer, else the market of a territory.

    Raises:
        InvalidInput: Nothing tells its kind, it is empty, its day is still to come, or a value is out of range.
    """
    with store.transaction():
        columns = places.columns(tables.INTEL, values)
        return store.insert(_checked({"noted_on": clock.today(), "kind": _kind(values), **columns}))


def edit_intel(store: Store, places: Names, intel: IntelRow, values: GivenIntel) -> IntelRow:
    """Change a note, given as its stored row.

    Raises:
        InvalidInput: It would be empty, its day is still to come, or a value is out of range.
    """
    with store.transaction():
        note = store.update(tables.INTEL.changes(places.columns(tables.INTEL, values)), intel["id"])
        _refuse_to_come(note)
        return note


def drop_intel(store: Store, intel_id: int) -> None:
    """Delete a note."""
    with store.transaction():
        store.delete_where(tables.INTEL, "id = :id", {"id": intel_id})


def _checked(columns: IntelValues) -> CheckedRow[IntelRow]:
    note = tables.INTEL.checked(columns)
    _refuse_to_come(note.values)
    return note


def _refuse_to_come(note: IntelRow) -> None:
    if note["noted_on"] > clock.today().isoformat():
        raise InvalidInput(f"{note['noted_on']} is still to come; give the day it was learnt")


def _kind(values: GivenIntel) -> IntelKind:
    if given := values.get("kind"):
        return IntelKind(given)
    for about, kind in (
        (values.get("competitor"), IntelKind.COMPETITOR),
        (values.get("target_id"), IntelKind.CUSTOMER),
        (values.get("territory_id"), IntelKind.MARKET),
    ):
        if about:
            return kind
    raise InvalidInput(f"what is it about? Give --competitor, --target or --territory, or --kind {'|'.join(IntelKind)}")
