from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from rules.build import MON, SETTINGS, TUE, canvass, days_of, done, prospect, targets, week, why

from salesctl.domain.enums.plan import Claim
from salesctl.domain.enums.territory import Approach
from salesctl.rules.week.canvass import canvass_order
from salesctl.rules.week.plan import plan_week


def order(*facts, stale_days=90):
    return [fact.target_id for fact in canvass_order(facts, MON, stale_days)]


def test_only_targets_never_visited_or_stale_are_proposed():
    seen = [canvass(number, 1, last_visit=MON - timedelta(days)) for number, days in ((1, 89), (2, 90), (3, 400))]
    assert order(canvass(4, 1), *seen) == [4, 3, 2]
    assert order(*seen, stale_days=30) == [3, 2, 1]


def test_concentrated_finishes_a_block_before_the_next_and_takes_targets_without_one_last():
    assert order(canvass(1), canvass(2, 2), canvass(3, 1), canvass(4, 2), canvass(5, 1)) == [3, 5, 2, 4, 1]


def test_focused_takes_the_targets_of_its_focus_first():
    focused = {"approach": Approach.FOCUSED}
    facts = [
        canvass(1, 1, **focused),
        canvass(2, 2, matches_focus=True, **focused),
        canvass(3, 1, matches_focus=True, **focused),
        canvass(4, matches_focus=True, **focused),
    ]
    assert order(*facts) == [3, 2, 1, 4]


def test_extensive_takes_one_of_each_block_in_turn():
    facts = [canvass(10 * block + number, block, approach=Approach.EXTENSIVE) for block in (1, 2) for number in (1, 2)]
    assert order(*facts) == [11, 21, 12, 22]


def test_territories_go_in_their_order():
    assert order(canvass(1, 1, territory_order=2), canvass(2, territory_order=1)) == [2, 1]


facts_of_any_kind = st.lists(
    st.builds(
        canvass,
        st.integers(1, 60),
        st.none() | st.integers(1, 4),
        territory_order=st.integers(1, 2),
        last_visit=st.none() | st.integers(0, 200).map(lambda days: MON - timedelta(days)),
        approach=st.sampled_from(Approach),
        matches_focus=st.booleans(),
    ),
    unique_by=lambda fact: fact.target_id,
    max_size=20,
)


@given(facts_of_any_kind, st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_of_the_facts(facts, random):
    shuffled = list(facts)
    random.shuffle(shuffled)
    assert order(*shuffled) == order(*facts)


def test_canvassing_takes_what_others_leave_free():
    plan = plan_week(week(canvass=[canvass(number, 1) for number in range(1, 100)]), SETTINGS)
    assert len(plan.placed) == 40
    assert not plan.deferred
    assert plan.needed == 8


def test_canvassing_keeps_its_share_of_an_overloaded_week():
    crowd = [prospect(number, MON - timedelta(100), "A/hot") for number in range(100, 200)]
    plan = plan_week(week(prospects=crowd, canvass=[canvass(number, 1) for number in range(1, 20)]), SETTINGS)
    walked = [row for row in plan.placed if row.source.claim is Claim.CANVASS]
    assert sorted(targets(walked)) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert (len(plan.placed), len(plan.deferred)) == (40, 68)
    assert plan.needed == plan.capacity + len(plan.deferred)


def test_what_canvassing_cannot_use_is_released():
    crowd = [prospect(number, MON - timedelta(100), "A/hot") for number in range(100, 200)]
    plan = plan_week(week(prospects=crowd, canvass=[canvass(1), canvass(2)]), SETTINGS)
    assert len([row for row in plan.placed if row.source.claim is Claim.CADENCE]) == 38


def test_canvass_rows_that_stand_count_towards_the_share():
    crowd = [prospect(number, MON - timedelta(100), "A/hot") for number in range(100, 200)]
    made = [done(500 + number, MON, Claim.CANVASS) for number in range(5)]
    plan = plan_week(
        week(today=TUE, prospects=crowd, canvass=[canvass(number) for number in range(1, 20)], standing=made), SETTINGS
    )
    assert len([row for row in plan.placed if row.source.claim is Claim.CANVASS]) == 3


def test_extensive_canvassing_sees_one_block_a_day():
    facts = [
        canvass(10 * block + number, block, approach=Approach.EXTENSIVE) for block in range(1, 8) for number in range(3)
    ]
    plan = plan_week(week(canvass=facts), SETTINGS)
    blocks = {}
    for row in plan.placed:
        blocks.setdefault(row.day, set()).add(row.source.block_id)
    assert sorted(blocks.values(), key=min) == [{1}, {2}, {3}, {4}, {5}]


def test_places_that_one_block_a_day_cannot_use_are_released():
    crowd = [prospect(number, MON - timedelta(100), "A/hot") for number in range(100, 200)]
    facts = [canvass(block, block, approach=Approach.EXTENSIVE) for block in range(1, 20)]
    plan = plan_week(week(prospects=crowd, canvass=facts), SETTINGS)
    assert len(plan.placed) == 40


def test_reasons_say_what_is_canvassed():
    facts = [canvass(1, 3), canvass(2, last_visit=MON - timedelta(100))]
    plan = plan_week(week(canvass=facts), SETTINGS)
    assert [why(row) for row in plan.placed] == [
        "canvass: block B3, never visited",
        "canvass: last visited 2026-08-15",
    ]


def test_a_target_claimed_otherwise_is_not_canvassed():
    plan = plan_week(week(prospects=[prospect(1, None)], canvass=[canvass(1)]), SETTINGS)
    assert len(days_of(plan, 1)) == 1
