"""The quota grid: what is asked, sold and expected, added up by line and product."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

TOTAL = "total"
FIGURES = ("quota", "actual", "expected")

Key = tuple[str | None, str | None]
"""A line and a product, each a name, None for rows without one, or the total."""


def add_up(rows: Iterable[Mapping[str, Any]], *, products: bool = True) -> dict[Key, Counter[str]]:
    """Return what the figures of rows come to in each cell, and in the totals over lines, products and both.

    A figure that no row of a cell has is not in it: a cell without a quota differs from one that asks nothing. Without
    `products` there is but their total.
    """
    cells: dict[Key, Counter[str]] = {(TOTAL, TOTAL): Counter()}
    for row in rows:
        line, product = row["line"], row["product"] if products else TOTAL
        figures = {what: row[what] for what in FIGURES if what in row}
        for key in {(line, product), (line, TOTAL), (TOTAL, product), (TOTAL, TOTAL)}:
            cells.setdefault(key, Counter()).update(figures)
    return cells
