"""Three views of a year's figure, with what each rests on; and the principles its quotas are checked by."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from salesctl.domain.figures import money
from salesctl.messages.quota_check import evidence
from salesctl.render.columns import Column, ColumnType, Row, Section, View

SUGGESTIONS: View = (
    Column("view", "View"),
    Column("amount", "Amount", ColumnType.AMOUNT),
    Column("arithmetic", "Arithmetic"),
    Column("inputs", "Inputs", ColumnType.LIST),
    Column("missing", "Missing", ColumnType.LIST),
)

_INPUTS: View = (
    Column("view", "View"),
    Column("input", "Input"),
    Column("value", "Value", human=lambda value: value or "–"),
    Column("source", "From"),
)

_VERDICTS = {"pass": "green", "fail": "red"}
PRINCIPLES: View = (
    Column("principle", "Principle"),
    Column("verdict", "Verdict", style=lambda verdict: _VERDICTS.get(verdict, "")),
    Column("evidence", "Evidence", words=evidence),
)


def page(year: int, rows: Sequence[Row], inputs: Sequence[Row]) -> Iterator[Section]:
    """Yield the views with their arithmetic, then their inputs with where each comes from."""
    view, amount, arithmetic, *_ = SUGGESTIONS
    shown = replace(amount, human=lambda value: "–" if value is None else money(value))
    yield Section(f"Three views of {year}", (view, shown, arithmetic), rows)
    yield Section("What they rest on", _INPUTS, inputs)
