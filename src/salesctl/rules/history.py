"""Past sales, seen from any part of the business: what was sold there, and by whom, of what, to whom and when."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from salesctl.rules.calendar import Month
from salesctl.rules.season import months_between

Scope = Mapping[str, Any]
"""A part of the business: the column of each dimension it is narrowed by, such as `territory_id`, and its value."""


class PastSales:
    """Rows of past sales (`sold`, `orders`, `month` and dimensions), added up as they are asked for."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self._rows = list(rows)
        self._sums: dict[tuple[str, ...], dict[tuple[Any, ...], Counter[Any]]] = {}

    @cached_property
    def observed(self) -> Sequence[Month]:
        """The months on record: from the first in which anything at all was sold to the last."""
        months = [row["month"] for row in self._rows]
        return months_between(Month.parse(min(months)), Month.parse(max(months))) if months else ()

    def sold(self, scope: Scope, by: str) -> Counter[Any]:
        """Return what was sold in a scope by one column; None stands for sales that do not name it."""
        return self._added(scope, by, "sold")

    def orders(self, scope: Scope) -> int:
        """Return how many orders a scope had."""
        return self._added(scope, "month", "orders").total()

    def _added(self, scope: Scope, by: str, what: str) -> Counter[Any]:
        key = (*scope, by, what)
        if key not in self._sums:
            found: dict[tuple[Any, ...], Counter[Any]] = defaultdict(Counter)
            for row in self._rows:
                found[tuple(row[column] for column in scope)][row[by]] += row[what]
            self._sums[key] = found
        return self._sums[key].get(tuple(scope.values()), Counter())


def widening(scope: Scope) -> Iterator[Scope]:
    """Yield a scope, then wider ones: each without what narrowed the one before last, down to the whole business."""
    columns = list(scope)
    for count in range(len(columns), -1, -1):
        yield {column: scope[column] for column in columns[:count]}
