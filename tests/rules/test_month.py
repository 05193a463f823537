from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from salesctl.domain.enums.prospect import Grade, Temperature
from salesctl.domain.enums.target import CustomerClass
from salesctl.messages.month import verdict
from salesctl.rules.calendar import Month
from salesctl.rules.month import (
    Group,
    Load,
    OpenName,
    canvass_visits,
    maintenance_groups,
    prospect_groups,
    required_visits,
)
from salesctl.rules.week.cadence import CADENCES, MAINTENANCE_WEEKS

A, B, C = Grade
WEEKS = Month(2026, 11).weeks


def names(grade: Grade, count: int, first: int = 1, temperature: str = "cold", cadence: int | None = None):
    return [OpenName(first + number, grade, Temperature(temperature), cadence) for number in range(count)]


def load(required: list[int], days: list[int], capacity: int) -> str:
    return verdict(Load(WEEKS[: len(required)], required, days, capacity).verdict())


def test_the_worked_example_of_240_names():
    listed = names(A, 10) + names(B, 30, first=11) + names(C, 200, first=41)
    assert required_visits(prospect_groups(listed, CADENCES), 4) == {
        "A": [10, 10, 10, 10],
        "B": [15, 15, 15, 15],
        "C": [50, 50, 50, 50],
    }
    assert load([75] * 4, [5] * 4, 8) == "75 visits a week need 15 a day; you have 8: 35 a week do not fit."
    assert load([75] * 4, [5] * 4, 15) == "75 visits a week need 15 a day; you have 15: they fit."


open_names = st.lists(
    st.builds(
        OpenName,
        st.integers(1, 10**6),
        st.sampled_from(Grade),
        st.sampled_from(Temperature),
        st.none() | st.integers(1, 28),
    ),
    max_size=60,
    unique_by=lambda name: name.target_id,
)


@given(open_names)
def test_four_weeks_require_the_cadence_of_every_name(listed):
    expected: Counter[str] = Counter()
    for name in listed:
        visits = name.cadence or CADENCES[name.grade]
        expected[name.grade] += max(visits, 4) if name.temperature is Temperature.HOT else visits
    required = required_visits(prospect_groups(listed, CADENCES), 4)
    assert {grade: sum(by_week) for grade, by_week in required.items()} == expected


@given(st.integers(1, 28), st.integers(0, 500))
def test_the_weeks_of_a_month_differ_by_one_visit_at_the_most(visits, count):
    by_week = required_visits([Group("C", count, visits)], 5)["C"]
    assert max(by_week) - min(by_week) <= 1
    assert sum(by_week[:4]) == visits * count


def test_a_cadence_of_ones_own_makes_a_group_that_adds_up_with_its_grade():
    groups = prospect_groups(names(C, 6) + names(C, 2, first=7, cadence=3), CADENCES)
    assert sorted(groups) == [Group("C", 2, 3), Group("C", 6, 1)]
    # ⌊6k/4⌋ grows by 1, 2, 1, 2 and ⌊6k/4⌋ again, as 2 names at 3 are 6 visits too.
    assert required_visits(groups, 4) == {"C": [2, 4, 2, 4]}


def test_hot_asks_for_a_visit_a_week_at_least():
    assert prospect_groups(names(C, 1, temperature="hot"), CADENCES) == [Group("C", 1, 4)]
    assert prospect_groups(names(A, 1, temperature="hot", cadence=8), CADENCES) == [Group("A", 1, 8)]


def test_a_target_with_several_prospects_is_visited_for_the_most_demanding():
    several = names(C, 1) + names(B, 1) + names(C, 1, cadence=2)
    assert prospect_groups(several, CADENCES) == [Group("B", 1, 2)]


def test_customers_are_maintained_by_class_and_those_without_one_as_c():
    groups = maintenance_groups({CustomerClass.A: 8, CustomerClass.C: 10, None: 2}, MAINTENANCE_WEEKS)
    assert sorted(groups) == [Group("maintain", 8, 1, 4), Group("maintain", 12, 1, 12)]
    assert required_visits(groups, 4) == {"maintain": [3, 3, 3, 3]}


def test_canvassing_has_its_places_until_every_target_was_visited():
    assert canvass_visits(20, [8, 8, 6, 8]) == [8, 8, 4, 0]
    assert canvass_visits(0, [8, 8]) == [0, 0]


def test_the_verdict_rounds_up_and_minds_its_grammar():
    assert load([0] * 4, [5] * 4, 8) == "No visits are required."
    assert load([1] * 4, [5] * 4, 8) == "1 visit a week needs 1 a day; you have 8: it fits."
    assert load([16, 16, 16, 17], [5] * 4, 3) == "17 visits a week need 4 a day; you have 3: 2 a week do not fit."
    assert load([16] * 4, [5] * 4, 3) == "16 visits a week need 4 a day; you have 3: 1 a week does not fit."
    assert load([16] * 4, [0] * 4, 3) == "16 visits a week, and no working day in the month: none fits."


def test_a_week_that_is_too_short_is_named_when_the_month_holds_all_the_same():
    assert load([30, 30, 30, 30], [5, 5, 5, 3], 8) == (
        "30 visits a week need 7 a day; you have 8: they fit, but 2026-W48 with 3 working days holds 24 of its 30."
    )
    assert load([30, 30, 30, 5], [5, 5, 5, 0], 8) == "24 visits a week need 7 a day; you have 8: they fit" + (
        ", but 2026-W48 with 0 working days holds 0 of its 5."
    )
