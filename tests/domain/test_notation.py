"""People met and objections in one line each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesctl.domain.enums.prospect import Interest
from salesctl.domain.enums.visit import ObjectionCause, ObjectionKind
from salesctl.domain.notation import Heard, Met, read_met, read_objection
from salesctl.errors import InvalidInput

TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).map(str.strip).filter(bool)
HEARD = st.builds(
    Heard,
    st.sampled_from(ObjectionKind),
    st.none() | st.sampled_from(ObjectionCause),
    st.none() | TEXTS.filter(lambda text: not text.endswith("(resolved)")),
    st.booleans(),
)


def written(heard: Heard) -> str:
    """Write an objection as lists print it."""
    cause = f"/{heard.cause}" if heard.cause else ""
    text = f":{heard.text}" if heard.text else ""
    return f"{heard.kind}{cause}{text}{' (resolved)' if heard.resolved else ''}"


@given(HEARD)
def test_an_objection_reads_as_it_is_listed(heard):
    assert read_objection(written(heard)) == heard


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("price", Heard(ObjectionKind.PRICE)),
        (" Price : too dear ", Heard(ObjectionKind.PRICE, None, "too dear")),
        ("price/excuse", Heard(ObjectionKind.PRICE, ObjectionCause.EXCUSE)),
        ("no-time：下週/再說", Heard(ObjectionKind.NO_TIME, None, "下週/再說")),
        ("other:", Heard(ObjectionKind.OTHER)),
    ],
)
def test_how_objections_are_typed(text, heard):
    assert read_objection(text) == heard


@pytest.mark.parametrize("text", ["", "dear", "price/", "price/dear", "/excuse", ":text"])
def test_an_objection_without_a_known_kind_or_cause_is_refused(text):
    with pytest.raises(InvalidInput, match="is not one of"):
        read_objection(text)


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("Ann Lee", Met("Ann Lee")),
        (" 王經理 = strong", Met("王經理", Interest.STRONG)),
        ("A=B=none", Met("A=B", Interest.NONE)),
    ],
)
def test_how_people_are_typed(text, met):
    assert read_met(text) == met


def test_an_unknown_interest_is_refused():
    with pytest.raises(InvalidInput, match="'much' is not one of none, slight"):
        read_met("Ann=much")
