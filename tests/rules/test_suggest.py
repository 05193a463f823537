from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesctl.rules.calendar import Month
from salesctl.rules.suggest import Market, grown, sales_for_profit, trend

YEAR = [Month(2026, number) for number in range(1, 13)]


def sold(first: Month, *figures: int) -> dict[str, int]:
    return {str(first.shift(ahead)): figure for ahead, figure in enumerate(figures)}


def test_a_whole_year_is_what_it_sold():
    found = trend(YEAR, sold(Month(2026, 1), *range(1, 13)), Month(2027, 1))
    assert len(found.months) == 12
    assert found.level == found.total == 78
    assert found.growth is None


def test_ten_months_are_brought_to_twelve_by_their_average():
    found = trend(YEAR, sold(Month(2026, 3), *[100] * 9, 90), Month(2027, 1))
    assert [str(month) for month in (found.months[0], found.months[-1])] == ["2026-03", "2026-12"]
    assert found.season is None
    assert found.level == 1188  # 990 / 10 × 12


def test_the_running_month_is_not_counted_and_a_month_without_sales_is():
    figures = sold(Month(2026, 1), 100, 0, 50, 999)
    found = trend(YEAR, {month: figure for month, figure in figures.items() if figure}, Month(2026, 4))
    assert (len(found.months), found.total, found.level) == (3, 150, 600)


def test_a_known_season_fills_the_year_as_the_average_cannot():
    # In the year before, December sold as much as the other eleven months together; since then all has doubled.
    found = trend(YEAR, sold(Month(2025, 1), *[10] * 11, 110, *[20] * 11), Month(2026, 12))
    assert found.season == 6
    assert (found.total, found.level, found.growth) == (220, 440, 1.0)


def test_a_season_takes_whole_years_before():
    flat = trend(YEAR, sold(Month(2025, 2), *[10] * 21), Month(2026, 11))
    assert (flat.season, flat.level) == (None, 120)
    older = trend(YEAR, sold(Month(2024, 7), *[10] * 28), Month(2026, 11))
    assert len(older.earlier) == 12
    assert (older.season, older.level) == (10, 120)


def test_there_is_no_trend_without_sales():
    assert trend(YEAR, {}, Month(2027, 1)) is None
    assert trend(YEAR, {"2027-01": 5}, Month(2027, 2)) is None
    assert trend(YEAR, {"2026-05": 5}, Month(2026, 5)) is None
    assert trend(YEAR, {"2024-05": 5}, Month(2027, 1)) is None


def test_growth_compares_the_same_months():
    figures = sold(Month(2025, 1), *[100] * 12, *[110] * 6)
    assert trend(YEAR, figures, Month(2026, 7)).growth == pytest.approx(0.1)
    # 2025 is on record from March on: its first quarter cannot be compared.
    assert trend(YEAR, sold(Month(2025, 3), *[100] * 16), Month(2026, 7)).growth is None


@given(st.dictionaries(st.sampled_from([str(month) for month in YEAR]), st.integers(1, 10**12), min_size=1))
def test_a_year_is_at_least_what_was_sold_of_it(figures):
    found = trend(YEAR, figures, Month(2027, 1))
    assert found.level >= found.total == sum(figures.values())


def test_a_market_is_multiplied_with_what_is_known_of_it():
    assert Market("North", 1_000_000, 0.2).amount == 200_000
    assert Market("North", 1_000_000, 0.2, growth=0.1, power=1.5).amount == 330_000
    assert Market("North", 1_000_000, 0.2, growth=-1.0).amount == 0


def test_amounts_of_any_size_keep_their_cents():
    assert grown(999_999_999_999_999, 0.1) == 1_099_999_999_999_999
    assert Market("North", 10**15 - 1, 0.3).amount == round(Fraction(3 * (10**15 - 1), 10))


def test_what_is_sold_pays_for_fixed_cost_and_profit():
    assert sales_for_profit(80_000, 20_000, 0.32) == 312_500
    assert sales_for_profit(1, 0, 0.3) == 4
    assert sales_for_profit(0, 0, 0.3) == 0
