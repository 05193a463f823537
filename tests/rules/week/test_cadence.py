from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.build import FRI, MON, SAT, SUN, THU, TUE, WED

from salesctl.domain.enums.prospect import Grade, Temperature
from salesctl.domain.enums.target import CustomerClass
from salesctl.rules.week.cadence import (
    CADENCES,
    MAINTENANCE_WEEKS,
    DueVisit,
    due_on,
    due_visits,
    interval,
    maintenance_interval,
    required,
    unserved,
    visits_a_week,
)


def test_the_course_s_worked_example():
    names = {Grade.A: 10, Grade.B: 30, Grade.C: 200}
    rows = {grade: [required(week, CADENCES[grade], names[grade]) for week in (1, 2, 3, 4)] for grade in Grade}
    assert rows == {Grade.A: [10, 10, 10, 10], Grade.B: [15, 15, 15, 15], Grade.C: [50, 50, 50, 50]}
    weekly = [sum(week) for week in zip(*rows.values(), strict=True)]
    assert weekly == [75, 75, 75, 75]
    assert [visits // 5 for visits in weekly] == [15, 15, 15, 15]


def test_a_single_name_once_a_month_is_required_in_the_last_week():
    assert [required(week, 1, 1) for week in (1, 2, 3, 4, 5)] == [0, 0, 0, 1, 0]


@given(st.integers(1, 28), st.integers(0, 500))
def test_four_weeks_require_the_whole_cadence(visits, names):
    weeks = [required(week, visits, names) for week in (1, 2, 3, 4)]
    assert sum(weeks) == visits * names
    assert max(weeks) - min(weeks) <= 1


@pytest.mark.parametrize(("visits", "days"), [(1, 28), (2, 14), (3, 9), (4, 7), (5, 5), (28, 1)])
def test_an_interval_is_its_share_of_four_weeks(visits, days):
    assert interval(visits) == days


@pytest.mark.parametrize(("visits", "days"), [(1, 7), (2, 7), (4, 7), (5, 5)])
def test_hot_caps_an_interval_at_a_week(visits, days):
    assert interval(visits, Temperature.HOT) == days
    assert interval(visits, Temperature.WARM) == 28 // visits


@pytest.mark.parametrize("visits", [0, 29])
def test_an_impossible_cadence_is_refused(visits):
    with pytest.raises(ValueError, match="1 to 28"):
        interval(visits)


def test_customers_are_maintained_by_class():
    assert [maintenance_interval(rank, MAINTENANCE_WEEKS) for rank in CustomerClass] == [28, 56, 84]
    assert maintenance_interval(None, MAINTENANCE_WEEKS) == 84


def test_names_never_visited_are_phased_over_their_interval():
    since = date(2026, 11, 1)
    due = [due_on(None, since, rank, 200, 28) for rank in range(200)]
    assert due[0] == since
    assert due == sorted(due)
    assert {due.count(since + timedelta(day)) for day in range(28)} <= {7, 8}
    assert due_on(MON, since, 5, 200, 28) == MON + timedelta(28)


def test_a_slow_cadence_falls_due_once_and_may_come_half_an_interval_early():
    assert list(due_visits(FRI, 7, MON, SUN, 1)) == [DueVisit(FRI, TUE, SUN)]
    assert list(due_visits(date(2026, 9, 1), 7, WED, SUN, 1)) == [DueVisit(date(2026, 9, 1), WED, SUN)]


def test_a_fast_cadence_falls_due_several_times_without_piling_up():
    long_ago = date(2026, 9, 1)
    assert list(due_visits(long_ago, 4, MON, SUN, 2)) == [DueVisit(long_ago, MON, TUE), DueVisit(FRI, THU, SUN)]
    assert [visit.due for visit in due_visits(TUE, 2, MON, SUN, 4)] == [TUE, THU, SAT]
    assert [visit.earliest for visit in due_visits(MON, 1, MON, SUN, 7)] == [MON, TUE, WED, THU, FRI, SAT, SUN]


def test_a_cadence_of_eight_falls_due_twice_a_week_though_its_interval_of_three_days_would_thrice():
    assert list(due_visits(MON, 3, MON, SUN, 2)) == [DueVisit(MON, MON, TUE), DueVisit(THU, THU, SUN)]
    assert list(due_visits(MON, 3, MON, SUN, 1)) == [DueVisit(MON, MON, SUN)]


@pytest.mark.parametrize("visits", range(1, 29))
def test_four_weeks_ask_for_no_more_than_the_cadence_rounded_up_to_whole_weeks(visits):
    assert visits <= 4 * visits_a_week(visits) < visits + 4


@given(st.integers(1, 28), st.integers(-40, 6), st.integers(0, 6), st.integers(1, 7))
def test_visits_of_one_name_keep_half_an_interval_apart(days, due, first, most):
    first_day = MON + timedelta(first)
    visits = due_visits(MON + timedelta(due), days, first_day, SUN, most)
    assert 1 <= len(visits) <= most
    assert all(first_day <= visit.earliest <= visit.latest <= SUN for visit in visits)
    assert all(later.earliest - visit.latest >= timedelta(days=(days + 1) // 2) for visit, later in pairwise(visits))
    assert visits[0].latest >= min(visits[0].due, SUN)


def test_a_visit_already_certain_stands_for_the_one_due_then():
    visits = due_visits(MON, 2, MON, SUN, 4)
    assert [visit.due for visit in visits] == [MON, WED, FRI, SUN]
    assert [visit.due for visit in unserved(visits, [THU])] == [MON, FRI, SUN]
    assert [visit.due for visit in unserved(visits, [FRI, TUE])] == [WED, SUN]
    assert unserved(visits, []) == visits


@given(st.integers(1, 28), st.integers(-40, 6), st.lists(st.integers(0, 6)), st.integers(1, 7))
def test_what_is_left_is_on_other_days(days, due, planned, most):
    visits = due_visits(MON + timedelta(due), days, MON, SUN, most)
    certain = [MON + timedelta(day) for day in planned]
    left = unserved(visits, certain)
    assert len(left) == max(0, len(visits) - len(certain))
    assert not any(visit.earliest <= day <= visit.latest for visit in left for day in certain)
