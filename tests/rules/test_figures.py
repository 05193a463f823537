"""Figures in what a customer told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesctl.rules.figures import difference, has_figure


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_the_difference_leads_from_one_side_to_the_other(now, wanted):
    gap = difference(f"{now:,} pages", f"about {wanted} pages")
    assert now + int(gap.replace(",", "")) == wanted


@pytest.mark.parametrize(
    ("text", "told"), [("12 days", True), ("約３天", True), ("two days", False), ("", False), (None, False)]
)
def test_a_figure_is_told_in_digits_of_any_width(text, told):
    assert has_figure(text) is told
