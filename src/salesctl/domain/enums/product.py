"""The words of products."""

from enum import StrEnum


class Level(StrEnum):
    """High or low: of a product's price or of its features."""

    HIGH = "high"
    LOW = "low"
