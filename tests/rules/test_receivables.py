from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesctl.rules.receivables import Age, Owed, age, ageing

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-1, "not due"),
        (0, "0-30"),
        (30, "0-30"),
        (31, "31-60"),
        (60, "31-60"),
        (61, "61-90"),
        (90, "61-90"),
        (91, "over 90"),
        (4000, "over 90"),
    ],
)
def test_a_receivable_ages_from_the_day_it_was_due(days, expected):
    assert age(TODAY - timedelta(days), TODAY) == expected


@given(
    st.lists(
        st.tuples(
            st.integers(-40, 200).map(lambda days: TODAY - timedelta(days)),
            st.builds(Owed, st.integers(1, 9), st.integers(0, 10**12)),
        )
    )
)
def test_every_receivable_is_counted_in_one_age(owed):
    sums = ageing(owed, TODAY)
    assert list(sums) == list(Age)
    for age_, total in sums.items():
        parts = [part for due_on, part in owed if age(due_on, TODAY) is age_]
        assert total == (sum(part.cases for part in parts), sum(part.amount for part in parts))
