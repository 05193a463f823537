"""What the sales method doubts about a visit."""

import pytest

from salesctl.domain.enums.prospect import Interest
from salesctl.domain.enums.visit import Outcome, Step
from salesctl.messages.doubts import doubt
from salesctl.rules.doubts import doubts

FINE = {
    "step": Step.SURVEY,
    "outcome": Outcome.ADVANCE,
    "interest": Interest.STRONG,
    "need_known": True,
    "discount": None,
}


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, None),
        ({"step": Step.CLOSE}, None),
        ({"step": Step.CLOSE, "interest": None}, None),
        ({"step": Step.CLOSE, "interest": Interest.NONE}, "closing while interest is none"),
        ({"step": Step.CLOSE, "interest": Interest.SLIGHT}, "closing while interest is slight"),
        ({"step": Step.SURVEY, "interest": Interest.NONE}, None),
        ({"step": Step.PRESENT}, None),
        ({"step": Step.PRESENT, "need_known": False}, "presenting before a need is known"),
        ({"step": Step.SURVEY, "need_known": False}, None),
        ({"discount": 7.5}, "a discount of 7.5 % without an agreement to order"),
        ({"discount": 0.0}, None),
        ({"discount": 7.5, "outcome": Outcome.ORDER}, None),
    ],
)
def test_doubts(facts, said):
    found = [doubt(found) for found in doubts(**{**FINE, **facts})]
    assert len(found) == (0 if said is None else 1)
    assert all(line.startswith(said) for line in found)


def test_several_doubts_are_all_said():
    facts = {**FINE, "step": Step.CLOSE, "interest": Interest.SLIGHT, "discount": 5}
    assert len(doubts(**facts)) == 2
