"""Narrowing a listing to the rows a filter means."""

import json
from collections.abc import Callable, Container, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from salesctl.domain.text import fold
from salesctl.store.sqlite.lane import Params

Conditions = Mapping[str, str | Callable[[], str]]
"""The SQL condition of each field of a filter; a function returns what takes a while to make."""

AMONG = "IN (SELECT value FROM json_each(:ids))"
"""The condition for a number that is one of `ids`: as many as there are, where parameters have a limit."""


def among(numbers: Iterable[int]) -> dict[str, str]:
    """Return the parameter that `AMONG` needs."""
    return {"ids": json.dumps(list(numbers))}


def holding(table: str, row: str, *more: str) -> str:
    """Return the condition that a row holds what `search` says: in its searched texts, its parts' or in `more`."""
    from salesctl.store.searched import text  # which reads the fields of all tables

    said = " || ' · ' || ".join([*more, text(table, row)])
    return f"instr(bare({said}), bare(:search)) > 0"


def narrow(chosen: NamedTuple, conditions: Conditions, folded: Container[str] = ()) -> tuple[str, Params]:
    """Return the SQL condition of a filter whose fields each have one in `conditions`, and its parameters.

    A field that is None does not narrow; those named in `folded` are looked up by their folded text.
    """
    params = {name: value for name, value in chosen._asdict().items() if value is not None}
    for name, value in params.items():
        if name in folded:
            params[name] = fold(value)
        elif isinstance(value, date):
            params[name] = value.isoformat()
    terms = [term if isinstance(term, str) else term() for term in map(conditions.__getitem__, params)]
    return " AND ".join(terms) or "1 = 1", params
