"""Settings made without pydantic, where what is given plainly fits: importing pydantic takes half as long as a command.

Whatever needs a second look, or is wrong, is left to pydantic, which mends it or says what is wrong with it. So these
readers may refuse what pydantic takes; they never take anything that it would refuse or make something else of.
"""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import Field, fields
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar

from salesctl.domain.patterns import COUNTRY, CURRENCY, NAME_LENGTH
from salesctl.domain.section import Section
from salesctl.domain.text import is_plain

Kind = TypeVar("Kind", bound=Section)


def plain(kind: type[Kind], values: Mapping[str, Any]) -> Kind | None:
    """Make a section from what a settings file or the environment holds; None when a value needs a second look."""
    try:
        return _section(kind, values)
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


def _section(kind: type[Kind], values: Mapping[str, Any]) -> Kind:
    known = {field.name: field for field in fields(kind)}
    return kind(**{name: _setting(known[name], given) for name, given in values.items()})


def _setting(field: "Field[Any]", given: Any) -> Any:
    """Read the value of one setting.

    Raises:
        KeyError, TypeError, ValueError, OverflowError: It may be wrong, or right in a way that only pydantic knows.
    """
    value = _read(field.type, given)
    for limit, bound in field.metadata.items():
        if limit != "description" and not _KEEPS[limit](value, bound):
            raise ValueError(given)
    return value


def _read(kind: Any, given: Any) -> Any:
    if kind in _READERS:
        return _READERS[kind](given)
    if getattr(kind, "__origin__", None) is list and type(given) is list:
        return [_read(kind.__args__[0], item) for item in given]
    if issubclass(kind, Section) and type(given) is dict:
        return _section(kind, given)
    if issubclass(kind, StrEnum) and type(given) is str:
        return kind(given)
    raise ValueError(given)


def _flag(given: Any) -> bool:
    if type(given) is bool:
        return given
    if type(given) is str:
        return {"true": True, "false": False}[given]
    raise ValueError(given)


def _whole(given: Any) -> int:
    if type(given) in (int, str) and str(number := int(given)) == str(given):
        return number
    raise ValueError(given)


def _figure(given: Any) -> float:
    digits_and_point = type(given) is str and given.isascii() and given.replace(".", "", 1).isdecimal()
    if digits_and_point or type(given) in (int, float):
        return float(given)
    raise ValueError(given)


def _text(given: Any) -> str:
    if type(given) is str:
        return given
    raise ValueError(given)


def _name(given: Any) -> str:
    if type(given) is str and is_plain(given) and len(given) <= NAME_LENGTH:
        return given
    raise ValueError(given)


def _capitals(pattern: str, given: Any) -> str:
    if type(given) is str and given.isprintable() and re.match(pattern, given):
        return given.upper()
    raise ValueError(given)


_READERS: Mapping[Any, Callable[[Any], Any]] = {
    bool: _flag,
    int: _whole,
    float: _figure,
    str: _text,
    # As the settings name these types: what they are is written for pydantic, in limits.py.
    "Name": _name,
    "Currency": partial(_capitals, CURRENCY),
    "Country": partial(_capitals, COUNTRY),
}
_KEEPS: Mapping[str, Callable[[Any, Any], bool]] = {
    "ge": operator.ge,
    "le": operator.le,
    "min_length": lambda value, least: len(value) >= least,
    "max_length": lambda value, most: len(value) <= most,
}
"""The limits known here, by the names that pydantic gives them; a setting with any other is always left to pydantic."""
