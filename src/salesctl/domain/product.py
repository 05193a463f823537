"""Products and where they stand: features against price."""

from typing import Annotated, ClassVar

from pydantic import Field

from salesctl.domain.enums.product import Level
from salesctl.domain.limits import Minor, Name
from salesctl.domain.record import Record


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
