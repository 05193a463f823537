"""Products and where they stand: features against price."""

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from salesctl.domain.record import Record
from salesctl.domain.text import Minor, Name


class Level(StrEnum):
    """High or low: of a product's price or of its features."""

    HIGH = "high"
    LOW = "low"


class ProductFields(Record):
    """A product; `list_price` in minor units, `margin` as a fraction of the price."""

    TABLE: ClassVar = "product"

    name: Name
    name_key: str
    price_level: Level | None = None
    feature_level: Level | None = None
    list_price: Minor | None = None
    margin: Annotated[float, Field(ge=-1, le=1)] | None = None
    external_id: Name | None = None
