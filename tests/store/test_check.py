"""The check before a write: what it takes by itself is what the record would have taken, and the file is not stale."""

import json
import math
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesctl.domain.enums.visit import Outcome
from salesctl.domain.record import Record
from salesctl.errors import InvalidInput
from salesctl.store import tables
from salesctl.store.check import Table
from salesctl.store.schema import generate
from salesctl.store.schema import tables as schema_tables

ALL = [table for table in vars(tables).values() if isinstance(table, Table)]
RECORDS = {record.TABLE: record for record in generate.records(Record)}

ODD = st.sampled_from(
    [
        None, "", " ", "A", " a ", "a\tb", "a\n", "\u200b", "客戶", "Ａ", "x" * 201, "x" * 10_001, "\x00", "\ud800",
        0, 1, -1, 5, 28, 101, 10**15 + 1, 2**63, 2**64, 1.0, 0.5, 1e300, math.inf, math.nan, True, False,
        "1", "true", "yes", "0.5", "12:30", "24:00", "12:30\n", "١٢:30", "2026-11", "2026-13", "usd",
        date(2026, 11, 2), datetime(2026, 11, 2), datetime(2026, 11, 2, 3, tzinfo=UTC),
        "2026-11-02", "20261102", "2026-W45-1", "2026-11-31", "2026-11-02T10:00:00Z", "2026-11-02 10:00:00",
        "2026-11-02T10:00:00+00:00", "2026-11-02T10:00:00.5Z", "industry=Retail", "industry = Retail", 20261102, [], {},
    ]
)  # fmt: skip


def usual(field: dict) -> st.SearchStrategy:
    """Return values a field is meant to hold."""
    kind = field.get("type", "string")
    if kind == "word":
        return st.sampled_from(field["enum"])
    by_type = {
        "integer": st.integers(field.get("minimum", -9), field.get("maximum", 99)),
        "number": st.floats(field.get("minimum", -9), field.get("maximum", 99)),
        "boolean": st.booleans() | st.integers(0, 1),
        "date": st.dates() | st.dates().map(str),
        "date-time": st.just("2026-11-02T10:00:00Z"),
        "string": st.sampled_from(["Acme", "12:30", "2026-11", "客戶"]) | st.text(max_size=12),
    }
    of_its_own = st.sampled_from(["size=big", "ann@example.com"])
    return by_type.get(kind, of_its_own)


@st.composite
def rows(draw):
    table = draw(st.sampled_from(ALL))
    values = {name: draw(usual(field)) for name, field in table.fields.items()}
    for name in draw(st.lists(st.sampled_from(sorted(values)), max_size=3, unique=True)):
        if draw(st.booleans()):
            values[name] = draw(ODD)
        else:
            del values[name]
    if draw(st.integers(0, 20)) == 0:
        values["nickname"] = "x"
    return table, values


@given(rows())
def test_what_is_taken_without_the_record_is_what_the_record_takes(row):
    table, values = row
    plain = table.plain(values)
    if plain is not None:
        stored = RECORDS[table.name].checked(values).model_dump(mode="json")
        assert {name: (type(value), value) for name, value in plain.items()} == {
            name: (type(value), value) for name, value in stored.items()
        }


def test_there_is_one_for_every_table_but_the_journal():
    assert {table.name for table in ALL} == set(schema_tables.metadata.tables) - {"command", "change"}


@pytest.mark.parametrize("path", generate.FILES, ids=lambda path: path.name)
def test_what_is_generated_is_what_the_records_say(path):
    """Stale? `python -m salesctl.store.schema.generate` writes it again."""
    assert path.read_text(encoding="utf-8") == generate.FILES[path]()


def test_usual_values_need_no_record():
    visit = {
        "target_id": 1, "rep_id": 1, "visited_on": date(2026, 11, 2), "at": "10:00", "outcome": Outcome.ADVANCE,
        "discount": 7.5, "note": "影印機太慢", "recorded_at": "2026-11-02T10:00:00Z",
    }  # fmt: skip
    plain = tables.VISIT.plain(visit)
    assert plain is not None
    assert json.loads(json.dumps(plain)) == plain
    assert (plain["visited_on"], type(plain["outcome"]), plain["mode"]) == ("2026-11-02", str, "in-person")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"name": "Lin"}, "name key: field required"),
        ({"name": "Lin", "name_key": "lin", "nickname": "x"}, "nickname: extra inputs are not permitted"),
        ({"name": "a\x07b", "name_key": "lin"}, "name: contains a control character"),
        ({"name": None, "name_key": "lin"}, "name: must say something"),
    ],
)
def test_what_is_wrong_is_said_as_the_record_says_it(values, words):
    with pytest.raises(InvalidInput, match=words):
        tables.REP.checked(values)


def test_what_the_record_mends_is_mended():
    assert tables.REP.checked({"name": "  Lin ", "name_key": "lin"}).values == {"name": "Lin", "name_key": "lin"}
