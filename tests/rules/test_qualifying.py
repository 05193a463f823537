import pytest

from salesctl.domain.enums.prospect import Interest
from salesctl.domain.situation import Lacking
from salesctl.messages.situations import still_missing
from salesctl.rules.qualifying import gaps, lacking

KNOWN = {"money": "budget", "need": "two lines", "authority": "Ann", "current": "3 days", "desired": "１ day"}


@pytest.mark.parametrize("interest", [interest for interest in Interest if interest is not Interest.NONE])
def test_money_need_and_slight_interest_qualify(interest):
    assert lacking("budget", "two lines", interest) == []


@pytest.mark.parametrize("interest", [None, Interest.NONE])
def test_everything_lacking_is_named_at_once(interest):
    assert lacking(None, " ", interest) == [Lacking.MONEY, Lacking.NEED, Lacking.INTEREST]


def test_interest_read_from_the_store_counts_too():
    assert lacking("budget", "two lines", "none") == [Lacking.INTEREST]


def test_a_prospect_known_well_has_no_gaps():
    assert gaps(KNOWN) == []


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("money", None, "buying power (money) is not known yet"),
        ("need", None, "the need is not known yet"),
        ("authority", None, "who decides (authority) is not known yet"),
        ("current", "too slow", "no figure for the gap (current)"),
        ("desired", None, "no figure for the gap (desired)"),
    ],
)
def test_a_gap_is_named(field, value, said):
    assert still_missing(gaps(KNOWN | {field: value})) == [said]


def test_a_gap_vague_on_both_sides_is_one_gap():
    assert still_missing(gaps(KNOWN | {"current": "太慢", "desired": None})) == [
        "no figure for the gap (current, desired)"
    ]
