"""Values that are not of the kind of their field, and the nearest that is: for the rows of a damaged store."""

import re
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from salesctl import clock
from salesctl.store.check import Field


def is_optional(field: Field) -> bool:
    """Whether a field may be empty."""
    return "null" in field or "optional" in field


def fits(field: Field, value: Any) -> bool:
    """Whether a value is of the kind of its field."""
    if value is None:
        return True  # where it must not be, the table says so
    kind = field.get("type", "string")
    if kind in ("integer", "boolean"):
        return type(value) in (int, bool)
    if kind == "number":
        return type(value) is float
    if type(value) is not str or "\0" in value:
        return False
    if "pattern" in field:
        return re.fullmatch(field["pattern"], value) is not None
    with suppress(ValueError):
        if kind == "date":
            return date.fromisoformat(value).isoformat() == value
        if kind == "date-time":
            return value.endswith("Z") and datetime.fromisoformat(value) is not None
        return True
    return False


def nearest(field: Field, value: Any) -> Any:
    """Return the value of the right kind that is nearest to one that is not."""
    kind = field.get("type", "string")
    with suppress(ValueError, OverflowError):
        if kind == "integer":
            return int(value)
        if kind == "number":
            return float(value)
        if "pattern" in field and is_optional(field):
            return None
        if kind in ("string", "email", "focus"):
            text = value.decode(errors="replace") if isinstance(value, bytes) else str(value)
            return text.rstrip("\0").replace("\0", " ") or plain(field, "?")
    return None if is_optional(field) else plain(field, str(value))


def plain(field: Field, text: str) -> Any:
    """Return a value that a field may have, the emptiest there is."""
    if is_optional(field):
        return None
    if "default" in field:
        return field["default"]
    if "enum" in field:
        return field["enum"][0]
    least = field.get("minimum", 0)
    emptiest: dict[str, Any] = {"integer": least, "number": float(least), "boolean": 0}
    emptiest |= {"date": clock.today().isoformat(), "date-time": clock.timestamp()}
    return emptiest.get(field.get("type", "string"), text)
