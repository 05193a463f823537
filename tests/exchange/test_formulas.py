"""The guard against formulas goes in and comes out again, whatever the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesctl.exchange.formulas import guarded, unguarded

TEXTS = st.text(st.sampled_from("'=+-@＝;\t\r\n \"a客"), max_size=12)


@given(TEXTS)
def test_what_is_guarded_comes_back_as_it_was(text):
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["O'Neill", "'t Hooft", "it's; 'quoted'", ""])
def test_other_apostrophes_stay(text):
    assert guarded(text) == unguarded(text) == text


def test_a_mark_alone_takes_no_other_text_away():
    assert unguarded("'+886 2 1111") == "+886 2 1111"
    assert unguarded("'886") == "'886"
