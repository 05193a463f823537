"""What is exported plain is imported again unchanged, into an empty store."""

import csv
from importlib.util import find_spec

import pytest

from salesctl.exchange.headers import match_headers
from salesctl.exchange.reading import read_table
from salesctl.exchange.records import RecordReader

ORDER = ("products", "targets", "contacts", "prospects", "visits", "sales")
NUMBERED = {"id", "target_id"}

needs_import = pytest.mark.skipif(find_spec("salesctl.cli.import_") is None, reason="there is no import yet")


def read(path):
    """Return the rows of a file without the ids, which every store gives out for itself."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            {key: value for key, value in row.items() if key not in NUMBERED}
            for row in csv.DictReader(stream, strict=True)
        ]


@pytest.fixture
def again(filled, exported, run, home, monkeypatch):
    """Export everything, import it into another store, and export that: the files before and after, by kind."""
    before = exported("before")
    monkeypatch.setenv("SALESCTL_DB", str(home / "again.db"))
    for kind in ORDER:
        run("import", kind, str(before[kind]))
    return before, exported("after")


@needs_import
@pytest.mark.parametrize("kind", [*ORDER, "plan"])
def test_a_file_comes_back_unchanged(again, kind):
    before, after = again
    assert read(after[kind]) == read(before[kind])


@needs_import
def test_importing_it_into_its_own_store_changes_nothing(filled, exported, run, tables):
    files = exported("before")
    stored = tables()
    for kind in ORDER:
        run("import", kind, str(files[kind]))
    assert tables() == stored


@pytest.mark.parametrize("kind", ORDER)
def test_import_reads_every_cell_the_same_from_both_kinds_of_file(filled, exported, kind):
    read_as = {}
    for form in ("csv", "xlsx"):
        table = read_table(exported(form, form=form)[kind])
        records = list(RecordReader(table, match_headers(kind, table.headers, {})))
        assert not [str(problem) for record in records for problem in record.problems]
        read_as[form] = [record.values for record in records]
    assert read_as["csv"] == read_as["xlsx"]
