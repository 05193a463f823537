"""Values as Python source are the same values when the source is run."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesctl.domain.enums.prospect import Grade
from salesctl.exchange.python_source import PythonSource


class Pair(NamedTuple):
    first: Any
    second: Any


@dataclass
class Box:
    inside: Any = None
    label: str = "box"
    marks: list[Any] = field(default_factory=list)


leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
leaves |= st.dates() | st.sampled_from(Grade)
values = st.recursive(
    leaves,
    lambda parts: (
        st.lists(parts, max_size=3)
        | st.lists(parts, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=3) | st.dates(), parts, max_size=3)
        | st.builds(Pair, parts, parts)
        | st.builds(Box, parts, label=st.text(max_size=3), marks=st.lists(parts, max_size=2))
    ),
    max_leaves=8,
)


@given(values)
def test_whatever_the_value_its_source_makes_it_again(value):
    source = PythonSource()
    text = source.of(value)
    made: dict[str, Any] = {}
    exec(f"{source.imports()}\nvalue = {text}\nlaid_out = {source.laid_out(Box(value))}", {**globals()}, made)
    assert made["value"] == value
    assert made["laid_out"] == Box(value)


def test_a_record_has_a_line_in_a_list_and_what_is_by_default_is_left_out():
    source = PythonSource()
    assert source.laid_out(Box([Pair(1, date(2026, 11, 23)), Pair(Grade.A, (2,))])) == (
        "Box(\n    inside=[\n        Pair(first=1, second=date(2026, 11, 23)),\n"
        "        Pair(first=Grade.A, second=(2,)),\n    ],\n)"
    )
    assert set(source.imports().splitlines()) == {
        "from datetime import date",
        f"from {__name__} import Box, Pair",
        "from salesctl.domain.enums.prospect import Grade",
    }


def test_what_has_no_source_is_an_error():
    with pytest.raises(TypeError, match="set cannot be written as source"):
        PythonSource().of({1})
