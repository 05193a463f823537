"""Exported files: what is in them, for programs and for spreadsheets."""

import csv
import json
import os
import re
import subprocess
import sys
from datetime import date, datetime, time
from zipfile import ZipFile

import pytest
from cli.rows import visit
from python_calamine import CalamineWorkbook

from salesctl.cli.export.command import What

FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def read(path):
    """Read a CSV file with Python's own reader, strictly."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def test_every_kind_is_exported_in_full(filled, exported, run):
    rows = {kind: read(path) for kind, path in exported("out").items()}
    assert {kind: len(found) for kind, found in rows.items()} == {
        "targets": 5,
        "contacts": 3,
        "products": 3,
        "prospects": 2,
        "visits": 4,
        "plan": 1,
        "sales": 5,
        "territories": 2,
        "blocks": 3,
        "territory-matrix": 2,
        "product-matrix": 3,
        "segments": 3,
        "visit-grid": 35,
        "prospect-grid": 4,
        "budgets": 1,
        "goals": 1,
        "quota": 4,
        "quota-progress": 70,
        "quota-season": 0,
        "quota-suggest": 3,
        "quota-check": 7,
        "cases": 1,
        "actions": 1,
        "intel": 1,
    }
    assert [row["name"] for row in rows["targets"]] == [row["name"] for row in run("target", "list", "-f", "json").json]
    assert rows["contacts"][-1] | {"id": ""} == {
        "id": "",
        "target_id": "5",
        "target": "大同公司",
        "name": "陳家豪",
        "title": "財務長",
        "roles": "money; authority",
        "phone": "+886 912",
        "email": "chen@example.com",
        "note": 'says "no"\nmeans 好 🙂',
        "last_met": "2026-11-02",
        "territory": "北區",
    }
    assert (rows["plan"][0]["weekday"], rows["plan"][0]["person"]) == ("Mon", "陳家豪")
    assert [row["amount"] for row in rows["sales"]] == ["7.00", "50.25", "100.00", "12.34", "1234567.89"]


def test_a_visit_is_exported_with_all_that_was_said(filled, exported):
    rows = read(exported("out")["visits"])
    assert [row["visited_on"] for row in rows] == ["2026-10-01", "2026-11-02", "2026-11-02", "2026-11-20"]
    made = rows[1]
    assert {key: made[key] for key in ("met", "benefits", "objections", "orders", "order_amount", "discount")} == {
        "met": "陳家豪=convinced; Ann Lee",
        "benefits": r"fast\; quiet; 靜音",
        "objections": r"price/unclear:too dear\; 太貴; no-time (resolved)",
        "orders": r'GTX Pro=100.00; 手動 "工具"\; 大=50.25; 7.00',
        "order_amount": "157.25",
        "discount": "0.075",
    }
    assert [made[f"next_{what}"] for what in ("on", "at", "with", "purpose")] == [
        "2026-11-30",
        "14:00",
        "陳家豪",
        "bring the contract",
    ]
    assert (made["note"], made["recorded_at"]) == ('line one\nline two, "quoted" 🙂', "2026-11-23T12:00:00Z")


@pytest.mark.parametrize("kind", What)
def test_standard_output_and_a_file_hold_the_same(run, filled, home, kind):
    printed = run("export", kind)
    said = run("export", kind, "-o", str(home / "out.csv"))
    assert printed.out.encode() == (home / "out.csv").read_bytes()
    assert "\n" not in printed.out.replace("\r\n", "").splitlines()[0]
    assert printed.err == ("0 months exported.\n" if kind is What.QUOTA_SEASON else "")  # all was sold this month
    assert said.err.endswith(f"exported to {home / 'out.csv'}.\n")
    assert not [name for name in os.listdir(home) if name.endswith(".part")]


def test_the_file_is_utf8_whatever_the_terminal_speaks(spawn, run, filled):
    assert "大同公司" in spawn("export", "targets", env={"PYTHONIOENCODING": "utf-8"}).out
    raw = subprocess.run(
        [sys.executable, "-m", "salesctl", "export", "targets"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    ).stdout
    assert "大同公司".encode() in raw
    assert raw.count(b"\r\n") == 6


@pytest.mark.parametrize("kind", What)
def test_no_cell_runs_as_a_formula_in_a_csv_for_spreadsheets(run, filled, kind):
    marked = run("export", kind, "--excel").out
    assert marked.startswith("\ufeff")
    rows = list(csv.reader(marked.removeprefix("\ufeff").splitlines(keepends=True)))
    plain = list(csv.reader(run("export", kind).out.splitlines(keepends=True)))
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(FORMULAS) and not re.fullmatch(r"-\d+\.\d\d", cell)]
    assert [[cell.removeprefix("'") for cell in row] for row in rows] == plain


def test_what_looks_like_a_formula_is_guarded_once(run, filled):
    assert "'=HYPERLINK(1),," in run("export", "targets", "--excel").out
    assert "'+886 2 2345 6789" in run("export", "targets", "--excel").out
    assert "'" not in run("export", "targets").out


def sheet(path):
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def test_a_spreadsheet_holds_numbers_dates_and_times(filled, exported):
    files = exported("out", form="xlsx")
    header, _, first, *_ = sheet(files["visits"])
    made = dict(zip(header, first, strict=True))
    assert made["visited_on"] == date(2026, 11, 2)
    assert made["at"] == time(9, 30)
    assert (made["minutes"], made["order_amount"], made["discount"]) == (45, 157.25, 0.075)
    assert made["key_person"] is True
    assert made["recorded_at"] == datetime(2026, 11, 23, 12)
    assert made["objections"] == r"price/unclear:too dear\; 太貴; no-time (resolved)"
    header, *targets = sheet(files["targets"])
    last = dict(zip(header, targets[-1], strict=True))
    assert (last["external_id"], last["lat"], last["last_visit"]) == ("007", 25.067, date(2026, 11, 2))


def test_a_spreadsheet_holds_text_and_no_formula(filled, exported):
    for kind, path in exported("out", form="xlsx").items():
        with ZipFile(path) as archive:
            cells = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in cells, kind
        assert "<hyperlink" not in cells, kind
    assert sheet(path.with_name("targets.xlsx"))[1][1] == "=HYPERLINK(1)"


def test_a_grid_is_a_spreadsheet_of_numbers(run, filled, home):
    file = home / "matrix.xlsx"
    assert run("export", "territory-matrix", "-o", str(file)).err == f"2 territories exported to {file}.\n"
    header, north, *_ = sheet(file)
    found = dict(zip(header, north, strict=True))
    assert (found["name"], found["growth"], found["share"], found["attack_order"]) == ("北區", 0.125, 0.3, 1)
    run("export", "segments", "--by", "territory", "--to", "2026-11-02", "-o", str(home / "segments.xlsx"))
    header, *rows = sheet(home / "segments.xlsx")
    assert [(row[0], row[header.index("amount")]) for row in rows] == [("北區", 157.25), ("South", 0), ("", 0)]


def test_the_visit_grid_of_a_period(run, filled):
    weeks = {row["week"] for row in run("export", "visit-grid", "--from", "2026-10-01", "--to", "2026-10-06").csv}
    assert weeks == {"2026-W40", "2026-W41", "total"}
    assert run("export", "visit-grid").csv == run("progress", "visits", "-f", "csv").csv


def test_the_ending_of_the_name_decides_in_any_case(run, filled, home):
    run("export", "sales", "-o", str(home / "SALES.XLSX"))
    assert len(sheet(home / "SALES.XLSX")) == 6


@pytest.mark.parametrize(
    ("options", "dates"),
    [
        ((), ["2026-10-01", "2026-11-02", "2026-11-02", "2026-11-20"]),
        (("--from", "2026-11-02"), ["2026-11-02", "2026-11-02", "2026-11-20"]),
        (("--to", "2026-11-02"), ["2026-10-01", "2026-11-02", "2026-11-02"]),
        (("--from", "2026-11-03", "--to", "2026-11-20"), ["2026-11-20"]),
        (("--from", "2026-11-02", "--to", "2026-11-02"), ["2026-11-02", "2026-11-02"]),
        (("--rep", "林"), ["2026-10-01"]),
        (("--from", "2026-11-02", "--rep", "林"), []),
    ],
)
def test_visits_of_a_period_and_of_a_rep(run, filled, options, dates):
    assert [row["visited_on"] for row in run("export", "visits", *options).csv] == dates


def test_sales_of_a_period(run, filled):
    assert [row["amount"] for row in run("export", "sales", "--from", "2026-11-03").csv] == ["12.34", "1234567.89"]
    assert len(run("export", "sales", "--to", "2026-11-03").csv) == 3


@pytest.mark.parametrize(
    ("kind", "key", "names"),
    [
        ("targets", "name", ["Café 🙂"]),
        ("contacts", "name", ["Zoé"]),
        ("prospects", "name", ["Café 🙂"]),
        ("plan", "date", ["2026-11-24"]),
        ("sales", "amount", ["3.00"]),
    ],
)
def test_the_lists_of_a_rep(run, filled, kind, key, names):
    run("contact", "add", "Café", "Zoé")
    run("plan", "add", "Café", "2026-11-24", "--rep", "林")
    run("visit", "add", "Café", "--order", "3", "--keep-open")  # the owner of the target gets the credit
    assert [row[key] for row in run("export", kind, "--rep", "林").csv] == names


def test_closed_prospects_are_exported_when_asked_for(run, refused, filled, home):
    run("prospect", "lose", "大同公司", "--reason", "price", "--to", "Contoso", "--retry", "2027-03-01")
    assert [row["name"] for row in run("export", "prospects").csv] == ["Café 🙂"]
    [lost] = run("export", "prospects", "--status", "lost").csv
    assert [lost[key] for key in ("name", "status", "closed_on", "loss_reason", "lost_to", "retry_on", "by_hand")] == [
        "大同公司",
        "lost",
        "2026-11-23",
        "price",
        "Contoso",
        "2027-03-01",
        "temperature; authority",
    ]
    run("export", "prospects", "--all", "-o", str(home / "all.xlsx"))
    assert [row[2] for row in sheet(home / "all.xlsx")[1:]] == ["大同公司", "Café 🙂"]
    assert refused(2, "export", "prospects", "--all", "--status", "won").endswith("not both\n")
    for options in (("--all",), ("--status", "won")):
        assert "are for prospects" in refused(2, "export", "targets", *options)


def plan_dates(run, *options):
    return [row["date"] for row in run("export", "plan", *options).csv]


def test_the_plan_begins_with_the_current_week(run):
    run("target", "add", "Acme")
    for day in ("2026-11-20", "2026-11-23", "2026-11-25", "2026-12-09"):
        run("--today", "2026-11-16", "plan", "add", "Acme", day)
    today = ("--today", "2026-11-26")  # a Thursday: the days before are still in the week
    assert plan_dates(lambda *args: run(*today, *args)) == ["2026-11-23", "2026-11-25", "2026-12-09"]
    assert plan_dates(run, "--from", "2026-11-20", "--to", "2026-11-25") == ["2026-11-20", "2026-11-23", "2026-11-25"]
    assert plan_dates(run, "--to", "2026-11-22") == []
    assert plan_dates(run, "--to", "9999-12-31") == ["2026-11-23", "2026-11-25", "2026-12-09"]
    assert plan_dates(run, "--from", "9999-12-31") == []


def test_the_plan_has_what_was_deferred_in_its_weeks(run):
    for name in ("Acme", "Beta", "Gamma"):
        run("target", "add", name)
        run("prospect", "promote", name, "--grade", "A", "--money", "m", "--need", "n", "--interest", "slight")
    run("--today", "2026-11-27", "plan", "week", "--capacity", "1")
    rows = run("export", "plan").csv
    assert [row["status"] for row in rows].count("deferred") == 2
    assert [row["date"] for row in rows][-2:] == ["", ""]
    assert rows == run("plan", "week", "-f", "csv").csv
    assert run("export", "plan", "--from", "2026-11-30").csv == []


@pytest.mark.parametrize("kind", ["targets", "contacts", "products", "prospects"])
def test_what_has_no_period_says_what_has(refused, filled, kind):
    for option in ("--from", "--to"):
        said = refused(2, "export", kind, option, "2026-11-01")
        assert said.startswith(f"Error: {kind} have no period: --from and --to are for visits, plan, sales, ")


@pytest.mark.parametrize(
    ("code", "args"),
    [
        (2, ()),
        (2, ("visit",)),
        (2, ("products", "--rep", "me")),
        (2, ("territories", "--rep", "me")),
        (2, ("targets", "--by", "size")),
        (2, ("segments", "--by", "colour")),
        (2, ("quota-progress", "--by", "colour")),
        (2, ("quota-progress", "--to", "2026-11-02")),
        (2, ("sales", "--measure", "orders")),
        (2, ("visit-grid", "--from", "2026-12-31")),
        (2, ("visits", "--from", "2026-02-30")),
        (3, ("visits", "--rep", "Nobody")),
    ],
)
def test_what_cannot_be_exported_is_refused(refused, filled, code, args):
    assert refused(code, "export", *args).startswith("Error: ")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_where_nothing_can_be_written(refused, filled, home, form):
    (home / f"folder.{form}").mkdir()
    (home / "file").write_text("x")
    for path in (home / "none" / f"x.{form}", home / f"folder.{form}", home / "file" / f"x.{form}"):
        assert str(path) in refused(2, "export", "visits", "-o", str(path))
    assert sorted(os.listdir(home)) == ["file", f"folder.{form}", "store.db"]


def test_every_view_writes_its_file_the_same_way(refused, run, filled, home):
    said = refused(2, "target", "list", "-f", "csv", "-o", str(home))
    assert "a folder" in said
    (home / "list").write_text("before")
    run("target", "list", "-f", "csv", "-o", str(home / "list"))
    assert (home / "list").read_bytes().decode() == run("target", "list", "-f", "csv").out


def test_a_list_item_with_a_semicolon_stays_one_in_every_csv(run, filled):
    listed = {row["name"]: row["tags"] for row in run("target", "list", "-f", "csv").csv}
    assert listed["大同公司"] == r"vip; 牙科:矯正\; x"
    assert run("target", "list", "--search", "大同", "-f", "json").json[0]["tags"] == ["vip", "牙科:矯正; x"]


def test_a_spreadsheet_cannot_go_to_a_pipe(spawn, filled, home):
    (home / "out.xlsx").symlink_to("/dev/stdout")
    refused = spawn("export", "sales", "-o", str(home / "out.xlsx"))
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)
    written = spawn("export", "sales", "-o", "/dev/stdout")
    assert written.out == spawn("export", "sales").out != ""


def test_head_ends_it_quietly(run, insert):
    run("target", "add", "Acme")
    said = visit(1, "2026-11-02").model_copy(update={"note": "x" * 5000})
    insert(*[said] * 100)  # more than a pipe holds, or the reader would not be missed
    command = f"{sys.executable} -m salesctl export visits | head -1 >/dev/null; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_empty_store_gives_a_header_and_says_so(run):
    empty = run("export", "visits")
    assert empty.out.startswith("id,target_id,name,rep,")
    assert empty.out.count("\r\n") == 1
    assert empty.err == "0 visits exported.\n"
    assert run("export", "plan").err == "0 planned visits exported.\n"


def test_what_is_exported_is_what_json_says(run, filled):
    for kind, command in {"targets": "target", "sales": "sale", "products": "product"}.items():
        listed = {row["id"]: row for row in json.loads(run(command, "list", "-f", "json").out)}
        for row in run("export", kind).csv:
            told = {key: value for key, value in listed[int(row["id"])].items() if isinstance(value, str)}
            assert {key: row[key] for key in told} == told


def test_the_plan_as_a_calendar(run, home):
    run("target", "add", "台北捷運公司", "--address", "台北市中山北路二段48巷7號")
    run("plan", "add", "台北", "fri", "--at", "10:00")
    file = home / "week.ics"
    assert run("export", "plan", "-o", str(file)).err == f"1 planned visit exported to {file}.\n"
    first = file.read_text(encoding="utf-8")
    assert "SUMMARY:台北捷運公司" in first
    assert "DTSTART:20261127T100000" in first
    run("plan", "move", "台北", "sat")
    run("export", "plan", "-o", str(file))
    second = file.read_text(encoding="utf-8")
    assert "DTSTART:20261128T100000" in second
    uid = [line for line in first.splitlines() if line.startswith("UID:")]
    assert uid == [line for line in second.splitlines() if line.startswith("UID:")]
    assert "only the plan" in run("export", "visits", "-o", str(home / "v.ics"), code=2).err
