"""Splitting quotas: every part of a node is given its share, and all that hangs below follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from salesctl.domain.enums.quota import COLUMNS, Dimension, Weights
from salesctl.errors import Conflict, InvalidInput
from salesctl.rules.allocation import Owed, allocate
from salesctl.rules.season import Season
from salesctl.services.quota.tree import UNMOVED, Key, QuotaYear, Spread, Tree, place
from salesctl.services.quota.weights import Scales, Weighed
from salesctl.store import tables
from salesctl.store.check import CheckedRow
from salesctl.store.queries.quota_history import names_of
from salesctl.store.queries.quotas import EVERY_NODE, NodeFilter, cell_name
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.store.rows import QuotaRow, QuotaValues

_TABLES = {
    Dimension.PRODUCT: "product",
    Dimension.TERRITORY: "territory",
    Dimension.REP: "rep",
    Dimension.CUSTOMER: "target",
}
_ORDER = list(Dimension)
_NAMED = 5


@dataclass(frozen=True, slots=True)
class How:
    """How to split: along which dimension, and by which weights, or by those of each case when None."""

    by: Dimension
    weights: Weights | None = None
    manual: Mapping[Key, Fraction] = field(default_factory=dict)


@dataclass(slots=True)
class Split:
    """What a split did.

    `rests_on` counts the nodes by the weights they were split by and how many levels up those were found. `idle` are
    some parts that never sold anything and so got nothing, `whole` some nodes that have no part of the kind.
    """

    nodes: int = 0
    parts: int = 0
    removed: int = 0
    spread: Spread = UNMOVED
    rests_on: Counter[tuple[Weights, int]] = field(default_factory=Counter)
    idle: list[str] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)
    unweighed: int = 0
    season: Season | None = None


def split_quota(store: Store, which: QuotaYear, how: How, chosen: NodeFilter = EVERY_NODE) -> Split:
    """Split every cell of what is chosen that is not split yet, and split again what is split along this dimension.

    A part that stays keeps its id, its lock and its own parts, which follow its new amount.

    Raises:
        NotFound: The year has no quota, or none of what is chosen.
        Conflict: Nothing there can be split so, there is nothing to split it into, or locked cells hold more than their
            whole.
        InvalidInput: The weights do not go with the dimension, cannot be had, or sum to zero.
    """
    _refuse_odd_weights(how)
    with store.transaction():
        tree = Tree(store, which)
        picked = _picked(tree, how.by, chosen)
        scales = Scales(store, which, how.by, _scope_columns(picked), how.manual)
        weighed = {row["id"]: scales.weigh(_scope(row), how.weights) for row in picked}
        done = Split(unweighed=_unweighed(scales, how.by, weighed))
        _store_parts(tree, how.by, picked, weighed, done)
        _refuse_nothing(how.by, done)
        _account(store, how.by, weighed, done)
        if any(weights is Weights.SEASON for weights, _ in done.rests_on) and (found := scales.season({})):
            done.season = found.season
    return done


class Joined(NamedTuple):
    """Cells that have no parts any more: what they are called, how many parts went, and how many had commitments."""

    names: list[str]
    gone: int
    commitments: int


def join_parts(store: Store, which: QuotaYear, chosen: NodeFilter) -> Joined:
    """Take the parts of the topmost cells chosen away, with what was undertaken for them.

    Raises:
        NotFound: The year has no quota, or none of what is chosen.
        Conflict: They have no parts, or one of the parts is locked.
    """
    with store.transaction():
        tree = Tree(store, which)
        cells = [row for row in tree.topmost(chosen) if tree.nodes[row["id"]].parts]
        if not cells:
            raise Conflict("that cell has no parts; there is nothing to join")
        parts = [part for row in cells for part in tree.below(tree.nodes[row["id"]])]
        locked = [part for part in parts if part.locked]
        if locked:
            raise Conflict(f"{cell_name(store, locked[0].id)} is locked; `salesctl quota unlock` it first")
        commitments = sum(tree.rows[part.id]["committed"] is not None for part in parts)
        names = [cell_name(store, row["id"]) for row in cells]
        gone = sum(tree.prune(row["id"]) for row in cells)
        unsplit: QuotaValues = {"split_by": None, "weights": None}
        store.update_many(tables.QUOTA, {row["id"]: unsplit for row in cells})
    return Joined(names, gone, commitments)


def _refuse_odd_weights(how: How) -> None:
    if how.weights is Weights.SEASON and how.by is not Dimension.MONTH:
        raise InvalidInput(f"a season tells months apart, not a {how.by}; use --weights history or equal")
    if how.weights is Weights.MARKET and how.by is not Dimension.TERRITORY:
        raise InvalidInput(f"the market index tells territories apart, not a {how.by}; use --weights history or equal")
    if how.weights is Weights.MANUAL and not how.manual:
        raise InvalidInput("manual weights are given one by one: --weight NAME=N for each part")
    if how.manual and how.weights is not Weights.MANUAL:
        raise InvalidInput("--weight goes with --weights manual")


def _scope(row: QuotaRow) -> dict[str, Key]:
    """Return what narrows a node, the coarsest first."""
    return {column: key for column, key in place(row).items() if key is not None}


def _scope_columns(rows: list[QuotaRow]) -> tuple[str, ...]:
    named = {column for row in rows for column in _scope(row)}
    return tuple(column for column in COLUMNS.values() if column in named)


def _picked(tree: Tree, by: Dimension, chosen: NodeFilter) -> list[QuotaRow]:
    """Return the nodes to split: those that are split along the dimension already, and leaves above it.

    Raises:
        Conflict: There are none.
    """
    within = tree.within(chosen)
    picked = [row for row in within if row["split_by"] == by or (row["split_by"] is None and _is_above(row, by))]
    if not picked:
        raise Conflict(
            f"nothing here can be split by {by}: a year is split by {', '.join(_ORDER)}, any of them but in this"
            " order; `salesctl quota join` takes finer parts away"
        )
    return picked


def _is_above(row: QuotaRow, by: Dimension) -> bool:
    at = place(row)
    return all(at[COLUMNS[dimension]] is None for dimension in _ORDER[_ORDER.index(by) :])


def _store_parts(
    tree: Tree, by: Dimension, picked: list[QuotaRow], weighed: Mapping[int, Weighed], done: Split
) -> None:
    """Insert parts that are new, remove those that are none any more, and give the others their new share."""
    column = COLUMNS[by]
    wanted: dict[int, int] = {}
    made: list[CheckedRow[QuotaRow]] = []
    marks: dict[int, QuotaValues] = {}
    owed: Owed[Key] = {}
    for row in picked:
        node, parts = tree.nodes[row["id"]], weighed[row["id"]]
        known = {place(tree.rows[part.id])[column]: part for part in node.parts}
        if not parts.parts and not known:
            done.whole.append(str(node.name))
            continue
        locked = {key: part.amount for key, part in known.items() if part.fixed}
        shares = allocate(row["amount"], parts.parts, locked, node.name, owed)
        for key in known.keys() - shares.keys():
            done.removed += tree.remove(known[key])
        for key, amount in shares.items():
            if key in known:
                wanted[known[key].id] = amount
            else:
                made.append(_part(row, column, key, amount))
        marks[row["id"]] = {"split_by": by, "weights": parts.by}
        done.nodes += 1
        done.parts += len(shares)
    tree.add(made)
    done.spread = tree.spread(wanted)
    tree.store.update_many(tables.QUOTA, marks)


def _refuse_nothing(by: Dimension, done: Split) -> None:
    """Refuse a split that found no part for any cell.

    Raises:
        Conflict: It found none.
    """
    if done.nodes:
        return
    more = f" and {len(done.whole) - 1} more" if len(done.whole) > 1 else ""
    raise Conflict(
        f"there is no {by} to split {done.whole[0]}{more} into; `salesctl quota split --help` says what parts are"
    )


def _part(whole: QuotaRow, column: str, key: Key, amount: int) -> CheckedRow[QuotaRow]:
    named: Any = {**place(whole), column: key}
    at: QuotaValues = named
    return tables.QUOTA.checked(
        {"year": whole["year"], "measure": whole["measure"], **at, "parent_id": whole["id"], "amount": amount}
    )


def _unweighed(scales: Scales, by: Dimension, weighed: Mapping[int, Weighed]) -> int:
    """Return what was sold without naming the dimension, where history was the measure: it counted for no part."""
    if by is Dimension.MONTH or all(parts.by is not Weights.HISTORY for parts in weighed.values()):
        return 0
    return scales.sales.sold({}, COLUMNS[by])[None]


def _account(store: Store, by: Dimension, weighed: Mapping[int, Weighed], done: Split) -> None:
    """Count what the weights rest on, and name the parts that history gave nothing anywhere."""
    done.rests_on = Counter((parts.by, parts.levels_up) for parts in weighed.values() if parts.parts)
    if by is Dimension.MONTH:
        return
    parts_by_history = [parts.parts for parts in weighed.values() if parts.by is Weights.HISTORY]
    idle = {key for parts in parts_by_history for key in parts}
    idle -= {key for parts in parts_by_history for key, weight in parts.items() if weight}
    done.idle = names_of(store, _TABLES[by], idle, _NAMED) if idle else []
