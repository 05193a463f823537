"""What goes for every import: all or nothing, bad rows in a file of their own, rehearsals, and files that are none."""

import csv
import shlex

import pytest
import xlsxwriter

from salesctl.cli.import_ import What

BAD = "客戶名稱;電話;緯度\nAcme;1;95\n;2;\nBolt;3;25.5\n"


def rows(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream, delimiter=";"))


def test_one_bad_row_stops_them_all(refused):
    assert refused("targets", BAD) == [
        "line 2, column 緯度: '95' is not from -90 to 90",
        "line 3, column 客戶名稱: is empty",
        "Error: 2 of 3 rows are bad, nothing was written; mend the file, or write the good ones with --skip-bad"
        " REJECTS.csv",
    ]


def test_skip_bad_writes_the_good_rows_and_the_others_to_be_mended(load, run, rejects, home, sql):
    result = load("targets", BAD, "--skip-bad", str(rejects))
    assert result.out == "Targets: 1 added, 0 changed, 0 unchanged. (new rep me)\n"
    assert result.err.splitlines()[1:] == [
        "line 2, column 緯度: '95' is not from -90 to 90",
        "line 3, column 客戶名稱: is empty",
        f"2 of 3 rows rejected. {rejects} has them.",
    ]
    assert rows(rejects) == [
        ["客戶名稱", "電話", "緯度", "salesctl_error"],
        ["Acme", "1", "95", "緯度: '95' is not from -90 to 90"],
        ["", "2", "", "客戶名稱: is empty"],
    ]
    rejects.write_text(rejects.read_text("utf-8").replace("95;緯度", "59;緯度").replace("\n;2", "\nCedar;2"), "utf-8")
    mended = run("import", "targets", str(rejects))
    assert mended.out == "Targets: 2 added, 0 changed, 0 unchanged.\n"
    assert sql("SELECT name, phone, lat FROM target ORDER BY id") == [
        ("Bolt", "3", 25.5),
        ("Acme", "1", 59.0),
        ("Cedar", "2", None),
    ]


def test_without_bad_rows_no_file_is_written(load, rejects):
    assert "0 of 1 rows rejected.\n" in load("targets", "name\nAcme\n", "--skip-bad", str(rejects)).err
    assert not rejects.exists()


def test_the_rejects_overwrite_nothing_but_rejects(load, rejects, run, home):
    path = home / "targets.csv"
    path.write_text(BAD, "utf-8")
    assert "is the file being imported" in run("import", "targets", str(path), "--skip-bad", str(path), code=2).err
    rejects.write_text("my,own\n", "utf-8")
    assert "exists and holds no rejected rows" in load("targets", BAD, "--skip-bad", str(rejects), code=2).err
    assert (path.read_text("utf-8"), rejects.read_text("utf-8")) == (BAD, "my,own\n")
    rejects.write_bytes(b"\0\1\2")
    assert "exists and holds no rejected rows" in load("targets", BAD, "--skip-bad", str(rejects), code=2).err
    rejects.unlink()
    load("targets", BAD, "--skip-bad", str(rejects))
    load("targets", "name;lat\n;9\n", "--skip-bad", str(rejects))
    assert rows(rejects) == [["name", "lat", "salesctl_error"], ["", "9", "name: is empty"]]


def test_rejects_that_cannot_be_written_leave_the_store_as_it_was(load, run, tables, home):
    run("target", "list")
    stored = tables()
    assert "cannot be written" in load("targets", BAD, "--skip-bad", str(home / "nowhere" / "rejects.csv"), code=2).err
    assert tables() == stored


def test_a_row_found_bad_half_way_leaves_nothing_behind(load, lists, rejects, sql):
    """The note of a visit is checked when its rep has been made already; a rejected row makes no rep."""
    text = "name,date,outcome,rep,note\nAcme,2026-11-02,advance,Ghost,bell \a\nAcme,2026-11-03,advance,Mo,fine\n"
    result = load("visits", text, "--skip-bad", str(rejects))
    assert result.out == "Visits: 1 added, 0 changed, 0 unchanged. (new rep Mo)\n"
    assert "line 2, column note: contains a control character" in result.err
    assert sql("SELECT name FROM rep ORDER BY id") == [("Lin",), ("me",), ("Mo",)]
    assert rejects.read_text("utf-8").count("\n") == 2


