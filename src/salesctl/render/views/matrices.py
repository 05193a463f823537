"""The territory and the product matrix: rows placed in their four fields, and those that cannot be placed."""

from collections.abc import Mapping, Sequence

from salesctl.domain.figures import items, money, percent
from salesctl.domain.strategy import MatrixLimits
from salesctl.domain.text import plural
from salesctl.messages.market import DIRECTIONS
from salesctl.render.columns import Column, Field, Matrix, Row, Section
from salesctl.rules.territory import STRATEGIES, Strategy

_NAME = Column("name", "Name")
_MISSING = Column("missing", "Missing", human=lambda names: ", ".join(items(names)).replace("_", " "))

Position = tuple[str, str]
"""Where a product stands: the levels of its features and of its price."""


def territory_matrix(rows: Sequence[Row], limits: MatrixLimits) -> Matrix:
    """Return the area strategy: market growth against own share, the territories in the order of attack."""
    growth, share = percent(limits.growth), percent(limits.share)
    places = sorted(STRATEGIES, key=lambda found: (not found.growing, not found.strong))
    return Matrix(
        "Area strategy: market growth × own share",
        (f"growth ≥ {growth}", f"growth < {growth}"),
        (f"share ≥ {share}", f"share < {share}"),
        [_zone(found, [row for row in rows if row["zone"] == found.zone]) for found in places],
    )


def _zone(found: Strategy, rows: Sequence[Row]) -> Field:
    return Field(
        f"{found.attack_order} {found.zone} {found.chinese}",
        f"{found.ease}: {DIRECTIONS[found.zone]}",
        [f"{row['name']} (growth {percent(row['growth'])}, share {_against(row)})" for row in rows],
    )


def _against(row: Row) -> str:
    """Return the own share, and beside it the largest competitor's where that is known."""
    theirs = percent(row["competitor_share"])
    return percent(row["share"]) + (f" against {theirs}" if theirs else "")


def product_matrix(rows: Sequence[Row], labels: Mapping[Position, str]) -> Matrix:
    """Return the products, by features against price, with what was sold of them."""
    return Matrix(
        "Products: features × price",
        ("high features", "low features"),
        ("high price", "low price"),
        [
            Field(label, "", [_sold(row) for row in rows if (row["feature_level"], row["price_level"]) == position])
            for position, label in labels.items()
        ],
    )


def _sold(row: Row) -> str:
    return f"{row['name']}: {row['orders']} {plural('order', row['orders'])}, {money(row['amount'])}"


def not_placed(rows: Sequence[Row], *more: Column) -> Section:
    """Return those that lack what places them, and what that is."""
    return Section("Not placed", (_NAME, *more, _MISSING), [row for row in rows if row["missing"]])
