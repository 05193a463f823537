"""Words as they are indexed, searched for and found again in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesctl.domain.search import spaced, spans, words


@pytest.mark.parametrize(
    ("text", "indexed"),
    [
        ("Acme  Ltd", "acme ltd"),
        ("ＧＴＸ專業版", "gtx 專 業 版"),
        ("ｶﾀｶﾅ", "カ タ カ ナ"),
        ("ok👍👍", "ok 👍 👍"),
        ("㐀𠀀々", "㐀 𠀀 々"),
        ("two\nlines\x00here", "two lines here"),
    ],
)
def test_every_word_stands_apart(text, indexed):
    assert spaced(text).split() == indexed.split()


def test_chinese_typed_together_stays_together():
    assert [word.split() for word in words("台北 Acme")] == [["台", "北"], ["acme"]]


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("two copiers, Copier", "copier", ["copier", "Copier"]),
        ("discopier", "copier", []),
        ("影印機太貴", "印機", ["印機"]),
        ("比較ＧＴＸ專業", "gtx專", ["ＧＴＸ專"]),
        ("專業GTX", "gtx", ["GTX"]),
        ("José Nun\u0303ez", "nunez josé", ["José", "Nun\u0303ez"]),
        ("台，北", "台北", ["台，北"]),
        ("a+b", "a-b", ["a+b"]),
        ("ﬁne", "fine", ["ﬁne"]),
        ("great 👍!", "👍", ["👍"]),
        ("anything", "!!", []),
        ("anything", "", []),
        ("(x", "(x [", ["x"]),
    ],
)
def test_words_are_found_in_a_text(text, typed, found):
    assert [text[first:last] for first, last in spans(text, typed)] == found


@given(st.text(), st.text())
def test_what_is_found_lies_in_the_text_in_order(text, typed):
    edges = [edge for span in spans(text, typed) for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
