"""The seasonal index: its mean is 1, and what is not on record is not taken for nothing."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesctl.rules.calendar import Month
from salesctl.rules.season import months_between, seasonal_index


@given(st.integers(1, 12), st.lists(st.integers(0, 10**9), min_size=1, max_size=40).filter(any))
def test_the_mean_of_all_twelve_is_one(first, figures):
    observed = [Month(2024, first).shift(number) for number in range(len(figures))]
    season = seasonal_index({str(month): sold for month, sold in zip(observed, figures, strict=True)}, observed)
    assert season is not None
    assert sum(month.index for month in season.months.values()) == 12
    assert len(season.missing) == max(0, 12 - len(figures))


def test_an_index_is_the_average_of_the_month_by_the_average_of_all():
    # Two Januaries of 30 and 50 and one February of 20: averages 40 and 20, of all months 30.
    season = seasonal_index(
        {"2025-01": 30, "2025-02": 20, "2026-01": 50}, [Month(2025, 1), Month(2025, 2), Month(2026, 1)]
    )
    assert season is not None
    assert season.overall == 30
    january, february, march = (season.months[number] for number in (1, 2, 3))
    assert (january.periods, january.sold, january.average, january.index) == (2, 80, 40, Fraction(4, 3))
    assert (february.periods, february.index) == (1, Fraction(2, 3))
    assert (march.periods, march.average, march.index) == (0, None, 1)


def test_a_month_on_record_that_sold_nothing_is_not_an_unknown_month():
    season = seasonal_index({"2026-01": 60}, [Month(2026, 1), Month(2026, 2)])
    assert season is not None
    assert (season.months[2].periods, season.months[2].index) == (1, 0)
    assert season.missing == list(range(3, 13))


@pytest.mark.parametrize("observed", [[], [Month(2026, 1)]])
def test_without_sales_there_is_no_season(observed):
    assert seasonal_index({}, observed) is None


def test_months_between():
    assert list(map(str, months_between(Month(2025, 12), Month(2026, 2)))) == ["2025-12", "2026-01", "2026-02"]
