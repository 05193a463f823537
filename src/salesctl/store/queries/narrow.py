"""Narrowing a listing to the rows a filter means."""

import json
from collections.abc import Container, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from salesctl.domain.text import fold

AMONG = "IN (SELECT value FROM json_each(:ids))"
"""The condition for a number that is one of `ids`: as many as there are, where parameters have a limit."""


def among(numbers: Iterable[int]) -> dict[str, str]:
    """Return the parameter that `AMONG` needs."""
    return {"ids": json.dumps(list(numbers))}


def narrow(
    chosen: NamedTuple, conditions: Mapping[str, str], folded: Container[str] = ("search",)
) -> tuple[str, dict[str, Any]]:
    """Return the SQL condition of a filter whose fields each have one in `conditions`, and its parameters.

    A field that is None does not narrow; those named in `folded` are looked up by their folded text.
    """
    params = {name: value for name, value in chosen._asdict().items() if value is not None}
    for name, value in params.items():
        if name in folded:
            params[name] = fold(value)
        elif isinstance(value, date):
            params[name] = value.isoformat()
    return " AND ".join(conditions[name] for name in params) or "1 = 1", params
