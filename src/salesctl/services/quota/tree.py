"""A year's quotas as the tree they are, and writing what changes in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from salesctl import clock
from salesctl.domain.enums.quota import COLUMNS, Measure, QuotaStatus
from salesctl.errors import Conflict, NotFound
from salesctl.rules.allocation import Node, grow, respread
from salesctl.rules.fiscal import FiscalCalendar, Span
from salesctl.store import tables
from salesctl.store.check import CheckedRow
from salesctl.store.queries.quotas import NodeFilter, cell_name, quota_nodes
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.store.rows import QuotaRow, QuotaValues

Key = Any
"""What tells a part from its siblings: the id of a product, territory, rep or target, or a month."""

_BELOW = """id IN (WITH RECURSIVE below (id) AS (
    SELECT id FROM quota WHERE parent_id = :id
    UNION ALL
    SELECT q.id FROM quota q JOIN below ON q.parent_id = below.id)
    SELECT id FROM below)"""


class QuotaYear(NamedTuple):
    """Which tree is meant, and how its year runs."""

    year: int
    measure: Measure
    calendar: FiscalCalendar

    @property
    def days(self) -> Span:
        """The first and last day of the year."""
        return self.calendar.days(self.year)

    @property
    def months(self) -> tuple[str, ...]:
        """The months of the year, in order."""
        return tuple(map(str, self.calendar.months(self.year)))

    @property
    def history(self) -> Span:
        """The days whose sales the year's quotas rest on."""
        return self.calendar.history(self.year, clock.today())


class Spread(NamedTuple):
    """What a change moved: how many cells, and how many of them had been accepted and are proposed again."""

    cells: int
    proposed_again: int


UNMOVED = Spread(0, 0)


class _Name(NamedTuple):
    """The name of a cell, looked up only when an error is about to say it."""

    store: Store
    node_id: int

    def __str__(self) -> str:
        return cell_name(self.store, self.node_id)


def _node(store: Store, row: QuotaRow) -> Node:
    return Node(row["id"], row["parent_id"], row["amount"], bool(row["locked"]), _Name(store, row["id"]))


def place(row: QuotaRow) -> dict[str, Key]:
    """Return what a node is of, by the columns of the dimensions, the coarsest first; None where it names nothing."""
    columns: Mapping[str, Key] = row
    return {column: columns[column] for column in COLUMNS.values()}


class Tree:
    """The stored nodes of a year by id, as rows and hung together."""

    def __init__(self, store: Store, which: QuotaYear) -> None:
        """Read the tree.

        Raises:
            NotFound: The year has no quota.
        """
        self.store = store
        self.rows = {row["id"]: row for row in quota_nodes(store, which.year, which.measure)}
        self.nodes = {row["id"]: _node(store, row) for row in self.rows.values()}
        roots = grow(self.nodes.values())
        if not roots:
            of = "" if which.measure is Measure.AMOUNT else f" --measure {which.measure}"
            raise NotFound(f"{which.year} has no quota yet; `salesctl quota set {which.year} AMOUNT{of}` makes one")
        self.root = roots[0]

    def within(self, chosen: NodeFilter) -> list[QuotaRow]:
        """Return the nodes of what is chosen, parts of them included.

        Raises:
            NotFound: The tree is not split so far.
        """
        wanted = {column: value for column in COLUMNS.values() if (value := getattr(chosen, column)) is not None}
        found = [row for row in self.rows.values() if wanted.items() <= place(row).items()]
        if not found:
            year = self.rows[self.root.id]["year"]
            raise NotFound(f"{year} has no such cell; `salesctl quota show {year}` lists them")
        return found

    def topmost(self, chosen: NodeFilter) -> list[QuotaRow]:
        """Return the nodes of what is chosen that are no part of another such node: they add up to all of it.

        Raises:
            NotFound: The tree is not split so far.
        """
        found = self.within(chosen)
        ids = {row["id"] for row in found}
        return [row for row in found if row["parent_id"] not in ids]

    def below(self, node: Node) -> list[Node]:
        """Return all parts of a node, their own parts included."""
        return [inner for part in node.parts for inner in (part, *self.below(part))]

    def spread(self, wanted: Mapping[int, int]) -> Spread:
        """Give nodes new amounts, mend the tree and store it; who had accepted another amount is asked again.

        Raises:
            Conflict: Locked cells do not leave room for it.
        """
        changes = respread(self.root, wanted)
        accepted = sum(self.rows[node_id]["status"] == QuotaStatus.ACCEPTED for node_id in changes)
        proposed = QuotaStatus.PROPOSED
        amounts: dict[int, QuotaValues] = {
            node_id: {"amount": amount, "status": proposed} for node_id, amount in changes.items()
        }
        self.store.update_many(tables.QUOTA, amounts)
        return Spread(len(changes), accepted)

    def add(self, parts: Sequence[CheckedRow[QuotaRow]]) -> None:
        """Store new parts, which their wholes know from then on."""
        for row in self.store.insert_many(parts):
            node = self.nodes[row["id"]] = _node(self.store, row)
            self.rows[node.id] = row
            if node.parent_id is not None:
                self.nodes[node.parent_id].parts.append(node)

    def prune(self, node_id: int) -> int:
        """Delete all parts of a node and return how many there were."""
        return self.store.delete_where(tables.QUOTA, _BELOW, {"id": node_id})

    def remove(self, node: Node) -> int:
        """Delete a node with all its parts and return how many cells went; its siblings must make up for it.

        Raises:
            Conflict: A part of it is locked.
        """
        for part in self.below(node):
            if part.locked:
                raise Conflict(f"{part.name} is locked and would go; `salesctl quota unlock` it first")
        gone = self.prune(node.id) + self.store.delete_where(tables.QUOTA, "id = :id", {"id": node.id})
        if node.parent_id is not None:
            self.nodes[node.parent_id].parts.remove(node)
        return gone
