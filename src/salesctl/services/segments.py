"""Segments of the target list with the field's rates."""

from typing import Any

from salesctl.domain.progress import Cut
from salesctl.rules.metrics import rate
from salesctl.store.queries import segments as counts
from salesctl.store.queries.segments import SegmentFilter
from salesctl.store.store import Store


def segments(store: Store, cut: Cut, chosen: SegmentFilter, limit: int) -> list[dict[str, Any]]:
    """Return the segments with their hit rate, visits with an order / visits; `share` is their part of the sales."""
    return [
        {**row, "hit_rate": rate(row["hits"], row["visits"]), "share": rate(row["amount"], row["whole"])}
        for row in counts.segments(store, cut, chosen, limit)
    ]
