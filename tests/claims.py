"""What a query is said to return is what it returns: every row that is read with `of` is held against it."""

from collections.abc import Callable, Iterator
from functools import cache, wraps
from types import UnionType
from typing import Any, get_type_hints

from salesctl.store import rows
from salesctl.store.check import Table
from salesctl.store.store import Store


def hold() -> None:
    """Let the store's readers check what they return against what their caller says of it."""
    for name, check in {"stream": _each, "rows": _all, "one": _row, "value": _value}.items():
        setattr(Store, name, _held(getattr(Store, name), check))


def _held(read: Callable[..., Any], check: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    @wraps(read)
    def reading(store: Store, sql: str, params: Any = None, *, of: Any = None) -> Any:
        found = read(store, sql, params)
        return found if of is None or found is None else check(found, of)

    return reading


def _each(found: Any, of: Any) -> Iterator[Any]:
    return (_row(row, of) for row in found)


def _all(found: Any, of: Any) -> list[Any]:
    return [_row(row, of) for row in found]


def _row(row: Any, of: Any) -> Any:
    said = _said(of)
    names = set(row.keys())
    assert names <= set(said), f"{of} says nothing of {names - set(said)}"
    assert names >= _required(of), f"{of} has {_required(of) - names} too"
    for name in names:
        kind = said[name]
        assert not isinstance(kind, type | UnionType) or _is(row[name], kind), f"{name} of {of} is no {kind}"
    return row


def _is(value: Any, kind: type | UnionType) -> bool:
    """Whether a value is of a kind; a whole number is a `float` too, as it is for mypy."""
    return isinstance(value, kind) or (isinstance(value, int) and isinstance(float(value), kind))


def _value(value: Any, of: Any) -> Any:
    assert type(value) is of, f"{value!r} is no {of}"
    return value


@cache
def _said(of: Any) -> dict[str, Any]:
    return get_type_hints(_row_type(of))


@cache
def _required(of: Any) -> frozenset[str]:
    required: frozenset[str] = _row_type(of).__required_keys__
    return required


def _row_type(of: Any) -> Any:
    if isinstance(of, Table):
        return getattr(rows, "".join(map(str.capitalize, of.name.split("_"))) + "Row")
    return of
