"""Keeping the list of what is sold, and placing it in the market."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from salesctl.domain.figures import SEPARATOR
from salesctl.domain.strategy import PositionLabels
from salesctl.services.naming import keyed, refuse_twin
from salesctl.services.references import refuse_in_use
from salesctl.store import tables
from salesctl.store.queries.names import PRODUCT
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.store.queries.products import SoldProduct
    from salesctl.store.rows import ProductRow, ProductValues

    class PositionedProduct(SoldProduct):
        """A product with the market it is meant for, or which levels are `missing` for that."""

        segment: str | None
        missing: str


def add_product(store: Store, values: ProductValues) -> ProductRow:
    """Store a new product.

    Raises:
        Conflict: There is a product of that name or external id.
        InvalidInput: A value is out of range.
    """
    with store.transaction():
        product = tables.PRODUCT.checked(keyed(values))
        refuse_twin(store, PRODUCT, product.values["name_key"], product.values["external_id"])
        return store.insert(product)


def edit_product(store: Store, product_id: int, values: ProductValues) -> ProductRow:
    """Change a product.

    Raises:
        Conflict: There is a product of the new name or external id.
        InvalidInput: A value is out of range.
    """
    changes = keyed(values)
    with store.transaction():
        refuse_twin(store, PRODUCT, changes.get("name_key"), changes.get("external_id"), but=product_id)
        return store.update(tables.PRODUCT.changes(changes), product_id)


def drop_product(store: Store, product_id: int) -> None:
    """Delete a product that nothing uses.

    Raises:
        Conflict: A prospect, a sale or a quota is of this product.
    """
    with store.transaction():
        refuse_in_use(store, PRODUCT, product_id)
        store.delete_where(tables.PRODUCT, "id = :id", {"id": product_id})


def positioned(products: Sequence[SoldProduct], labels: PositionLabels) -> list[PositionedProduct]:
    """Add to products the market each is meant for, by its features and price, or which level is missing for that."""
    named = labels.by_position()
    return [
        {
            **product,
            "segment": named.get((product["feature_level"] or "", product["price_level"] or "")),
            "missing": SEPARATOR.join(_missing(product)),
        }
        for product in products
    ]


def _missing(product: SoldProduct) -> list[str]:
    levels = {"feature_level": product["feature_level"], "price_level": product["price_level"]}
    return [name for name, level in levels.items() if level is None]