@pytest.mark.parametrize("options", ["", "--skip-bad rejects.csv"])
def test_a_dry_run_writes_nothing(load, run, lists, tables, home, monkeypatch, options):
    monkeypatch.chdir(home)
    stored = tables()
    text = "name,territory\nCedar,West\nAcme,North\n" + (",\n,North\n" if options else "")
    result = load("targets", text, "--dry-run", *options.split())
    assert result.out == (
        "Dry run, nothing was written. Targets: 1 added, 0 changed, 1 unchanged. (new territory West)\n"
    )
    assert ("1 of 3 rows rejected.\n" in result.err) == bool(options)
    assert tables() == stored
    assert not (home / "rejects.csv").exists()


def test_a_dry_run_lists_bad_rows_too(refused):
    assert refused("targets", BAD, "--dry-run")[-1].startswith("Error: 2 of 3 rows are bad, nothing was written")


def test_an_import_is_undone_as_a_whole(load, run, sql):
    load("targets", "name,territory,tags\nAcme,North,vip\nBolt,South,\n")
    run("undo")
    assert [sql(f"SELECT count(*) FROM {table}") for table in ("target", "territory", "target_tag")] == [[(0,)]] * 3
    run("redo")
    assert sql("SELECT count(*) FROM target") == [(2,)]


def test_many_different_problems_are_cut_short(refused):
    lines = refused("targets", "name,lat\n" + "".join(f"T{n},{n}\n" for n in range(100, 140)))
    assert lines[19].startswith("line 21, column lat")
    assert lines[20] == "and 20 more problems"
    assert len(lines) == 22


def test_map_and_spreadsheets(run, home, sql):
    path = home / "客戶.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Firm", "負責", "電話"])
        sheet.write_row(1, 0, ["大同公司", "林", "02-2592"])
    result = run("import", "targets", str(path), "--map", "Firm=name", "--map", "負責=rep")
    assert "客戶.xlsx: a spreadsheet; Firm → name, 負責 → rep, 電話 → phone." in result.err
    assert sql("SELECT t.name, r.name, phone FROM target t JOIN rep r ON r.id = t.rep_id") == [
        ("大同公司", "林", "02-2592")
    ]


@pytest.mark.parametrize(
    ("content", "options", "code", "said"),
    [
        (None, "", 3, "no such file"),
        (b"", "", 2, "an empty file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0", "", 2, "neither text nor a spreadsheet"),
        (b"name,phone\nAcme,1\n", "--map phone=name --map name=name", 2, "name is mapped twice"),
        (b"name,phone\nAcme,1\n", "--map name=name --map name=phone", 2, "the column 'name' is mapped twice"),
        (b"name,phone\nAcme,1\n", "--map phone=fax", 2, "targets have no 'fax'"),
        (b"name,phone\nAcme,1\n", "--map fax=phone", 2, "the file has no column 'fax'"),
        (b"phone,lat\n1,2\n", "", 2, "no column for the name of targets"),
        (b"name\nAcme\n", "--alias Acme", 2, "--alias: cannot read 'Acme'"),
        (b"name\nAcme\n", "--date-format soon", 2, "--date-format: cannot read 'soon'"),
    ],
)
def test_what_is_no_list_is_refused_in_one_line(run, tables, home, content, options, code, said):
    run("target", "list")
    stored = tables()
    path = home / "list.csv"
    if content is not None:
        path.write_bytes(content)
    result = run("import", "targets", str(path), *shlex.split(options), code=code)
    assert said in result.err
    assert (result.out, result.err.count("\n")) == ("", 1)
    assert tables() == stored


def test_an_unknown_kind_is_refused(run, home):
    assert "not one of" in run("import", "leads", "x.csv", code=2).err


@pytest.mark.parametrize("kind", What)
def test_a_file_with_headers_only(run, load, kind):
    headers = "name,target,date,amount,visited_on,outcome\n"
    used = {"contacts": "target,name", "visits": "name,date,outcome", "sales": "target,date,amount"}
    result = load(kind, used.get(kind, headers.split(",")[0]) + "\n")
    assert result.out == f"{kind.title()}: 0 added, 0 changed, 0 unchanged.\n"
