"""What the parts of a quota are weighed by: past sales, the parts there are, and what is known of their market."""

from collections.abc import Collection
from typing import TypedDict

from salesctl.domain.enums.quota import Measure
from salesctl.rules.fiscal import Span
from salesctl.store.queries.quotas import COUNTED
from salesctl.store.store import Store


class _Keys(TypedDict, total=False):
    """What sales are told apart by, where it is asked for."""

    product_id: int | None
    territory_id: int | None
    rep_id: int
    target_id: int


class PastSales(_Keys):
    """What was sold in a month, in the measure asked for, and the number of orders."""

    month: str
    sold: int
    orders: int


def past_sales(store: Store, measure: Measure, days: Span, columns: Collection[str]) -> list[PastSales]:
    """Return what was `sold` in a span and in how many `orders`, by month and by the columns that are asked for."""
    keys = "".join(f"s.{column}, " for column in columns if column != "month")
    return store.rows(
        f"""SELECT {keys}substr(s.sold_on, 1, 7) AS month, cast({COUNTED} AS INTEGER) AS sold, count(*) AS orders
        FROM sale s WHERE s.sold_on BETWEEN :first AND :last GROUP BY {keys}substr(s.sold_on, 1, 7)""",
        {"measure": measure, **days.as_texts()},
        of=PastSales,
    )


def product_ids(store: Store) -> list[int]:
    """Return all products."""
    return [row["id"] for row in store.rows("SELECT id FROM product ORDER BY id")]


def territory_ids(store: Store) -> list[int]:
    """Return the territories that are worked: those without parts, and those with targets or sales of their own."""
    rows = store.rows(
        """SELECT te.id FROM territory te
        WHERE NOT EXISTS (SELECT 1 FROM territory part WHERE part.parent_id = te.id)
            OR EXISTS (SELECT 1 FROM target t WHERE t.territory_id = te.id AND t.dropped_on IS NULL)
            OR EXISTS (SELECT 1 FROM sale s WHERE s.territory_id = te.id)
        ORDER BY te.id"""
    )
    return [row["id"] for row in rows]


class Worked(TypedDict):
    """A territory, or none, and a rep who works it."""

    territory_id: int | None
    rep_id: int


def reps_by_territory(store: Store, days: Span) -> list[Worked]:
    """Return which reps work which territory (or none): they own targets there, or sold there in the span."""
    return store.rows(
        """SELECT territory_id, rep_id FROM target WHERE dropped_on IS NULL AND rep_id IS NOT NULL
        UNION
        SELECT territory_id, rep_id FROM sale WHERE sold_on BETWEEN :first AND :last""",
        days.as_texts(),
        of=Worked,
    )


def dropped_targets(store: Store) -> set[int]:
    """Return the targets that are called on no more."""
    return {row["id"] for row in store.rows("SELECT id FROM target WHERE dropped_on IS NOT NULL")}


class MarketFacts(TypedDict):
    """What is known of the market of a territory."""

    id: int
    name: str
    income: float | None
    retail: float | None
    population: float | None
    market_size: int | None
    purchasing_power: float | None


def market_facts(store: Store) -> dict[int, MarketFacts]:
    """Return what is known of the market of each territory, by its id."""
    rows = store.rows(
        "SELECT id, name, income, retail, population, market_size, purchasing_power FROM territory", of=MarketFacts
    )
    return {row["id"]: row for row in rows}


def names_of(store: Store, table: str, ids: Collection[int], most: int) -> list[str]:
    """Return some names of rows, in their order, at the most so many."""
    names = store.stream(f"SELECT id, name FROM {table} ORDER BY name_key")
    return [row["name"] for row in names if row["id"] in ids][:most]
