"""Laws of the metrics and the visit grid, whatever was planned, visited and sold."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesctl.config import Settings
from salesctl.domain.enums.plan import PlanStatus
from salesctl.domain.enums.visit import Mode, Outcome
from salesctl.domain.progress import GridBy, MetricsBy
from salesctl.rules.calendar import Month, Week
from salesctl.services.metrics import metrics
from salesctl.services.progress import visit_grid
from salesctl.store import tables
from salesctl.store.check import CheckedRow
from salesctl.store.sqlite.opening import open_store
from salesctl.store.store import Store

MONTH = Month(2026, 11)
REPS, TERRITORIES, TARGETS = 2, 2, 4
ADDED_UP = ("planned", "done", "extra", "missed", "visits", "in_person", "minutes", "orders", "amount")
SHARES = ("adherence", "reach", "coverage", "hit_rate", "key_person_rate", "estimated_share", "repeat_order_rate")

targets, reps = st.integers(1, TARGETS), st.integers(1, REPS)
days = st.integers(0, 34).map(lambda ahead: date(2026, 10, 29) + timedelta(ahead))  # a little beyond the month


@st.composite
def visits(draw: st.DrawFn) -> CheckedRow:
    return tables.VISIT.checked(
        {
            "target_id": draw(targets),
            "rep_id": draw(reps),
            "visited_on": draw(days),
            "mode": draw(st.sampled_from(Mode)),
            "outcome": draw(st.sampled_from(Outcome)),
            "minutes": draw(st.none() | st.integers(1, 90)),
            "key_person": draw(st.none() | st.booleans()),
            "satisfaction": draw(st.none() | st.integers(1, 5)),
            "recorded_at": datetime(2026, 11, 30),
        }
    )


@st.composite
def planned_visits(draw: st.DrawFn) -> CheckedRow:
    on = draw(days)
    return tables.PLANNED_VISIT.checked(
        {
            "target_id": draw(targets),
            "rep_id": draw(reps),
            "week": str(Week.of(on)),
            "planned_on": on,
            "claim": draw(st.sampled_from(["cadence", "canvass", "maintain", "manual"])),
            "status": draw(st.sampled_from(["planned", "missed", "deferred"])),
            "grade": draw(st.none() | st.sampled_from("ABC")),
            "reason": "",
        }
    )


@st.composite
def sales(draw: st.DrawFn) -> CheckedRow:
    return tables.SALE.checked(
        {
            "sold_on": draw(days),
            "amount": draw(st.integers(0, 10**6)),
            "target_id": draw(targets),
            "rep_id": draw(reps),
            "territory_id": draw(st.none() | st.integers(1, TERRITORIES)),
        }
    )


def lists() -> Iterator[CheckedRow]:
    """Yield two reps and territories, and four targets: two prospects, one without a territory."""
    yield from (tables.REP.checked({"name": f"rep {number}", "name_key": f"rep {number}"}) for number in range(REPS))
    yield from (
        tables.TERRITORY.checked({"name": f"area {number}", "name_key": f"area {number}"})
        for number in range(TERRITORIES)
    )
    for number in range(TARGETS):
        place = {"territory_id": number % 3 or None, "rep_id": number % REPS + 1}
        yield tables.TARGET.checked({"name": f"t{number}", "name_key": f"t{number}", "added_on": "2026-01-01", **place})
    yield tables.PROSPECT.checked({"target_id": 1, "rep_id": 1, "grade": "A", "opened_on": "2026-11-05"})
    yield tables.PROSPECT.checked(
        {
            "target_id": 2,
            "rep_id": 2,
            "grade": "C",
            "opened_on": "2026-01-05",
            "closed_on": "2026-11-12",
            "status": "won",
        }
    )


@contextmanager
def filled(*groups: list[CheckedRow]) -> Iterator[Store]:
    """Open a store that holds the records; each visit does a planned one of its target and week, if there is any."""
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "store.db", command_line="test")
        with store.transaction():
            for record in lists():
                store.insert(record)
            for group in groups:
                for record in group:
                    _insert(store, record)
        yield store
        store.lane.close()


def _insert(store: Store, new: CheckedRow) -> None:
    row = store.insert(new)
    if new.table is tables.VISIT:
        planned = store.one(
            "SELECT id FROM planned_visit WHERE target_id = :target_id AND week = :week AND status = 'planned'",
            {"target_id": row["target_id"], "week": str(Week.of(date.fromisoformat(row["visited_on"])))},
        )
        if planned:
            store.update(
                tables.PLANNED_VISIT.changes({"status": PlanStatus.DONE, "visit_id": row["id"]}), planned["id"]
            )


STORIES = (st.lists(planned_visits(), max_size=12), st.lists(visits(), max_size=12), st.lists(sales(), max_size=5))


@settings(max_examples=60, deadline=None)
@given(*STORIES)
@pytest.mark.parametrize("rep_id", [None, 1])
def test_the_laws_of_the_metrics(rep_id, planned, made, sold):
    with filled(planned, made, sold) as store:
        totals = []
        for by in MetricsBy:
            *groups, total = metrics(store, Settings(), MONTH.weeks, by, rep_id)
            totals.append(list(total.values())[1:])
            for name in ADDED_UP:
                assert total[name] == sum(group[name] for group in groups), (by, name)
            for row in (*groups, total):
                assert all(row[name] is None or 0 <= row[name] <= 1 for name in SHARES)
                assert row["adherence"] is None or row["adherence"] <= row["attainment"]
                assert row["satisfaction"] is None or 1 <= row["satisfaction"] <= 5
        assert totals == [totals[0]] * len(totals), "the total does not depend on what it is broken down by"


@settings(max_examples=40, deadline=None)
@given(*STORIES)
def test_the_laws_of_the_visit_grid(planned, made, sold):
    with filled(planned, made, sold) as store:
        (*_, total) = metrics(store, Settings(), MONTH.weeks, MetricsBy.MONTH, None)
        for by in GridBy:
            rows = visit_grid(store, MONTH.weeks, None, by)
            lines = len(rows) // (len(MONTH.weeks) + 1)
            for name in ("planned", "done", "extra", "missed"):
                for start in range(0, len(rows), lines):
                    *line, last = rows[start : start + lines]
                    assert last[name] == sum(row[name] for row in line)
                for number in range(lines):
                    *weeks, whole = rows[number::lines]
                    assert whole[name] == sum(row[name] for row in weeks)
            assert [rows[-1][name] for name in ("planned", "attainment", "adherence")] == [
                total[name] for name in ("planned", "attainment", "adherence")
            ]
