"""What the three views of a year's figure rest on: markets and margins."""

from typing import TypedDict

from salesctl.rules.fiscal import Span
from salesctl.store.store import Store


class Market(TypedDict):
    """What is known of a territory's market; `size` in minor units, `share` and `growth` are fractions of 1."""

    name: str
    size: int
    share: float | None
    growth: float | None
    power: float | None


def markets(store: Store) -> list[Market]:
    """Return the territories whose market size is known, by name; of one inside another, only the outer one."""
    return store.rows(
        """WITH RECURSIVE inside (id) AS (
            SELECT te.id FROM territory te JOIN territory outer_one ON outer_one.id = te.parent_id
            WHERE outer_one.market_size IS NOT NULL
            UNION
            SELECT te.id FROM territory te JOIN inside ON inside.id = te.parent_id
        )
        SELECT name, market_size AS size, share, growth, purchasing_power AS power FROM territory
        WHERE market_size IS NOT NULL AND id NOT IN (SELECT id FROM inside) ORDER BY name_key""",
        of=Market,
    )


class Margins(TypedDict):
    """What was `sold`, the part of it whose margin is `known`, and the margin `earned`, all in minor units."""

    sold: int
    known: int
    earned: float
    products: int


def margins(store: Store, days: Span) -> Margins:
    """Return what was sold in a period, the part of it in products with a margin, and that part's margin in money."""
    return store.rows(
        """SELECT cast(coalesce(sum(s.amount), 0) AS BIGINT) AS sold,
            cast(coalesce(sum(CASE WHEN p.margin IS NOT NULL THEN s.amount END), 0) AS BIGINT) AS known,
            coalesce(sum(s.amount * p.margin), 0) AS earned,
            count(DISTINCT CASE WHEN p.margin IS NOT NULL THEN p.id END) AS products
        FROM sale s LEFT JOIN product p ON p.id = s.product_id WHERE s.sold_on BETWEEN :first AND :last""",
        days.as_texts(),
        of=Margins,
    )[0]
