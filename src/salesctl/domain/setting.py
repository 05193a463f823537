"""Facts about the store itself."""

from typing import ClassVar

from salesctl.domain.record import Record
from salesctl.domain.text import Name


class SettingFields(Record):
    """A named fact about the store, such as its currency."""

    TABLE: ClassVar = "setting"

    name: Name
    value: Name
