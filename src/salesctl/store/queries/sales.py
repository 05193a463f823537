"""Sales as they are listed and shown."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, TypedDict

from salesctl.errors import NotFound
from salesctl.store.queries.narrow import narrow
from salesctl.store.store import Store

_SELECT = """SELECT s.id, s.sold_on AS date, t.name AS target, p.name AS product, te.name AS territory, r.name AS rep,
    s.amount, s.external_id, s.visit_id, s.prospect_id, tt.name AS target_territory,
    CASE WHEN s.visit_id IS NULL THEN 0 ELSE 1 END AS from_visit, o.opened_on AS prospect_opened_on
FROM sale s
JOIN target t ON t.id = s.target_id
JOIN rep r ON r.id = s.rep_id
LEFT JOIN product p ON p.id = s.product_id
LEFT JOIN territory te ON te.id = s.territory_id
LEFT JOIN territory tt ON tt.id = t.territory_id
LEFT JOIN prospect o ON o.id = s.prospect_id"""


class SaleFilter(NamedTuple):
    """Which sales are meant, both days included; what is None does not narrow."""

    since: date | None = None
    until: date | None = None
    target_id: int | None = None
    product_id: int | None = None
    territory_id: int | None = None
    rep_id: int | None = None


_CONDITIONS = {
    "since": "s.sold_on >= :since",
    "until": "s.sold_on <= :until",
    "target_id": "s.target_id = :target_id",
    "product_id": "s.product_id = :product_id",
    "territory_id": "s.territory_id = :territory_id",
    "rep_id": "s.rep_id = :rep_id",
}


class ListedSale(TypedDict):
    """A sale as it is listed; `amount` in minor units, `from_visit` 0 or 1."""

    id: int
    date: str
    target: str
    product: str | None
    territory: str | None
    rep: str
    amount: int
    external_id: str | None
    visit_id: int | None
    prospect_id: int | None
    target_territory: str | None
    from_visit: int
    prospect_opened_on: str | None


def list_sales(store: Store, chosen: SaleFilter, limit: int) -> list[ListedSale]:
    """Return sales, the newest first."""
    condition, params = narrow(chosen, _CONDITIONS)
    sql = f"{_SELECT} WHERE {condition} ORDER BY s.sold_on DESC, s.id DESC LIMIT :limit"
    return store.rows(sql, {**params, "limit": limit}, of=ListedSale)


def total_of_sales(store: Store, chosen: SaleFilter) -> tuple[int, int]:
    """Return how many sales there are, and what they come to."""
    condition, params = narrow(chosen, _CONDITIONS)
    found = store.rows(
        f"SELECT count(*) AS sales, cast(coalesce(sum(s.amount), 0) AS BIGINT) AS amount FROM sale s WHERE {condition}",
        params,
    )[0]
    return found["sales"], found["amount"]


def stream_sales(store: Store, chosen: SaleFilter) -> Iterator[ListedSale]:
    """Return sales by day, target and amount, all of them, one by one: the same sales always come in the same order."""
    condition, params = narrow(chosen, _CONDITIONS)
    order = "s.sold_on, t.name_key, s.amount, from_visit DESC, s.id"
    return store.stream(f"{_SELECT} WHERE {condition} ORDER BY {order}", params, of=ListedSale)


def get_sale(store: Store, sale_id: int) -> ListedSale:
    """Return one sale.

    Raises:
        NotFound: There is none with this id.
    """
    sale = store.one(f"{_SELECT} WHERE s.id = :id", {"id": sale_id}, of=ListedSale)
    if sale is None:
        raise NotFound(f"there is no sale {sale_id}; see `salesctl sale list`")
    return sale
