"""Keeping the sales: orders from visits, or imported."""

from salesctl.domain.visit import SaleFields
from salesctl.store.store import Store


def drop_sale(store: Store, sale_id: int) -> None:
    """Delete a sale; the visit and the prospect it came from stay as they are."""
    with store.transaction():
        store.delete_where(SaleFields, "id = :id", {"id": sale_id})
