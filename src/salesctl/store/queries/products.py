"""Products as they are listed and shown."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from salesctl.store import tables
from salesctl.store.store import Store

if TYPE_CHECKING:  # the row costs more to import than the query to run
    from salesctl.store.rows import ProductRow

    class ShownProduct(ProductRow):
        """A product with how many prospects are open for it, and its sales: their number, amount and last day."""

        open_prospects: int
        sales: int
        sold: int
        last_sale: str | None

    class SoldProduct(ProductRow):
        """A product with what was sold of it: the number of orders and their amount in minor units."""

        orders: int
        amount: int


_BY_NAME = "SELECT * FROM product ORDER BY name_key"


def list_products(store: Store, limit: int) -> "list[ProductRow]":
    """Return products by name."""
    return store.rows(f"{_BY_NAME} LIMIT :limit", {"limit": limit}, of=tables.PRODUCT)


def stream_products(store: Store) -> "Iterator[ProductRow]":
    """Return products by name, all of them, one by one."""
    return store.stream(_BY_NAME, of=tables.PRODUCT)


def get_product(store: Store, product_id: int) -> "ShownProduct":
    """Return one product, with what is open for it and what was sold."""
    found: list[Any] = store.rows(
        """SELECT p.*,
            (SELECT count(*) FROM prospect o WHERE o.product_id = p.id AND o.status = 'open') AS open_prospects,
            (SELECT count(*) FROM sale s WHERE s.product_id = p.id) AS sales,
            (SELECT coalesce(sum(s.amount), 0) FROM sale s WHERE s.product_id = p.id) AS sold,
            (SELECT max(s.sold_on) FROM sale s WHERE s.product_id = p.id) AS last_sale
        FROM product p WHERE p.id = :id""",
        {"id": product_id},
    )
    product: ShownProduct = found[0]
    return product


def product_sales(store: Store, since: date | None, until: date | None, limit: int) -> "list[SoldProduct]":
    """Return products with what was sold of them between two days, both included; those sold most come first."""
    found: list[Any] = store.rows(
        """SELECT p.*, count(s.id) AS orders, CAST(coalesce(sum(s.amount), 0) AS BIGINT) AS amount
        FROM product p LEFT JOIN sale s ON s.product_id = p.id
            AND (:since IS NULL OR s.sold_on >= :since) AND (:until IS NULL OR s.sold_on <= :until)
        GROUP BY p.id ORDER BY amount DESC, p.name_key LIMIT :limit""",
        {"since": since and since.isoformat(), "until": until and until.isoformat(), "limit": limit},
    )
    return found
