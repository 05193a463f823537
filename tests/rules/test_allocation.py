"""Parts always add up to their whole, to the unit, whatever the weights, the locks and the shape of the tree."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesctl.errors import Conflict, InvalidInput
from salesctl.rules.allocation import Node, Owed, allocate, grow, respread

totals = st.integers(0, 10**12)
weights = st.dictionaries(st.integers(1, 50), st.integers(0, 10**9), min_size=1, max_size=10).filter(
    lambda found: any(found.values())
)


@given(totals, weights)
def test_parts_add_up_and_lie_within_a_unit_of_their_exact_share(total, given_weights):
    shares = allocate(total, given_weights)
    assert sum(shares.values()) == total
    whole = sum(given_weights.values())
    for key, share in shares.items():
        assert abs(share - Fraction(total * given_weights[key]) / whole) < 1


@given(totals, weights, st.randoms(use_true_random=False))
def test_the_order_of_the_parts_does_not_matter(total, given_weights, random):
    items = list(given_weights.items())
    random.shuffle(items)
    assert allocate(total, dict(items)) == allocate(total, given_weights)


@given(totals, weights, st.fractions(1, 1000, max_denominator=1000))
def test_the_scale_of_the_weights_does_not_matter(total, given_weights, times):
    scaled = {key: weight * times for key, weight in given_weights.items()}
    assert allocate(total, scaled) == allocate(total, given_weights)


@given(totals, weights)
def test_a_heavier_part_never_gets_less(total, given_weights):
    shares = allocate(total, given_weights)
    ranked = sorted(given_weights, key=given_weights.__getitem__)
    for lighter, heavier in pairwise(ranked):
        assert shares[lighter] <= shares[heavier] or given_weights[lighter] == given_weights[heavier]


@given(totals, weights, st.data())
def test_locked_parts_keep_what_they_have(total, given_weights, data):
    heaviest = max(given_weights, key=given_weights.__getitem__)
    locked, left = {}, total
    for key in data.draw(st.sets(st.sampled_from(sorted(given_weights)))) - {heaviest}:
        locked[key] = data.draw(st.integers(0, left))
        left -= locked[key]
    shares = allocate(total, given_weights, locked)
    assert sum(shares.values()) == total
    assert {key: shares[key] for key in locked} == locked


def test_the_units_that_remain_go_to_the_largest_remainders():
    # 100 by 1 : 1 : 1 is 33⅓ each; 10 by 17 : 5 : 3 is 6.8, 2 and 1.2.
    assert allocate(100, {"a": 1, "b": 1, "c": 1}) == {"a": 34, "b": 33, "c": 33}
    assert allocate(10, {"a": 17, "b": 5, "c": 3}) == {"a": 7, "b": 2, "c": 1}


@pytest.mark.parametrize(
    ("total", "given_weights", "locked", "error", "words"),
    [
        (100, {"a": 1, "b": 1}, {"a": 101}, Conflict, "hold more than the year"),
        (100, {"a": 1, "b": 1}, {"a": 50, "b": 40}, Conflict, "every part of the year is locked"),
        (100, {"a": 0, "b": 0}, {}, InvalidInput, "sum to zero"),
        (100, {"a": 2, "b": -1}, {}, InvalidInput, "cannot be negative"),
    ],
)
def test_what_cannot_be_split_is_refused(total, given_weights, locked, error, words):
    with pytest.raises(error, match=words):
        allocate(total, given_weights, locked, "the year")


@given(weights, st.lists(st.integers(0, 30), min_size=1, max_size=60))
def test_what_rounding_takes_from_a_part_is_made_up_for_in_the_next_whole(given_weights, wholes):
    owed: Owed[int] = {}
    split = [allocate(whole, given_weights, owed=owed) for whole in wholes]
    assert [sum(shares.values()) for shares in split] == wholes
    weight_sum = sum(given_weights.values())
    for key, weight in given_weights.items():
        for whole, shares in zip(wholes, split, strict=True):
            assert abs(shares[key] - Fraction(whole * weight, weight_sum)) < 1
        got = sum(shares[key] for shares in split)
        assert abs(got - Fraction(sum(wholes) * weight, weight_sum)) < 2


def test_many_small_wholes_keep_the_season_of_their_sum():
    season = {"2027-01": 1, "2027-02": 2, "2027-03": 1}
    alone = [allocate(1, season) for _ in range(40)]
    owed: Owed[str] = {}
    together = [allocate(1, season, owed=owed) for _ in range(40)]
    assert sum(shares["2027-02"] for shares in alone) == 40
    assert {month: sum(shares[month] for shares in together) for month in season} == {
        "2027-01": 10,
        "2027-02": 20,
        "2027-03": 10,
    }


def test_nothing_is_split_into_nothing():
    assert allocate(0, {"a": 0, "b": 0}) == {"a": 0, "b": 0}
    assert allocate(50, {"a": 0, "b": 0}, {"a": 50}) == {"a": 50, "b": 0}


@st.composite
def trees(draw: st.DrawFn) -> list[Node]:
    """A tree of random shape whose parts add up, with some nodes locked."""
    nodes = [Node(1, None, draw(st.integers(0, 10**9)))]
    for whole in nodes:
        if len(nodes) < 20 and draw(st.booleans()):
            count = draw(st.integers(1, 5))
            ratios = {number: draw(st.integers(1, 100)) for number in range(count)}
            for amount in allocate(whole.amount, ratios).values():
                nodes.append(Node(len(nodes) + 1, whole.id, amount, locked=draw(st.integers(0, 5)) == 0))
    return nodes


def mended(nodes: list[Node], wanted: dict[int, int]) -> dict[int, int] | None:
    """Return the amounts after a change, None when locks forbid it."""
    (root,) = grow(nodes)
    try:
        changes = respread(root, wanted)
    except Conflict:
        return None
    return {node.id: changes.get(node.id, node.amount) for node in nodes}


def adds_up(nodes: list[Node], amounts: dict[int, int]) -> bool:
    return all(sum(amounts[part.id] for part in node.parts) == amounts[node.id] for node in nodes if node.parts)


@given(trees(), st.integers(0, 10**9))
def test_every_node_of_a_tree_equals_its_parts_when_the_year_changes(nodes, total):
    amounts = mended(nodes, {1: total})
    if amounts is None:
        assert any(node.locked for node in nodes), "only locks can forbid a change"
        return
    assert amounts[1] == total
    assert adds_up(nodes, amounts)
    assert all(amounts[node.id] == node.amount for node in nodes if node.locked)
    assert all(amount >= 0 for amount in amounts.values())


@given(trees(), st.data())
def test_every_node_of_a_tree_equals_its_parts_when_a_cell_changes(nodes, data):
    node = data.draw(st.sampled_from(nodes))
    amount = data.draw(st.integers(0, max(1, nodes[0].amount)))
    amounts = mended(nodes, {node.id: amount})
    if amounts is None:
        return
    assert amounts[node.id] == amount
    assert adds_up(nodes, amounts)
    assert all(amounts[other.id] == other.amount for other in nodes if other.locked and other.id != node.id)
    assert node.id == 1 or amounts[1] == nodes[0].amount, "what lies above holds"


@given(trees(), st.integers(0, 10**9))
def test_to_ask_for_what_is_changes_nothing(nodes, total):
    amounts = mended(nodes, {1: total})
    if amounts is None:
        return
    again = [Node(node.id, node.parent_id, amounts[node.id], node.locked) for node in nodes]
    assert respread(grow(again)[0], {1: total}) == {}
    assert respread(grow(again)[0], amounts) == {}


def test_parts_follow_in_proportion_and_equally_from_nothing():
    nodes = [Node(1, None, 100), Node(2, 1, 70), Node(3, 1, 30), Node(4, 2, 0), Node(5, 2, 70), Node(6, 3, 0)]
    nodes += [Node(7, 3, 30, locked=True)]
    (root,) = grow(nodes)
    # Node 3 is all but locked: its other part takes what 3 gains.
    assert respread(root, {1: 200}) == {1: 200, 2: 140, 5: 140, 3: 60, 6: 30}
