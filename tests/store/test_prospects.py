"""The rules that prospect lists say in SQL, held against the rules themselves."""

import sqlite3
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from salesctl.domain.enums.prospect import Horizon, Temperature
from salesctl.rules import calendar
from salesctl.store.queries.prospects import HORIZON, TEMPERATURE, cutoffs

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
MONTH_END = date(2028, 1, 31)


def derived(decide_by, today, temperature=None, horizon=None):
    """Evaluate both fragments as the store does."""
    connection = sqlite3.connect(":memory:")
    try:
        return connection.execute(
            f"SELECT {TEMPERATURE}, {HORIZON} FROM"
            " (SELECT :decide_by AS decide_by, :temperature AS temperature, :horizon AS horizon) p",
            {
                "decide_by": decide_by and decide_by.isoformat(),
                "temperature": temperature,
                "horizon": horizon,
                **cutoffs(today),
            },
        ).fetchone()
    finally:
        connection.close()


@given(DAYS, st.integers(-400, 800))
@example(MONTH_END, 30)
@example(MONTH_END, -30)
@example(MONTH_END, 31)
@example(MONTH_END, 90)
@example(MONTH_END, 91)
@example(MONTH_END, -31)
def test_sql_and_rule_agree(today, ahead):
    decide_by = today + timedelta(ahead)
    assert derived(decide_by, today) == (
        calendar.temperature(decide_by, today).value,
        calendar.horizon(decide_by, today).value,
    )


@pytest.mark.parametrize("today", [MONTH_END, date(2026, 2, 28), date(2026, 12, 1)])
def test_sql_and_rule_agree_at_every_boundary(today):
    for ahead in range(-70, 260):
        decide_by = today + timedelta(ahead)
        expected = calendar.temperature(decide_by, today).value, calendar.horizon(decide_by, today).value
        assert derived(decide_by, today) == expected, decide_by


def test_an_unknown_date_is_cold_and_on_no_list():
    assert derived(None, MONTH_END) == (calendar.temperature(None, MONTH_END), "unknown")


@given(DAYS, st.sampled_from(list(Temperature)), st.sampled_from(list(Horizon)))
def test_the_reps_choice_goes_first(today, temperature, horizon):
    assert derived(today, today, temperature, horizon) == (temperature, horizon)
