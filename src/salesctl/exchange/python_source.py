"""Values as Python source: dataclasses, named tuples, enums and dates, as the calls that make them again."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

_INDENT = "    "


class PythonSource:
    """Writes values as source, and remembers what has to be imported for it."""

    def __init__(self) -> None:
        self._used: defaultdict[str, set[str]] = defaultdict(set)

    def imports(self) -> str:
        """Return the lines that import what was written so far."""
        used = sorted(self._used.items())
        return "\n".join(f"from {module} import {', '.join(sorted(names))}" for module, names in used)

    def name_of(self, kind: type) -> str:
        """Return the name of a class, which has to be imported."""
        self._used[kind.__module__].add(kind.__name__)
        return kind.__name__

    def laid_out(self, value: Any) -> str:
        """Return the call that makes a dataclass, a line for each field and for each record that a field holds."""
        lines = [f"{_INDENT}{name}={self._listed(part, _INDENT)},\n" for name, part in _told(value)]
        return f"{self.name_of(type(value))}(\n{''.join(lines)})"

    def of(self, value: Any) -> str:
        """Return a value as source on one line.

        Raises:
            TypeError: There is no source for such a value.
        """
        match value:
            case Enum():
                return f"{self.name_of(type(value))}.{value.name}"
            case None | bool() | int() | float() | str():
                return repr(value)
            case date():
                return f"{self.name_of(date)}({value.year}, {value.month}, {value.day})"
            case Mapping():
                return f"{{{', '.join(f'{self.of(key)}: {self.of(part)}' for key, part in value.items())}}}"
            case _ if _is_record(value):
                told = (f"{name}={self.of(part)}" for name, part in _told(value))
                return f"{self.name_of(type(value))}({', '.join(told)})"
            case tuple():
                return f"({', '.join(map(self.of, value))}{',' if len(value) == 1 else ''})"
            case Sequence():
                return f"[{', '.join(map(self.of, value))}]"
        raise TypeError(f"{type(value).__name__} cannot be written as source")

    def lines(self, values: Sequence[Any], indent: str = "") -> str:
        """Return a list with a line for each value."""
        if not values:
            return "[]"
        return "\n".join(["[", *(f"{indent}{_INDENT}{self.of(value)}," for value in values), f"{indent}]"])

    def _listed(self, value: Any, indent: str) -> str:
        if isinstance(value, list) and value and _is_record(value[0]):
            return self.lines(value, indent)
        return self.of(value)


def _is_record(value: Any) -> bool:
    """Return whether a value is a dataclass or a named tuple."""
    return is_dataclass(value) or (isinstance(value, tuple) and hasattr(value, "_asdict"))


def _told(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a record that say something: those that are not as they are by default."""
    if not is_dataclass(value):
        yield from value._asdict().items()
        return
    for field in fields(value):
        part = getattr(value, field.name)
        if part != _default(field):
            yield field.name, part


def _default(field: "Field[Any]") -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()
