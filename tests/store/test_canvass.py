"""Targets to canvass, as the store gives them."""

import pytest

from salesctl.store import tables
from salesctl.store.queries.canvass import Terms, canvass_targets, next_in_blocks
from salesctl.store.sqlite.opening import open_store

TERMS = Terms(today="2026-11-23", stale_before="2026-08-25", week="2026-W48", sunday="2026-11-29")


@pytest.fixture
def store(tmp_path):
    """Store territories B, A and one without targets of rep 1, two blocks in each, three targets a block, and more."""
    store = open_store(tmp_path / "s.db")
    with store.transaction():
        store.insert_many(
            [
                tables.REP.checked({"name": "me", "name_key": "me"}),
                tables.REP.checked({"name": "Lin", "name_key": "lin"}),
            ]
        )
        store.insert_many([tables.TERRITORY.checked({"name": name, "name_key": name.lower()}) for name in "BAC"])
        store.insert_many(
            tables.BLOCK.checked(
                {"territory_id": territory, "name": f"{position}", "name_key": f"{position}", "position": position}
            )
            for territory in (1, 2, 3)
            for position in (2, 1)
        )
        places = [(number % 2 + 1, number % 2 * 2 + number // 2 % 2 + 1, 1) for number in range(12)]
        places += [(None, None, 1), (3, 5, 2)]
        store.insert_many(
            tables.TARGET.checked(
                {
                    "name": f"T{number:02}",
                    "name_key": f"t{number:02}",
                    "territory_id": territory,
                    "block_id": block,
                    "rep_id": rep,
                    "added_on": "2026-01-01",
                }
            )
            for number, (territory, block, rep) in enumerate(places, 1)
        )
    yield store
    store.lane.close()


def walked(rows):
    return [(row["territory_id"], row["block_position"], row["target_id"]) for row in rows]


def test_territories_go_by_name_blocks_by_position_and_no_territory_comes_last(store):
    rows = canvass_targets(store, 1, TERMS, most=2)
    assert walked(rows) == [
        (2, 1, 4), (2, 1, 8), (2, 2, 2), (2, 2, 6), (1, 1, 3), (1, 1, 7), (1, 2, 1), (1, 2, 5), (None, None, 13),
    ]  # fmt: skip


def test_no_more_than_ten_times_as_many_are_read(store):
    with store.transaction():
        store.insert_many(
            tables.BLOCK.checked(
                {"territory_id": 2, "name": f"{position}", "name_key": f"{position}", "position": position}
            )
            for position in range(3, 13)
        )
        for target_id, block_id in enumerate(range(7, 17), 20):
            name = f"T{target_id}"
            store.insert(
                tables.TARGET.checked(
                    {
                        "name": name,
                        "name_key": name.lower(),
                        "territory_id": 2,
                        "block_id": block_id,
                        "rep_id": 1,
                        "added_on": "2026-01-01",
                    }
                )
            )
    rows = canvass_targets(store, 1, TERMS, most=1)
    assert [row["block_position"] for row in rows] == list(range(1, 11))
    assert {row["territory_id"] for row in rows} == {2}


def test_the_next_of_each_block_is_whosever_it_is(store):
    assert walked(next_in_blocks(store, 3, TERMS)) == [(3, 2, 14)]
    assert walked(next_in_blocks(store, 2, TERMS)) == [(2, 1, 4), (2, 2, 2)]
