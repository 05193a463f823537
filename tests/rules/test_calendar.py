from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesctl.domain.enums.prospect import Horizon, Temperature
from salesctl.rules.calendar import Month, Week, horizon, temperature

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("text", ["2026-W48", "2026-w48", " 2026-W48 "])
def test_a_week_is_read(text):
    week = Week.parse(text)
    assert (week.monday, week.sunday, str(week)) == (date(2026, 11, 23), date(2026, 11, 29), "2026-W48")


@pytest.mark.parametrize("text", ["2026-W54", "2025-W53", "2026-W00", "0000-W01", "9999-W52"])
def test_an_impossible_week_is_refused(text):
    with pytest.raises(ValueError, match=f"no week {text}"):
        Week.parse(text)


@pytest.mark.parametrize("text", ["", "2026-48", "2026W48", "2026-W4", "W48", "2026-W48x", "２０２６-W48"])
def test_what_is_no_week_is_refused(text):
    with pytest.raises(ValueError, match="not a week such as"):
        Week.parse(text)


def test_weeks_cross_the_year():
    assert Week(2026, 53).next() == Week(2027, 1)
    assert Week(2027, 1).previous() == Week(2026, 53)
    assert Week.of(date(2027, 1, 3)) == Week(2026, 53) < Week(2027, 1)


@given(st.dates(date(1, 1, 8), date(9999, 12, 19)))
def test_a_day_is_in_its_week(day):
    week = Week.of(day)
    assert day in week.days
    assert week.days == tuple(week.monday + timedelta(days) for days in range(7))
    assert Week.parse(str(week)) == week
    assert week.next().monday - week.sunday == timedelta(1)
    assert week.shift(3).shift(-3) == week


def test_a_week_belongs_to_the_month_of_its_thursday():
    assert [str(week) for week in Month(2026, 12).weeks] == [f"2026-W{number}" for number in (49, 50, 51, 52, 53)]
    assert [str(week) for week in Month(2027, 1).weeks] == [f"2027-W0{number}" for number in (1, 2, 3, 4)]


@given(st.integers(2, 9997), st.integers(1, 12))
def test_months_share_out_all_weeks(year, number):
    month = Month(year, number)
    assert len(month.weeks) in (4, 5)
    assert month.weeks[-1].next() == month.shift(1).weeks[0]
    assert month.last + timedelta(1) == month.shift(1).first
    assert Month.of(month.last) == Month.parse(str(month)) == month


@pytest.mark.parametrize(
    ("text", "message"), [("2026-13", "no month 2026-13"), ("2026-1", "not a month"), ("12", "not")]
)
def test_a_wrong_month_is_refused(text, message):
    with pytest.raises(ValueError, match=message):
        Month.parse(text)


@pytest.mark.parametrize(
    ("decide_by", "expected"),
    [
        (None, Horizon.UNKNOWN),
        (date(2025, 3, 1), Horizon.THIS_MONTH),
        (date(2026, 11, 1), Horizon.THIS_MONTH),
        (date(2026, 11, 30), Horizon.THIS_MONTH),
        (date(2026, 12, 1), Horizon.NEXT_MONTH),
        (date(2027, 1, 1), Horizon.THREE_MONTHS),
        (date(2027, 2, 28), Horizon.THREE_MONTHS),
        (date(2027, 3, 1), Horizon.SIX_MONTHS),
        (date(2027, 5, 31), Horizon.SIX_MONTHS),
        (date(2027, 6, 1), Horizon.LATER),
    ],
)
def test_horizons_go_by_calendar_months(decide_by, expected):
    assert horizon(decide_by, TODAY) is expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-31, Temperature.COLD),
        (-30, Temperature.HOT),
        (30, Temperature.HOT),
        (31, Temperature.WARM),
        (90, Temperature.WARM),
        (91, Temperature.COLD),
    ],
)
def test_temperature_follows_the_decision_date(days, expected):
    assert temperature(TODAY + timedelta(days), TODAY) is expected


def test_an_unknown_decision_is_cold():
    assert temperature(None, TODAY) is Temperature.COLD
