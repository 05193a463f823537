"""What is known of a table, and the check that each row passes before it is written.

`schema/fields.json` holds what the records say of their fields (`python -m salesctl.store.schema.generate` writes it).
Values that plainly fit are taken by it. Whatever needs a second look, or is wrong, goes to the record itself, and so to
pydantic, which is slower to import than most commands are to run.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from typing import Any, Generic, TypeVar

from salesctl.domain.text import is_plain
from salesctl.errors import StoreError

FIELDS = Path(__file__).parent / "schema" / "fields.json"

Field = Mapping[str, Any]
"""What is not plain of a field, in the words of JSON schema.

`type` is left out of a text, and `word` for one of `enum`. `optional` is what may be empty, and is unless it is given;
`default` is what another field has then. `refers` names the table whose row it points to, `money` is an amount in
minor units, `searched` a text that `search` looks through. `figure` is the pattern of texts that stay when
a customer is forgotten, `personal` a number that goes then.
"""


R_co = TypeVar("R_co", bound=Mapping[str, Any], covariant=True)
"""What a row of a table is once it is read: a TypedDict of `rows.py`."""
V_contra = TypeVar("V_contra", bound=Mapping[str, Any], contravariant=True)
"""What is given for some or all of its columns: another one."""


class CheckedRow(Generic[R_co]):
    """A row that may be written: its values as the store holds them, all but the id, which the store gives it."""

    __slots__ = ("table", "values")

    def __init__(self, table: "Table[R_co, Any]", values: R_co) -> None:
        """Take the values as they are: `Table.checked` makes these."""
        self.table = table
        self.values = values


class Changes(Generic[R_co]):
    """What is to be changed in rows of a table, and checked with the rest of each when it is written."""

    __slots__ = ("table", "values")

    def __init__(self, table: "Table[R_co, Any]", values: Mapping[str, Any]) -> None:
        """Take the values as they are: `Table.changes` makes these."""
        self.table = table
        self.values = values


class Table(Generic[R_co, V_contra]):
    """What the rows of one table have in common."""

    def __init__(self, name: str) -> None:
        """Name the table; what its rows look like is read when it is first needed."""
        self.name = name

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Every column but the id."""
        fields: dict[str, Field] = described()[self.name]["fields"]
        return fields

    @cached_property
    def _defaults(self) -> dict[str, Any]:
        fields = self.fields.items()
        return {name: field.get("default") for name, field in fields if "optional" in field or "default" in field}

    def checked(self, values: V_contra) -> CheckedRow[R_co]:
        """Make a row from values as the user gave them.

        Raises:
            InvalidInput: A value is missing or out of range; the first one is named.
        """
        return CheckedRow(self, self.stored(values))

    def changes(self, values: V_contra) -> Changes[R_co]:
        """Make changes of values as the user gave them."""
        return Changes(self, values)

    def stored(self, values: Mapping[str, Any]) -> Any:
        """Return values as the store holds them, those left out included.

        Raises:
            InvalidInput: A value is missing or out of range; the first one is named.
        """
        plain = self.plain(values)
        return self._by_record(values) if plain is None else plain

    def plain(self, values: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return the row as it is stored; None when a value needs a second look, by the record."""
        fields = self.fields
        try:
            row = {**self._defaults, **{name: _read(fields[name], value) for name, value in values.items()}}
        except (KeyError, TypeError, ValueError):
            return None
        return row if len(row) == len(fields) else None

    def _by_record(self, values: Mapping[str, Any]) -> dict[str, Any]:
        module, _, name = described()[self.name]["record"].partition(":")
        stored: dict[str, Any] = getattr(import_module(module), name).checked(values).model_dump(mode="json")
        return stored


def references(to: str) -> Iterator[tuple[Table[Any, Any], str]]:
    """Yield every column that refers to the rows of a table, and before it the table it is in."""
    for name, said in described().items():
        for column, field in said["fields"].items():
            if field.get("refers") == to:
                yield Table(name), column


@cache
def described() -> dict[str, Any]:
    """Return what `fields.json` says: of each table its `record` and its `fields`."""
    said: dict[str, Any] = json.loads(FIELDS.read_text(encoding="utf-8"))
    return said


def columns_of(table: str) -> tuple[str, ...]:
    """Return the columns of a table, its id first; the table's name may come from anywhere.

    Raises:
        StoreError: There is no such table.
    """
    if table not in described():
        raise StoreError(f"the journal speaks of a table {table}, which there is not; see `salesctl db check`")
    return ("id", *described()[table]["fields"])


def _read(field: Field, value: Any) -> Any:
    """Return a value as it is stored.

    Raises:
        KeyError, TypeError, ValueError: It may be wrong, or right in a way that only the record knows.
    """
    if value is None:
        if "optional" in field:
            return None
        raise ValueError(value)
    return _READERS[field.get("type", "string")](field, value)


def _text(field: Field, value: Any) -> str:
    if isinstance(value, str) and is_plain(value):
        text = str(value)
        if len(text) <= field.get("maxLength", len(text)) and ("pattern" not in field or _fits(field, text)):
            return text
    raise ValueError(value)


def _fits(field: Field, text: str) -> bool:
    return text.isascii() and re.fullmatch(field["pattern"], text) is not None


def _word(field: Field, value: Any) -> str:
    words: list[str] = field["enum"]
    return words[words.index(value)]


def _figure(field: Field, value: Any) -> Any:
    expected = int if field["type"] == "integer" else float
    low, high = field.get("minimum", -_LARGEST), field.get("maximum", _LARGEST)
    if type(value) is expected and low <= value <= high:
        return value
    raise ValueError(value)


def _flag(field: Field, value: Any) -> bool:
    if value is True or value is False:
        return value
    if type(value) is int and value in (0, 1):  # as SQLite returns it
        return value == 1
    raise ValueError(value)


def _day(field: Field, value: Any) -> str:
    if type(value) is date:
        return value.isoformat()
    return _same(date.fromisoformat(value).isoformat(), value)


def _moment(field: Field, value: Any) -> str:
    moment = datetime.fromisoformat(value)
    return _same(moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z", value)


def _same(written: str, value: Any) -> str:
    """Take only the one way of writing it that the store uses."""
    if written != value:
        raise ValueError(value)
    return written


_LARGEST = 2**63 - 1
_READERS: dict[str, Callable[[Field, Any], Any]] = {
    "string": _text,
    "word": _word,
    "integer": _figure,
    "number": _figure,
    "boolean": _flag,
    "date": _day,
    "date-time": _moment,
}
