"""Calls planned and made in whole weeks: what counts as one, under what heading, and how they add up by account."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import NamedTuple, TypedDict

from salesctl import clock
from salesctl.rules.calendar import Week
from salesctl.rules.metrics import Calls
from salesctl.store.store import Store

Key = tuple[str, str | None]
"""A span of weeks and a heading; the heading is None where a row has none, such as a target without a territory."""


class Scope(NamedTuple):
    """What is counted: which weeks, and the span each counts in; under which heading (None: the span itself); whose."""

    spans: Mapping[Week, str]
    by: str | None = None
    rep_id: int | None = None

    @property
    def weeks(self) -> str:
        """The weeks as a table expression, so that only their rows are touched."""
        values = ", ".join(
            f"('{week}', '{week.monday}', '{week.sunday}', '{span}')" for week, span in self.spans.items()
        )
        return f"weeks(week, monday, sunday, span) AS (VALUES {values})"

    def heading(self, row: str) -> str:
        """Return the expression for the heading of a row: p planned visit, v visit, s sale or t target."""
        target = "t.id" if row == "t" else f"{row}.target_id"
        match self.by:
            case None:
                return "w.span"
            case "rep":
                return f"(SELECT r.name FROM rep r WHERE r.id = {row}.rep_id)"
            case "territory":
                place = f"(SELECT a.territory_id FROM target a WHERE a.id = {target})"
                if row == "s":  # an order stays where it was placed
                    place = f"coalesce(s.territory_id, {place})"
                return f"(SELECT te.name FROM territory te WHERE te.id = {place})"
            case "method":
                return f"(SELECT a.method FROM target a WHERE a.id = {target})"
            case "mode":
                return _MODE[row]
            case _:
                return _GRADE[row]


def _standing(target: str, first: str, last: str) -> str:
    """Return the expression for how a target stood between two days: its best open prospect, else the kind of claim."""
    return f"""coalesce(
        (SELECT min(o.grade) FROM prospect o WHERE o.target_id = {target} AND o.opened_on <= {last}
            AND (o.closed_on IS NULL OR o.closed_on >= {first})),
        CASE WHEN EXISTS (SELECT 1 FROM sale e WHERE e.target_id = {target} AND e.sold_on < {first})
            THEN 'maintain' ELSE 'canvass' END)"""


_PLANNED_AS = "CASE WHEN p.grade IS NOT NULL THEN p.grade WHEN p.claim IN ('canvass', 'maintain') THEN p.claim END"

# A planned visit keeps the grade it was planned with, and so does the visit that did it; an extra visit counts for the
# prospect open on its day. An order counts where the visit that brought it does: no line has hits without orders.
_VISITED_AS = f"""CASE WHEN EXISTS (SELECT 1 FROM planned_visit p WHERE p.visit_id = v.id)
    THEN (SELECT min({_PLANNED_AS}) FROM planned_visit p WHERE p.visit_id = v.id)
    ELSE {_standing("v.target_id", "v.visited_on", "v.visited_on")} END"""
_GRADE = {
    "p": _PLANNED_AS,
    "v": _VISITED_AS,
    "s": f"""CASE WHEN s.visit_id IS NOT NULL THEN (SELECT {_VISITED_AS} FROM visit v WHERE v.id = s.visit_id)
        ELSE coalesce((SELECT q.grade FROM prospect q WHERE q.id = s.prospect_id),
            {_standing("s.target_id", "s.sold_on", "s.sold_on")}) END""",
    "t": _standing("t.id", "w.monday", "w.sunday"),
}

# A visit that is still to be made, or was missed, has no mode yet.
_MODE = {"p": "(SELECT v.mode FROM visit v WHERE v.id = p.visit_id)", "v": "v.mode"}

_LISTED = """UNION ALL
    SELECT w.span, {heading}, t.id, 0, 0, 0, 0
    FROM (SELECT span, min(monday) AS monday, max(sunday) AS sunday FROM weeks GROUP BY span) w
    JOIN target t ON t.dropped_on IS NULL OR t.dropped_on >= w.monday
    WHERE :rep_id IS NULL OR t.rep_id = :rep_id"""


class _Alike(TypedDict):
    """How many accounts have the same calls in a span under a heading."""

    span: str
    heading: str | None
    planned: int
    done: int
    extra: int
    missed: int
    accounts: int


def calls(store: Store, scope: Scope, *, listed: bool = False) -> dict[Key, Calls]:
    """Return, by span and heading, the calls of the accounts that were planned for or visited.

    With `listed` the accounts also are all those of the target list that were not dropped before the span. What a week
    that has ended left undone counts as missed.
    """
    rows = store.rows(
        f"""WITH {scope.weeks}, counted AS (
            SELECT w.span, {scope.heading("p")} AS heading, p.target_id, 1 AS planned,
                CASE WHEN p.status = 'done' THEN 1 ELSE 0 END AS done,
                0 AS extra,
                CASE WHEN p.status = 'missed' OR (p.status = 'planned' AND p.planned_on < :closed) THEN 1 ELSE 0 END
                    AS missed
            FROM weeks w JOIN planned_visit p ON p.week = w.week
            WHERE p.status <> 'deferred' AND (:rep_id IS NULL OR p.rep_id = :rep_id)
            UNION ALL
            SELECT w.span, {scope.heading("v")}, v.target_id, 0, 0, 1, 0
            FROM weeks w JOIN visit v ON v.visited_on BETWEEN w.monday AND w.sunday
            WHERE (:rep_id IS NULL OR v.rep_id = :rep_id)
                AND NOT EXISTS (SELECT 1 FROM planned_visit p WHERE p.visit_id = v.id)
            {_LISTED.format(heading=scope.heading("t")) if listed else ""}
        ), account AS (
            SELECT span, heading, sum(planned) AS planned, sum(done) AS done, sum(extra) AS extra,
                sum(missed) AS missed
            FROM counted GROUP BY span, heading, target_id
        )
        SELECT span, heading, planned, done, extra, missed, count(*) AS accounts
        FROM account GROUP BY span, heading, planned, done, extra, missed""",
        {"rep_id": scope.rep_id, "closed": Week.of(clock.today()).monday.isoformat()},
        of=_Alike,
    )
    by_key: defaultdict[Key, list[_Alike]] = defaultdict(list)
    for row in rows:
        by_key[row["span"], row["heading"]].append(row)
    return {key: _added_up(alike) for key, alike in by_key.items()}


def _added_up(rows: list[_Alike]) -> Calls:
    """Add up rows that each stand for a number of accounts alike."""
    accounts: Counter[tuple[int, int]] = Counter()
    sums: Counter[str] = Counter()
    for row in rows:
        times = row["accounts"]
        accounts[row["planned"], row["done"] + row["extra"]] += times
        sums.update(done=row["done"] * times, extra=row["extra"] * times, missed=row["missed"] * times)
    return Calls(accounts, sums["done"], sums["extra"], sums["missed"])
