"""All that the store takes comes back: from CSV and spreadsheets into an empty store, from JSON as it is stored."""

import csv
import io
import json

import pytest
from hostile.files import GOOD
from hostile.program import run

ORDER = ("products", "targets", "contacts", "prospects", "visits", "sales")
OWN = {"id", "target_id", "recorded_at"}
"""What a store says of its own: numbers and times."""


@pytest.fixture
def exported(home):
    """Return what exports every list of a store to files, and gives their rows in some order."""

    def export(store: str) -> dict[str, list[dict[str, str]]]:
        found = {}
        for kind in ORDER:
            assert run("--db", store, "export", kind, "-o", f"{kind}.csv").code == 0
            rows = csv.DictReader(io.StringIO((home / f"{kind}.csv").read_bytes().decode(), newline=""))
            found[kind] = sorted(({key: row[key] for key in row if key not in OWN} for row in rows), key=repr)
        return found

    return export


def test_every_list_takes_part():
    assert set(ORDER) == set(GOOD)


@pytest.mark.parametrize("ending", ["csv", "csv --excel", "xlsx"])
def test_what_is_exported_makes_the_same_store(ending, home, exported, refill, hostile_bytes):
    refill(hostile_bytes)
    first = exported("store.db")
    ending, *excel = ending.split()
    for kind in ORDER:
        if ending == "xlsx" or excel:
            assert run("export", kind, *excel, "-o", f"{kind}.{ending}").code == 0
        said = run("--db", "other.db", "import", kind, f"{kind}.{ending}")
        assert said.code == 0, said.err
        assert " 0 added, 0 changed" in run("import", kind, f"{kind}.{ending}").out
    assert exported("other.db") == first


@pytest.mark.parametrize(
    ("noun", "text", "stored"),
    [
        (
            "target",
            ("name", "address", "territory", "industry"),
            "target d LEFT JOIN territory t ON t.id = territory_id",
        ),
        ("contact", ("name", "note", "title"), "contact"),
        ("product", ("name", "external_id"), "product"),
        ("visit", ("note", "purpose", "terms", "signal"), "visit"),
    ],
)
def test_json_holds_every_text_as_it_is_stored(noun, text, stored, refill, hostile_bytes, sql):
    refill(hostile_bytes)
    columns = {"target": "d.name, address, t.name, industry"}.get(noun, ", ".join(text))
    rows = json.loads(run(noun, "list", "--limit", "9999", "--format", "json").out)
    assert len(rows) > 30
    assert sorted(tuple(row[key] or "" for key in text) for row in rows) == sorted(
        tuple(value or "" for value in row) for row in sql(f"SELECT {columns} FROM {stored}")
    )
