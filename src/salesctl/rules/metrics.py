"""Formulas of the progress grids; a rate of nothing is None, shown as "–".

P is what was planned and A what was done, as pairs (P, A), one per account in the period.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise


def rate(part: int, whole: int) -> float | None:
    """Return part / whole, None where the whole is 0."""
    return part / whole if whole else None


def attainment(pairs: Iterable[tuple[int, int]]) -> float | None:
    """Return the attainment, ΣA/ΣP: extra calls count in full, so it may exceed 1."""
    planned, actual = 0, 0
    for p, a in pairs:
        planned += p
        actual += a
    return rate(actual, planned)


def adherence(pairs: Iterable[tuple[int, int]]) -> float | None:
    """Return the adherence, Σmin(A,P)/ΣP: extra calls on one account never hide missed ones on another."""
    planned, kept = 0, 0
    for p, a in pairs:
        planned += p
        kept += min(p, a)
    return rate(kept, planned)


def conversion(steps: Sequence[int]) -> list[float | None]:
    """Return the conversion rate of each step of a funnel from the step before; the first has none."""
    return [None, *(rate(after, before) for before, after in pairwise(steps))] if steps else []
