from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesctl.domain.enums.prospect import Grade, Temperature
from salesctl.domain.enums.quota import Untold
from salesctl.domain.forecast import Probability
from salesctl.rules.calendar import Month
from salesctl.rules.forecast import Closed, Figure, Selling, YearSoFar, expected, probabilities
from salesctl.rules.quota_grid import TOTAL, add_up

MONTHS = [Month(2026, number) for number in range(1, 13)]
A_HOT = Grade.A, Temperature.HOT
ASSUMED = Probability().by_cell()


def standing(quota: int | None, actual: int = 0, today: date = date(2026, 6, 30), pipeline: int = 0) -> YearSoFar:
    return YearSoFar(MONTHS, today, quota, actual, pipeline)


def test_every_field_of_the_prospect_grid_has_a_probability_that_falls_with_grade_and_temperature():
    assert ASSUMED[A_HOT] == 0.9
    assert ASSUMED[Grade.C, Temperature.COLD] == 0.05
    for grade in Grade:
        chances = [ASSUMED[grade, heat] for heat in Temperature]
        assert chances == sorted(chances, reverse=True)
    for heat in Temperature:
        chances = [ASSUMED[grade, heat] for grade in Grade]
        assert chances == sorted(chances, reverse=True)


def test_the_share_won_takes_the_place_of_what_is_assumed_once_enough_were_closed():
    measured = {A_HOT: Closed(20, 7), (Grade.B, Temperature.HOT): Closed(19, 19)}
    found = probabilities(ASSUMED, measured, 20)
    assert found.by_cell == {**ASSUMED, A_HOT: 0.35}
    assert [cell for cell in ASSUMED if cell in found.measured] == [A_HOT]


cells = st.builds(
    lambda line, product, figures: {"line": line, "product": product, **figures},
    st.sampled_from(["2026-01", "2026-02", None]),
    st.sampled_from(["GTX", "MG", None]),
    st.fixed_dictionaries({}, optional={what: st.integers(0, 10**15) for what in ("quota", "actual", "expected")}),
)


@given(st.lists(cells), st.booleans(), st.randoms())
def test_lines_and_products_add_up_to_the_whole_in_any_order(rows, products, random):
    found = add_up(rows, products=products)
    for what in ("quota", "actual", "expected"):
        whole = sum(row.get(what, 0) for row in rows)
        assert found[TOTAL, TOTAL][what] == whole
        assert sum(cell[what] for (line, product), cell in found.items() if line != TOTAL == product) == whole
        assert sum(cell[what] for (line, product), cell in found.items() if TOTAL not in (line, product)) == (
            whole if products else 0
        )
    shuffled = random.sample(rows, len(rows))
    assert add_up(shuffled, products=products) == found


def test_a_cell_without_a_quota_differs_from_one_that_asks_nothing():
    found = add_up(
        [{"line": "2026-01", "product": None, "actual": 5}, {"line": "2026-02", "product": None, "quota": 0}]
    )
    assert "quota" not in found["2026-01", None]
    assert found["2026-02", None]["quota"] == 0


@given(st.integers(0, 10**15), st.floats(0, 1))
def test_what_is_expected_lies_between_nothing_and_all(amount, probability):
    assert 0 <= expected(amount, probability) <= amount
    assert expected(amount, 1) == amount
    assert expected(amount, 0) == 0


def test_visits_needed_are_rounded_up_once():
    selling = Selling(orders=3, amount=1_000_000, visits=13, hits=4)
    assert selling.average_order == Figure(333_333)
    assert selling.hit_rate == Figure(4 / 13)
    # 12,000,000 ÷ (1,000,000 / 3) = 36 orders; ÷ (4 / 13) = 117 visits. Rounded in between it would be 118.
    assert selling.orders_for(12_000_000) == Figure(36)
    assert selling.visits_for(12_000_000) == Figure(117)
    assert selling.visits_for_orders(36) == Figure(117)
    assert selling.visits_for(0) == Figure(0)


@given(st.integers(0, 10**13), st.integers(1, 500), st.integers(1, 10**10), st.integers(1, 500), st.data())
def test_the_visits_needed_suffice_and_one_fewer_does_not(amount, orders, sold, visits, data):
    hits = data.draw(st.integers(1, visits))
    needed = Selling(orders, sold, visits, hits).visits_for(amount).value
    assert needed * hits * sold >= amount * orders * visits
    assert needed == 0 or (needed - 1) * hits * sold < amount * orders * visits


@pytest.mark.parametrize(
    ("selling", "why"),
    [
        (Selling(), Untold.NO_ORDER),
        (Selling(2, 500), Untold.NO_VISIT),
        (Selling(2, 500, 9, 0), Untold.NO_HIT),
    ],
)
def test_a_missing_denominator_is_told(selling, why):
    assert selling.visits_for(100) == Figure(None, why)


def test_the_run_rate_counts_calendar_days_and_the_pace_months_the_present_one_included():
    half = standing(1_200, 362)
    assert (half.elapsed, half.days) == (181, 365)
    assert half.run_rate == Figure(730)  # 362 × 365 / 181
    assert half.months_left == 7
    assert half.remaining == Figure(838)
    assert half.pace_needed == Figure(120)
    assert standing(1_200, 362, pipeline=419).coverage == Figure(0.5)


@pytest.mark.parametrize(
    ("today", "elapsed", "left"), [("2025-12-31", 0, 12), ("2026-12-31", 365, 1), ("2027-01-01", 365, 0)]
)
def test_at_the_ends_of_the_year(today, elapsed, left):
    found = standing(1_200, 600, date.fromisoformat(today))
    assert (found.elapsed, found.months_left) == (elapsed, left)
    assert found.run_rate == (Figure(600) if elapsed else Figure(None, Untold.NOT_BEGUN))
    assert found.pace_needed == (Figure(round(600 / left)) if left else Figure(None, Untold.OVER))


def test_a_quota_that_is_reached_asks_nothing_and_none_is_not_the_same():
    assert standing(500, 600).remaining == Figure(0)
    assert standing(500, 600).pace_needed == Figure(0)
    assert standing(500, 600).coverage == Figure(None, Untold.REACHED)
    missing = standing(None, 600)
    assert missing.remaining == missing.pace_needed == missing.coverage == Figure(None, Untold.NO_QUOTA)
