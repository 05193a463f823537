"""The law of segments, whatever the targets are: each is in exactly one, with all its visits and orders."""

from contextlib import closing
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesctl.domain.progress import Cut, SegmentBy
from salesctl.services.progress import segments
from salesctl.store import tables
from salesctl.store.queries.segments import SegmentFilter
from salesctl.store.sqlite.opening import open_store

TARGETS = 5
words = st.none() | st.sampled_from(["Retail", "retail", "零售", "a'b", "%"])
fields = st.fixed_dictionaries(
    {"industry": words, "form": words, "size": words, "use": words}
    | {"territory_id": st.none() | st.just(1), "block_id": st.none() | st.just(1)}
    | {"customer_class": st.none() | st.sampled_from("ABC"), "dropped_on": st.none() | st.just("2026-01-02")}
)
tags = st.sets(st.sampled_from(["need:x", "need: x", "need:", "need:X", "needs:y", "need"]), max_size=3)
deals = st.lists(st.tuples(st.integers(1, TARGETS), st.integers(0, 10**6), st.booleans()), max_size=8)


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path / "store.db", command_line="test")
    with closing(opened.lane):
        yield opened


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(fields, tags), min_size=TARGETS, max_size=TARGETS), deals)
def test_every_target_is_in_exactly_one_segment(store, targets, dealt):
    with store.transaction(keep=False):
        _fill(store, targets, dealt)
        for by in SegmentBy:
            rows = segments(store, Cut(by, "need" if by is SegmentBy.TAG else ""), SegmentFilter(), 1000)
            assert sum(row["targets"] for row in rows) == TARGETS, by
            assert sum(row["amount"] for row in rows) == sum(amount for _, amount, _ in dealt), by
            assert sum(row["visits"] for row in rows) == len(dealt), by
            assert len({row["segment"] and row["segment"].lower() for row in rows}) == len(rows), by
            assert all(row["visited"] <= row["targets"] for row in rows)
            assert all(row["hit_rate"] is None or 0 <= row["hit_rate"] <= 1 for row in rows)


def _fill(store, targets, dealt):
    store.insert(tables.REP.checked({"name": "me", "name_key": "me"}))
    store.insert(tables.TERRITORY.checked({"name": "North", "name_key": "north"}))
    store.insert(tables.BLOCK.checked({"territory_id": 1, "name": "Harbour", "name_key": "harbour", "position": 1}))
    first = store.value("SELECT coalesce(max(id), 0) FROM target")
    places = {name: store.value(f"SELECT max(id) FROM {name}") for name in ("rep", "territory", "block")}
    for number, (values, tagged) in enumerate(targets):
        ids = {f"{place}_id": places[place] for place in ("territory", "block") if values[f"{place}_id"]}
        known = {"name": f"t{number}", "name_key": f"t{number}", "rep_id": places["rep"], "added_on": "2026-01-01"}
        target = store.insert(tables.TARGET.checked({**values, **ids, **known}))
        store.insert_many(tables.TARGET_TAG.checked({"target_id": target["id"], "tag": tag}) for tag in tagged)
    for number, amount, hit in dealt:
        ids = {"target_id": first + number, "rep_id": places["rep"]}
        outcome = "order" if hit else "advance"
        visit = tables.VISIT.checked(
            {**ids, "visited_on": "2026-11-02", "outcome": outcome, "recorded_at": datetime(2026, 11, 2)}
        )
        store.insert(visit)
        store.insert(tables.SALE.checked({**ids, "sold_on": "2026-11-02", "amount": amount}))
