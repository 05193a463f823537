"""What is exported plain is imported again unchanged, into an empty store."""

import csv
import shlex

import pytest

from salesctl.exchange.file_rows import FileRowReader
from salesctl.exchange.headers import match_headers
from salesctl.exchange.reading import read_table

ORDER = ("products", "targets", "contacts", "prospects", "visits", "sales")
NUMBERED = {"id", "target_id"}

# What a store gathers in time: two targets of one name, closed prospects, dropped targets, orders of won prospects,
# an order by hand that is the twin of one from a visit, a sale credited to no territory, a whole in another territory.
HISTORY = (
    "target add 'Acme, Inc.' --territory 北區 --rep 林",
    "contact add 6 '@ops' --role money",
    "prospect promote 6 --grade B --product GTX --money m --need n --interest slight --decide-by 2026-12-01",
    "prospect promote 2 --grade A --product GTX --money m --need n --interest committed",
    "sale add 2 9.99 --product GTX --on 2026-11-20 --keep-open --external-id S-2",
    "sale add 6 7 --territory '' --keep-open",
    "visit add 6 --outcome continuation --met @ops --next 2026-12-02 --on 2026-11-20",
    "visit add 2 --order GTX=9.99 --met @ops --on 2026-11-20",
    "visit add 2 --order GTX=9.99 --on 2026-11-20",
    "visit add 2 --outcome advance --on 2026-11-20 --rep 林 --discount 100 --no-key-person",
    "prospect promote 'Zeta Holding' --grade C --money m --need n --interest slight --force --reason 'a hunch'",
    "prospect lose 'Zeta Holding' --reason price --to Contoso",
    "target add 'By force'",
    "prospect promote 'By force' --grade B --force --reason 'the owner knows them'",
    "target add Gone --territory South",
    "visit add Gone --outcome no-sale --objection other:closing",
    "target drop Gone --reason 'closed down'",
    "target add 'Zeta Holding' --territory 北區",
    "target add 'Zeta Unit' --territory 北區 --kind unit --parent 1",
)


def read(path):
    """Return the rows of a file without the ids, which every store gives out for itself."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            {key: value for key, value in row.items() if key not in NUMBERED}
            for row in csv.DictReader(stream, strict=True)
        ]


@pytest.fixture
def grown(filled, run):
    """The store with a history."""
    for command in HISTORY:
        run(*shlex.split(command))


@pytest.fixture
def again(grown, exported, run, home, monkeypatch):
    """Export everything, import it into another store, and export that: the files before and after, by kind."""
    before = exported("before")
    run("export", "prospects", "--all", "-o", str(before["prospects"]))
    monkeypatch.setenv("SALESCTL_DB", str(home / "again.db"))
    for kind in ORDER:
        run("import", kind, str(before[kind]))
    after = exported("after")
    run("export", "prospects", "--all", "-o", str(after["prospects"]))
    return before, after


@pytest.mark.parametrize("kind", [*ORDER, "plan"])
def test_a_file_comes_back_unchanged(again, kind):
    before, after = again
    assert read(after[kind]) == read(before[kind])


@pytest.mark.parametrize("options", [(), ("--excel",)])
def test_importing_it_into_its_own_store_changes_nothing(options, grown, exported, run, tables):
    run("target", "add", "'=quoted already", "--tag", "+1", "--address", "-5; '=6")
    files = exported("before", *options)
    run("export", "prospects", "--all", *options, "-o", str(files["prospects"]))
    stored = tables()
    for kind in ORDER:
        run("import", kind, str(files[kind]))
    assert tables() == stored


@pytest.mark.parametrize("kind", ORDER)
def test_import_reads_every_cell_the_same_from_both_kinds_of_file(filled, exported, kind):
    read_as = {}
    for form in ("csv", "xlsx"):
        table = read_table(exported(form, form=form)[kind])
        records = list(FileRowReader(table, match_headers(kind, table.headers, {})))
        assert not [str(problem) for record in records for problem in record.problems]
        read_as[form] = [record.values for record in records]
    assert read_as["csv"] == read_as["xlsx"]
