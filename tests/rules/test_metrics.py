from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from salesctl.rules.metrics import (
    Calls,
    Made,
    Sold,
    adherence,
    attainment,
    call_rate,
    coverage,
    customer_time,
    estimated_share,
    hit_rate,
    key_person_rate,
    rate,
    reach,
    repeat_order_rate,
    satisfaction,
)

ACCOUNTS = st.dictionaries(st.tuples(st.integers(0, 20), st.integers(0, 20)), st.integers(1, 50))


def test_extra_calls_raise_attainment_but_never_hide_missed_ones():
    accounts = Counter([(2, 4), (2, 0)])
    assert attainment(accounts) == 1.0
    assert adherence(accounts) == 0.5


def test_reach_counts_whom_one_saw_and_coverage_whom_one_saw_as_often_as_planned():
    # Seen as planned, seen too seldom, planned and not seen, seen without a plan, neither (six of these).
    accounts = Counter([(2, 2), (3, 1), (1, 0), (0, 1)]) + Counter({(0, 0): 6})
    assert reach(accounts) == 3 / 10
    assert coverage(accounts) == 1 / 3
    assert Calls(accounts).planned == 6


def test_the_rates_of_visits():
    made = Made(
        visits=20,
        in_person=16,
        field_days=4,
        hits=3,
        key_persons=5,
        minutes=960,
        estimated=240,
        rated=4,
        satisfaction=14,
    )
    assert call_rate(made) == 4.0
    assert hit_rate(made) == 0.15
    assert key_person_rate(made) == 0.25
    assert customer_time(made, working_minutes=480) == 0.5
    assert estimated_share(made) == 0.25
    assert satisfaction(made) == 3.5
    assert repeat_order_rate(Sold(orders=9, amount=1, buyers=5, again=2)) == 0.4


def test_a_rate_of_nothing_is_none():
    assert rate(0, 0) is None
    assert attainment({}) is adherence({(0, 3): 1}) is coverage({(0, 3): 1}) is reach({}) is None
    nothing = Made()
    assert call_rate(nothing) is hit_rate(nothing) is key_person_rate(nothing) is satisfaction(nothing) is None
    assert customer_time(nothing, 480) is estimated_share(nothing) is repeat_order_rate(Sold()) is None


@given(ACCOUNTS)
def test_adherence_is_a_share_and_never_above_attainment(accounts):
    kept = adherence(accounts)
    if kept is None:
        assert attainment(accounts) is None
    else:
        assert 0 <= kept <= min(1, attainment(accounts))


@given(ACCOUNTS)
def test_reach_and_coverage_are_shares(accounts):
    for share in (reach(accounts), coverage(accounts)):
        assert share is None or 0 <= share <= 1


@given(ACCOUNTS)
def test_full_coverage_is_full_adherence(accounts):
    assert (coverage(accounts) == 1) == (adherence(accounts) == 1)


@given(ACCOUNTS, st.integers(1, 20), st.integers(0, 20))
def test_a_call_that_was_planned_and_made_never_lowers_adherence(accounts, planned, beyond):
    kept = adherence(accounts)
    more = Counter(accounts) + Counter([(planned, planned + beyond)])
    assert adherence(more) >= (kept or 0)
