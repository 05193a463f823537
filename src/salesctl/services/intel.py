"""Keeping intel (情報): dated notes on competitors, the market and customers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from salesctl import clock
from salesctl.domain.enums.intel import IntelKind
from salesctl.errors import InvalidInput
from salesctl.services.names import Names
from salesctl.store import tables
from salesctl.store.check import CheckedRow
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.store.rows import IntelRow

Values = Mapping[str, Any]


def add_intel(store: Store, places: Names, values: Values) -> IntelRow:
    """Store a note; `values` has the columns of a note, the rep by name, and today is its day unless it is given.

    Without a kind it is about the competitor named, else the customer, else the market of a territory.

    Raises:
        InvalidInput: Nothing tells its kind, it is empty, its day is still to come, or a value is out of range.
    """
    with store.transaction():
        columns = {"noted_on": clock.today(), "kind": _kind(values), **places.columns(tables.INTEL, values)}
        return store.insert(_checked(columns))


def edit_intel(store: Store, places: Names, intel: IntelRow, values: Values) -> IntelRow:
    """Change a note, given as its stored row.

    Raises:
        InvalidInput: It would be empty, its day is still to come, or a value is out of range.
    """
    fields = {name: value for name, value in intel.items() if name != "id"}
    with store.transaction():
        columns = places.columns(tables.INTEL, values)
        _checked({**fields, **columns})
        return store.update(tables.INTEL, intel["id"], columns)


def drop_intel(store: Store, intel_id: int) -> None:
    """Delete a note."""
    with store.transaction():
        store.delete_where(tables.INTEL, "id = :id", {"id": intel_id})


def _checked(columns: Values) -> CheckedRow[IntelRow]:
    note = tables.INTEL.checked(columns)
    if note.values["noted_on"] > clock.today().isoformat():
        raise InvalidInput(f"{note.values['noted_on']} is still to come; give the day it was learnt")
    return note


def _kind(values: Values) -> IntelKind:
    if given := values.get("kind"):
        return IntelKind(given)
    for column, kind in (
        ("competitor", IntelKind.COMPETITOR),
        ("target_id", IntelKind.CUSTOMER),
        ("territory_id", IntelKind.MARKET),
    ):
        if values.get(column):
            return kind
    raise InvalidInput(f"what is it about? Give --competitor, --target or --territory, or --kind {'|'.join(IntelKind)}")
