"""Facts about the store itself."""

from typing import ClassVar

from salesctl.domain.limits import Name
from salesctl.domain.record import Record


class SettingFields(Record):
    """A named fact about the store, such as its currency."""

    TABLE: ClassVar = "setting"

    name: Name
    value: Name
