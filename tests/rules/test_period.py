from datetime import date

import pytest

from salesctl.errors import InvalidInput
from salesctl.rules.calendar import Month, Week
from salesctl.rules.period import Period


def test_a_month_has_the_weeks_whose_thursday_it_holds():
    period = Period.of_month(Month(2026, 12))
    assert (period.name, period.weeks[0], period.weeks[-1]) == ("2026-12", Week(2026, 49), Week(2026, 53))


def test_a_year_has_each_of_its_weeks_once():
    assert Period.of_year(2026).weeks == tuple(Week(2026, number) for number in range(1, 54))
    assert Period.of_year(2025).weeks == tuple(Week(2025, number) for number in range(1, 53))


def test_weeks_up_to_one_cross_the_year():
    assert Period.until(Week(2027, 1), 3).weeks == (Week(2026, 52), Week(2026, 53), Week(2027, 1))


def test_what_the_calendar_does_not_hold_is_refused():
    with pytest.raises(ValueError, match="out of range"):
        Period.of_year(9999)
    with pytest.raises(InvalidInput, match="no 8 weeks up to 0001-W03"):
        Period.until(Week(1, 3), 8)


def test_a_period_between_two_days_has_the_weeks_that_hold_them():
    period = Period.between(date(2026, 11, 1), date(2026, 11, 9))
    assert [str(week) for week in period.weeks] == ["2026-W44", "2026-W45", "2026-W46"]
    assert Period.between(date(2026, 11, 9), date(2026, 11, 9)).weeks == (Week.of(date(2026, 11, 9)),)


@pytest.mark.parametrize("last", [date(2026, 10, 25), date(2037, 1, 1)])
def test_a_period_between_two_days_goes_forward_and_has_an_end(last):
    with pytest.raises(InvalidInput, match="no period of up to ten years"):
        Period.between(date(2026, 11, 1), last)
