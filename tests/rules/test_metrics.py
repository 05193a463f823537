from hypothesis import given
from hypothesis import strategies as st

from salesctl.rules.metrics import adherence, attainment, conversion, rate


def test_extra_calls_raise_attainment_but_never_hide_missed_ones():
    pairs = [(2, 4), (2, 0)]
    assert attainment(pairs) == 1.0
    assert adherence(pairs) == 0.5


def test_a_rate_of_nothing_is_none():
    assert rate(0, 0) is None
    assert attainment([]) is None
    assert adherence([(0, 3)]) is None


def test_each_step_of_the_funnel_converts_from_the_one_before():
    assert conversion([200, 50, 0, 0]) == [None, 0.25, 0.0, None]
    assert conversion([]) == []


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1))
def test_adherence_is_a_share_and_never_above_attainment(pairs):
    kept = adherence(iter(pairs))
    if kept is None:
        assert attainment(iter(pairs)) is None
    else:
        assert 0 <= kept <= min(1, attainment(iter(pairs)))
