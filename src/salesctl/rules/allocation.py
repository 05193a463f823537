"""Splitting a figure among parts so that they always add up to it, and keeping a whole tree of figures so."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import Any, Protocol, TypeVar

from salesctl.errors import Conflict, InvalidInput


class _Sortable(Hashable, Protocol):
    def __lt__(self, other: Any, /) -> bool: ...


Key = TypeVar("Key", bound=_Sortable)
Weight = int | Fraction


Owed = dict[Key, int]
"""What rounding took from parts of one kind (March, say) in all wholes split so far, in billionths of a unit."""
_UNIT = 10**9


def allocate(
    total: int,
    weights: Mapping[Key, Weight],
    locked: Mapping[Key, int] | None = None,
    whole: object = "the whole",
    owed: Owed[Key] | None = None,
) -> dict[Key, int]:
    """Split a total among weighted parts, in whole units, by largest remainder; locked parts keep what they have.

    Each part gets its exact share of what the locked ones leave, rounded down; the units that remain go one each to
    the largest remainders, among equal ones to the heavier part, then to the key that sorts first. So the parts add
    up to the total, each lies within a unit of its exact share, and their order does not matter.

    Where many wholes are split alike, what is `owed` from the ones before counts with the remainders, and is brought
    up to date: else hundreds of small wholes would all be rounded up in the same months, and the year lose its season.

    Raises:
        Conflict: The locked parts hold more than the total, or are all there is and hold less; `whole`, as text, is
            what the error calls it.
        InvalidInput: A weight is negative, or those that are to share something sum to zero.
    """
    kept = dict(locked or {})
    left = total - sum(kept.values())
    free = {key: weight for key, weight in weights.items() if key not in kept}
    if left < 0:
        raise Conflict(f"the locked parts of {whole} hold more than {whole} itself; unlock one, or lower it")
    if left and not free:
        raise Conflict(f"every part of {whole} is locked, and they hold less than {whole} itself; unlock one")
    if any(weight < 0 for weight in free.values()):
        raise InvalidInput(f"a weight cannot be negative, in {whole}")
    if left and not any(free.values()):
        raise InvalidInput(f"the weights of the parts of {whole} sum to zero; give one of them more")
    return kept | _largest_remainder(left, free, {} if owed is None else owed)


def _largest_remainder(total: int, weights: Mapping[Key, Weight], owed: Owed[Key]) -> dict[Key, int]:
    """Split a total by weights of which one, unless the total is 0, is not 0; in integers, so that it is exact."""
    if not total:
        return dict.fromkeys(weights, 0)
    scale = lcm(*(weight.denominator for weight in weights.values()))
    whole = {key: int(weight * scale) for key, weight in weights.items()}
    weight_sum = sum(whole.values())
    divided = {key: divmod(total * weight, weight_sum) for key, weight in whole.items()}
    shares = {key: share for key, (share, _) in divided.items()}
    rounded = [key for key in whole if divided[key][1]]
    for key in rounded:
        owed[key] = owed.get(key, 0) + divided[key][1] * _UNIT // weight_sum
    rounded.sort(key=lambda key: (-owed[key], -whole[key], key))
    for key in rounded[: total - sum(shares.values())]:
        shares[key] += 1
        owed[key] -= _UNIT
    return shares


@dataclass(slots=True)
class Node:
    """A figure in a tree: a part of its parent, and the whole of its own parts; `name`, as text, is for errors."""

    id: int
    parent_id: int | None
    amount: int
    locked: bool = False
    name: object = "the whole"
    parts: list["Node"] = field(default_factory=list)

    @property
    def fixed(self) -> bool:
        """Whether it cannot change: it is locked, or all its parts are."""
        return self.locked or (bool(self.parts) and all(part.fixed for part in self.parts))


def grow(nodes: Iterable[Node]) -> list[Node]:
    """Hang every node below its parent, and return those that have none."""
    kept = list(nodes)
    parts = defaultdict(list)
    for node in kept:
        parts[node.parent_id].append(node)
    for node in kept:
        node.parts = parts[node.id]
    return parts[None]


def respread(root: Node, wanted: Mapping[int, int]) -> dict[int, int]:
    """Give nodes new amounts and mend the tree below the root; return what changes, by id.

    The other parts of a node that changed share what is left in proportion to their present amounts (equally when
    they are all 0): a person's later corrections weigh in, the weights of the first split do not come back. Fixed
    parts stay.

    Raises:
        Conflict: Parts that are locked, or wanted to be so large, do not fit into their whole.
    """
    changes: dict[int, int] = {}
    asked = _above(root, wanted)

    def settle(node: Node, amount: int) -> None:
        if amount == node.amount and node.id not in asked:
            return
        if amount != node.amount:
            changes[node.id] = amount
        if not node.parts:
            return
        kept = {part.id: wanted.get(part.id, part.amount) for part in node.parts if part.id in wanted or part.fixed}
        present: dict[int, Weight] = {part.id: part.amount for part in node.parts}
        if not any(weight for part, weight in present.items() if part not in kept):
            present = dict.fromkeys(present, 1)
        shares = allocate(amount, present, kept, node.name)
        for part in node.parts:
            settle(part, shares[part.id])

    settle(root, wanted.get(root.id, root.amount))
    return changes


def _above(root: Node, wanted: Mapping[int, int]) -> set[int]:
    """Return the nodes of which a part, however deep, is wanted to change."""
    found: set[int] = set()

    def look(node: Node) -> bool:
        inside = [look(part) for part in node.parts]
        if any(inside):
            found.add(node.id)
        return any(inside) or node.id in wanted

    look(root)
    return found
