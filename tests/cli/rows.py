"""Rows for the `insert` fixture, with all that a test does not care about filled in."""

from datetime import datetime
from typing import Any

from salesctl.domain.plan import PlannedVisitFields
from salesctl.domain.prospect import ProspectFields
from salesctl.domain.quota import QuotaFields
from salesctl.domain.record import Record
from salesctl.domain.text import fold
from salesctl.domain.visit import SaleFields, VisitFields


def named(kind: type[Record], name: str, **more: Any) -> Any:
    return kind.model_validate({"name": name, "name_key": fold(name), **more})


def prospect(target_id: int, **more: Any) -> ProspectFields:
    return ProspectFields(**{"target_id": target_id, "rep_id": 1, "grade": "A", "opened_on": "2026-11-01", **more})


def planned(target_id: int, on: str | None, **more: Any) -> PlannedVisitFields:
    values = {"week": "2026-W48", "claim": "cadence", "reason": "due", "rep_id": 1, **more}
    return PlannedVisitFields(target_id=target_id, planned_on=on, **values)


def visit(target_id: int, on: str, **more: Any) -> VisitFields:
    values = {"rep_id": 1, "outcome": "advance", "recorded_at": datetime(2026, 11, 20, 9, 30), **more}
    return VisitFields(target_id=target_id, visited_on=on, **values)


def sale(target_id: int, on: str = "2026-11-02", amount: int = 100, **more: Any) -> SaleFields:
    return SaleFields(**{"target_id": target_id, "rep_id": 1, "sold_on": on, "amount": amount, **more})


def quota(amount: int, **more: Any) -> QuotaFields:
    return QuotaFields.checked({"year": 2026, "amount": amount, **more})
