"""The market index of territories."""

from fractions import Fraction

import pytest

from salesctl.errors import InvalidInput
from salesctl.rules.market import buying_power, market_weights


def facts(number, **known):
    empty = dict.fromkeys(("income", "retail", "population", "market_size", "purchasing_power"))
    return {"id": number, "name": f"T{number}", **empty, **known}


def test_the_buying_power_index_to_the_digit():
    # 0.5 × 0.4 + 0.3 × 0.5 + 0.2 × 0.1 = 0.37
    assert buying_power(0.4, 0.5, 0.1) == Fraction(37, 100)


def test_all_territories_are_weighed_by_the_same_facts():
    rich = facts(1, income=0.4, retail=0.5, population=0.1, market_size=900, purchasing_power=1.5)
    plain = facts(2, income=0.1, retail=0.1, population=0.2, market_size=600)
    assert market_weights([rich, plain]) == {1: Fraction("0.37"), 2: Fraction("0.12")}
    assert market_weights([rich, facts(2, market_size=600)]) == {1: 1350, 2: 600}


def test_what_is_missing_is_named():
    with pytest.raises(InvalidInput, match=r"T2 lack income, retail and population shares, and T2 a market size"):
        market_weights([facts(1, income=0.4, retail=0.5, population=0.1, market_size=900), facts(2)])
