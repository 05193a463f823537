"""Laws of importing: a second run changes nothing, and a rejected row leaves no trace."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesctl import clock
from salesctl.config import Settings
from salesctl.errors import Conflict, InvalidInput
from salesctl.exchange.file_rows import FileRow, Problem
from salesctl.services.importing import engine
from salesctl.services.importing.books import Suggestions
from salesctl.services.importing.job import Job
from salesctl.store.sqlite.opening import open_store

NAMES = st.sampled_from(["Acme", "ACME", "Bolt", "大同", ""])
TERRITORIES = st.sampled_from(["North", "South", ""])
IDS = st.sampled_from(["E1", "E2", "E3", ""])
DAYS = st.sampled_from(["2026-11-02", "2026-11-03", "2026-12-24"])
ROWS = {
    "targets": (
        "name territory external_id phone tags block parent",
        (
            NAMES,
            TERRITORIES,
            IDS,
            st.sampled_from(["1", "2", ""]),
            st.sampled_from(["a", "b; a", ""]),
            NAMES,
            st.just(""),
        ),
    ),
    "prospects": (
        "name territory product external_id grade temperature authority",
        (
            NAMES,
            TERRITORIES,
            st.sampled_from(["P", "Q", "R", ""]),
            IDS,
            *2 * (st.sampled_from(["A", "hot", ""]),),
            NAMES,
        ),
    ),
    "visits": (
        "name territory external_id visited_on rep outcome met order_amount next_on",
        (NAMES, TERRITORIES, IDS, DAYS, NAMES, st.sampled_from(["order", "advance"]), NAMES, *2 * (DAYS,)),
    ),
    "sales": (
        "target territory external_id date amount product rep",
        (NAMES, TERRITORIES, IDS, DAYS, st.sampled_from(["1", "2", "x"]), st.sampled_from(["P", "R", ""]), NAMES),
    ),
}


@pytest.fixture(autouse=True)
def _today():
    clock.set_clock("2026-11-23")
    yield
    clock.set_clock(None)


def run(store, path: Path, kind: str, *, new: bool) -> engine.Done:
    source = engine.open_source(kind, path, [], [], None)
    options = engine.Options(new=new, rehearse=False, rejects=path.with_suffix(".rejects"))
    return engine.run(store, Settings(), source, options, lambda rows: rows)


def write(path: Path, kind: str, rows: list[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([ROWS[kind][0].split(), *rows])


@pytest.mark.parametrize("kind", ROWS)
@given(data=st.data(), new=st.booleans())
@settings(max_examples=30, deadline=None)
def test_a_second_run_changes_nothing(kind, data, new):
    rows = data.draw(st.lists(st.tuples(*ROWS[kind][1]), max_size=8))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        store = open_store(Path(folder) / "store.db", command_line="import")
        for known, text in (
            ("targets", "name,territory\nAcme,North\nAcme,South\nBolt,\n"),
            ("products", "name\nP\nQ\n"),
        ):
            path.write_text(text, "utf-8")
            run(store, path, known, new=False)
        write(path, kind, rows)
        first = run(store, path, kind, new=new)
        stored = list(map(tuple, store.rows("SELECT * FROM change")))
        again = run(store, path, kind, new=new)
        if first.bad and kind == "targets":
            store.lane.close()
            return  # a row that named several targets may name one now that a later row has told its external id
        assert (again.counts["added"], again.counts["changed"]) == (0, 0)
        assert list(map(tuple, store.rows("SELECT * FROM change"))) == stored
        assert [record.line for record in again.bad] == [record.line for record in first.bad]
        assert sum(first.counts.values()) + len(first.bad) == first.rows
        store.lane.close()


@pytest.mark.parametrize(
    ("name", "near"),
    [("GTXPro", "GTX Pro"), ("gtx-pro", "GTX Pro"), ("大同", None), ("台灣電力", "台湾电力"), ("Zebra", None)],
)
def test_the_nearest_known_name(name, near):
    known = Suggestions(["GTX Plus Pro", "GTX Pro", "MG Special", "台湾电力", "大立光電"])
    assert known.nearest(name) == near
    assert known.nearest(name) == near


@pytest.mark.parametrize(
    ("error", "column", "reason"),
    [
        (InvalidInput("must say something", field="outcome"), "OUTCOME", "must say something"),
        (Conflict("'7' is taken", field="external_id"), "EXTERNAL_ID", "'7' is taken"),
        (InvalidInput("must say something", field="note"), "", "note: must say something"),
        (InvalidInput("outcome: is only what this error begins with"), "", None),
    ],
)
def test_the_error_of_a_service_is_of_the_column_of_its_field(error, column, reason):
    columns = SimpleNamespace(columns=("outcome", "external_id"), header_of=str.upper)
    record = FileRow(line=2, values={}, cells=[])
    Job(None, Settings(), columns, {}, new=False).refuse_for(record, error)
    assert record.problems == [Problem(2, column, reason or str(error))]
