"""What a territory is worth, how to canvass it, and where to attack."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesctl.domain.market import Factor, Zone
from salesctl.domain.strategy import ApproachLimits, MatrixLimits, ValueWeights
from salesctl.domain.territory import Approach
from salesctl.messages.market import DIRECTIONS, INPUTS, grounds, value_sum
from salesctl.rules.territory import STRATEGIES, Terrain, market_value, strategy, suggest_approach

LARGEST = {Factor.SIZE: 1000, Factor.BREADTH: 200.0, Factor.STRENGTH: 2.0, Factor.HARDNESS: 0.8}
HALF = {Factor.SIZE: 500, Factor.BREADTH: 100.0, Factor.STRENGTH: 1.0, Factor.HARDNESS: 0.4}

measures = st.fixed_dictionaries({factor: st.floats(0.01, 1e6) for factor in Factor})
weights = st.builds(ValueWeights, **{factor: st.floats(0, 100) for factor in Factor})


def test_the_value_weighs_each_factor_in_the_largest_territory():
    value = market_value({**HALF, Factor.SIZE: 1000}, LARGEST, ValueWeights(size=2))
    assert value.score == pytest.approx((2 * 1 + 0.5 + 0.5 + 0.5) / 5)
    told = "(2 × size 1.00 + 1 × breadth 0.50 + 1 × strength 0.50 + 1 × hardness 0.50) / 5"
    assert value_sum(value) == told


def test_a_missing_input_is_named_and_no_value_is_made_up():
    value = market_value({**HALF, Factor.BREADTH: None, Factor.HARDNESS: None}, LARGEST, ValueWeights())
    assert value.score is None
    assert value.missing == (Factor.BREADTH, Factor.HARDNESS)
    assert value_sum(value) == "(1 × size 0.50 + 1 × strength 0.50) / 4; missing: area, fixed share"


def test_a_factor_without_weight_is_neither_counted_nor_missed():
    value = market_value({**HALF, Factor.BREADTH: None}, LARGEST, ValueWeights(breadth=0))
    assert (value.score, value.missing) == (0.5, ())
    nothing = market_value(HALF, LARGEST, ValueWeights(size=0, breadth=0, strength=0, hardness=0))
    assert (nothing.score, value_sum(nothing)) == (None, "no factor has a weight")


def test_where_the_largest_is_nothing_the_score_is_nothing():
    none = dict.fromkeys(Factor, 0.0)
    assert market_value(none, none, ValueWeights()).score == 0


@given(measures, measures, weights)
def test_a_value_is_a_share_and_the_largest_in_everything_is_worth_all(one, other, weighed):
    largest = {factor: max(one[factor], other[factor]) for factor in Factor}
    best = market_value(largest, largest, weighed).score
    score = market_value(one, largest, weighed).score
    if best is None:
        assert score is None
        assert not any(vars(weighed).values())
    else:
        assert best == pytest.approx(1)
        assert 0 < score <= best + 1e-9


@given(measures, weights, st.sampled_from(Factor))
def test_more_of_a_factor_is_never_worth_less(one, weighed, factor):
    largest = dict.fromkeys(Factor, 1000000.0)
    less = market_value({**one, factor: one[factor] / 2}, largest, weighed).score
    more = market_value(one, largest, weighed).score
    assert (less is None and more is None) or less <= more + 1e-9


def test_every_factor_has_an_input():
    assert set(INPUTS) == set(Factor) == {field.name for field in fields(ValueWeights)}


@pytest.mark.parametrize(
    ("terrain", "approach", "words"),
    [
        (Terrain(1000, 20), Approach.CONCENTRATED, "small (20 km²), dense (50.0 per km²)"),
        (Terrain(250, 50), Approach.CONCENTRATED, "small (50 km²), dense (5.0 per km²)"),
        (Terrain(1000, 51, "Retail", 0.4, 0), Approach.FOCUSED, "40% of its targets are in Retail"),
        (Terrain(1000, 100, "Retail", 0.1, 0.2), Approach.FOCUSED, "20% of its targets are of class A"),
        (Terrain(10, 20, None, None, 0.5), Approach.FOCUSED, "small (20 km²), thin (0.5 per km²), 50%"),
        (Terrain(1000, 4000, "Retail", 0.3, 0.1), Approach.EXTENSIVE, "no clear industry, few large accounts"),
        (Terrain(1000, 4000, "Retail", 0.3), Approach.EXTENSIVE, "no clear industry, classes unknown"),
        (Terrain(1000, 4000, large_share=0.1), Approach.EXTENSIVE, "industries unknown, few large accounts"),
        (Terrain(1000, 4000), None, "missing: industry or class of its targets"),
        (Terrain(None, 20), None, "missing: customers"),
        (Terrain(None, None), None, "missing: customers, area"),
        (Terrain(10, 0), None, "missing: area"),
    ],
)
def test_the_approach_follows_from_the_lie_of_the_land(terrain, approach, words):
    suggestion = suggest_approach(terrain, ApproachLimits())
    assert suggestion.approach is approach
    assert words in grounds(suggestion.grounds)


def test_the_limits_of_an_approach_can_be_set():
    limits = ApproachLimits(small_area=5000, dense=0.1)
    assert suggest_approach(Terrain(1000, 4000), limits).approach is Approach.CONCENTRATED


@pytest.mark.parametrize(
    ("growth", "share", "zone", "order", "ease", "direction"),
    [
        (0.1, 0.2, Zone.GROWTH_CONTEST, 1, "easy", "replace competitors, sell add-ons"),
        (0.099, 0.2, Zone.STABLE, 2, "easy", "hold the key customers"),
        (0.1, 0.199, Zone.UNSTABLE, 3, "hard", "cultivate deeply"),
        (-0.5, 0.0, Zone.DECLINING, 4, "hard", "hold the key customers only"),
    ],
)
def test_the_zones_of_the_course(growth, share, zone, order, ease, direction):
    found = strategy(growth, share, MatrixLimits())
    assert (found.zone, found.attack_order, found.ease, DIRECTIONS[found.zone]) == (zone, order, ease, direction)


@given(st.floats(-1, 10), st.floats(0, 1), st.floats(-1, 10), st.floats(0, 1))
def test_every_place_in_the_matrix_is_in_the_zone_its_thresholds_say(growth, share, high_growth, high_share):
    found = strategy(growth, share, MatrixLimits(growth=high_growth, share=high_share))
    assert (found.growing, found.strong) == (growth >= high_growth, share >= high_share)
    assert [each for each in STRATEGIES if each.zone is found.zone] == [found]


@pytest.mark.parametrize(("growth", "share"), [(None, 0.2), (0.2, None), (None, None)])
def test_without_a_figure_there_is_no_zone(growth, share):
    assert strategy(growth, share, MatrixLimits()) is None
