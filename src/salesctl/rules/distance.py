"""How far it is from one place to another."""

from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0088
"""The Earth's mean radius."""

Point = tuple[float, float]
"""Latitude and longitude in degrees."""


def kilometres(start: Point, end: Point) -> float:
    """Return the distance in kilometres in a straight line over the ground (haversine formula)."""
    (lat, lon), (other_lat, other_lon) = ((radians(lat), radians(lon)) for lat, lon in (start, end))
    chord = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((other_lon - lon) / 2) ** 2
    # Rounding may bring the far side of the Earth a hair beyond 1.
    return 2 * EARTH_KM * asin(sqrt(min(1.0, chord)))
