"""Products as they are listed and shown."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from salesctl.store.sqlite.lane import Row
from salesctl.store.store import Store

_BY_NAME = "SELECT * FROM product ORDER BY name_key"


def list_products(store: Store, limit: int) -> list[dict[str, Any]]:
    """Return products by name."""
    return store.rows(f"{_BY_NAME} LIMIT :limit", {"limit": limit})


def stream_products(store: Store) -> Iterator[Row]:
    """Return products by name, all of them, one by one."""
    return store.stream(_BY_NAME)


def get_product(store: Store, product_id: int) -> dict[str, Any]:
    """Return one product, with what is open for it and what was sold."""
    return store.rows(
        """SELECT p.*,
            (SELECT count(*) FROM prospect o WHERE o.product_id = p.id AND o.status = 'open') AS open_prospects,
            (SELECT count(*) FROM sale s WHERE s.product_id = p.id) AS sales,
            (SELECT coalesce(sum(s.amount), 0) FROM sale s WHERE s.product_id = p.id) AS sold,
            (SELECT max(s.sold_on) FROM sale s WHERE s.product_id = p.id) AS last_sale
        FROM product p WHERE p.id = :id""",
        {"id": product_id},
    )[0]


def product_sales(store: Store, since: date | None, until: date | None, limit: int) -> list[dict[str, Any]]:
    """Return products with what was sold of them between two days, both included; those sold most come first."""
    return store.rows(
        """SELECT p.*, count(s.id) AS orders, CAST(coalesce(sum(s.amount), 0) AS BIGINT) AS amount
        FROM product p LEFT JOIN sale s ON s.product_id = p.id
            AND (:since IS NULL OR s.sold_on >= :since) AND (:until IS NULL OR s.sold_on <= :until)
        GROUP BY p.id ORDER BY amount DESC, p.name_key LIMIT :limit""",
        {"since": since and since.isoformat(), "until": until and until.isoformat(), "limit": limit},
    )
