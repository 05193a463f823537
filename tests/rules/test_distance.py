"""Straight-line distances, against figures that can be looked up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesctl.rules.distance import EARTH_KM, kilometres

points = st.tuples(st.floats(-90, 90), st.floats(-180, 180))

TAIPEI_101 = (25.0340, 121.5645)


@pytest.mark.parametrize(
    ("start", "end", "km"),
    [
        ((0, 0), (0, 1), 111.195),  # a degree of the equator
        ((48.8566, 2.3522), (51.5074, -0.1278), 343.56),  # Paris to London
        ((51.5074, -0.1278), (40.7128, -74.0060), 5570.2),  # London to New York
        ((90, 0), (-90, 0), 20_015.1),  # pole to pole
        ((0, 179.5), (0, -179.5), 111.195),  # over the date line
        (TAIPEI_101, TAIPEI_101, 0),
    ],
)
def test_known_distances(start, end, km):
    assert kilometres(start, end) == pytest.approx(km, rel=1e-3)


@given(points, points)
def test_it_is_as_far_back_and_never_farther_than_around_half_the_earth(start, end):
    there = kilometres(start, end)
    assert there == pytest.approx(kilometres(end, start), abs=1e-6)
    assert 0 <= there <= 3.1416 * EARTH_KM


@given(points)
def test_it_is_nothing_to_where_one_is(point):
    assert kilometres(point, point) == pytest.approx(0, abs=1e-3)
