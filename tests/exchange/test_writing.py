import csv
import os
import stat
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesctl.errors import InvalidInput
from salesctl.exchange.files import text_file
from salesctl.exchange.reading import read_table
from salesctl.exchange.writing import write_csv, write_xlsx

HEADERS = ["name", "phone", "note"]
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", '=HYPERLINK("http://x","y")', "-"]
# everything a stored text may hold: no NUL, no half of a surrogate pair
TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=30) | st.sampled_from(
    [
        *FORMULAS,
        'say "hi"',
        "a,b;c|d\te",
        "line\nbreak",
        "line\r\nbreak",
        "大同公司",
        "🙂👩‍👩‍👧",
        "\u202eabc",
        "  x  ",
        "sep=;",
        "007",
    ]
)
ROWS = st.lists(st.lists(TEXT, min_size=3, max_size=3).filter(lambda row: "".join(row).strip() != ""), max_size=6)
IN_A_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def write_csv_file(path: Path, headers: list[str], rows: Iterable[list[str]], excel: bool = False) -> None:
    with text_file(path) as stream:
        write_csv(stream, headers, rows, excel)


def test_csv_is_rfc_4180() -> None:
    stream = StringIO(newline="")
    write_csv(
        stream, HEADERS, [["Acme, Inc.", None, 'say "hi"'], ["大同", 7, ["a", "b;c"]], [Decimal("1200.00"), True, ""]]
    )
    assert stream.getvalue() == (
        'name,phone,note\r\n"Acme, Inc.",,"say ""hi"""\r\n大同,7,a; b\\;c\r\n1200.00,True,\r\n'
    )


def test_csv_for_spreadsheets_has_a_mark_and_runs_nothing() -> None:
    stream = StringIO(newline="")
    write_csv(stream, HEADERS, [["=1+1", -5, "+886 2"], [Decimal("-1.50"), ["=a", "b"], None]], excel=True)
    assert stream.getvalue() == "\ufeffname,phone,note\r\n'=1+1,-5,'+886 2\r\n-1.50,'=a; b,\r\n"


@IN_A_FOLDER
@given(rows=ROWS)
def test_plain_csv_comes_back_unchanged(tmp_path: Path, rows: list[list[str]]) -> None:
    path = tmp_path / "list.csv"
    write_csv_file(path, HEADERS, rows)
    table = read_table(path)
    assert table.headers == HEADERS
    assert [(cells, problem) for _, cells, problem in table.rows()] == [(row, None) for row in rows]


@IN_A_FOLDER
@given(rows=ROWS)
def test_no_cell_of_a_csv_for_spreadsheets_is_a_formula(tmp_path: Path, rows: list[list[str]]) -> None:
    path = tmp_path / "list.csv"
    write_csv_file(path, HEADERS, rows, excel=True)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for row, original in zip(list(csv.reader(stream))[1:], rows, strict=True):
            for cell, value in zip(row, original, strict=True):
                assert cell[:1] not in {*"=+-@\t\r"}
                assert cell.replace("'", "") == value.replace("'", "")


@settings(IN_A_FOLDER, max_examples=60)
@given(rows=ROWS)
def test_xlsx_comes_back_unchanged(tmp_path: Path, rows: list[list[str]]) -> None:
    path = tmp_path / "list.xlsx"
    write_xlsx(path, HEADERS, rows)
    table = read_table(path)
    assert table.headers == HEADERS
    assert [cells for _, cells, _ in table.rows()] == rows


def test_xlsx_types_and_no_formulas(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    moment = datetime(2018, 1, 8, 9, 30)
    write_xlsx(
        path,
        ["a", "b", "c", "d", "e", "f", "g"],
        [
            [date(2018, 1, 8), moment, time(9, 30), Decimal("1200.50"), 7, True, None],
            ["=1+1", "http://example.com", "0912", 10**20, float("nan"), ["x", "y"], Decimal("1E+30")],
        ],
    )
    assert [cells for _, cells, _ in read_table(path).rows()] == [
        [date(2018, 1, 8), moment, time(9, 30), "1200.5", "7", "true", ""],
        ["=1+1", "http://example.com", "0912", "1" + "0" * 20, "nan", "x; y", "1E+30"],
    ]
    with ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "<hyperlink" not in sheet
        assert 'state="frozen"' in sheet
        assert '<autoFilter ref="A1:G3"/>' in sheet


def test_xlsx_columns_are_as_wide_as_what_they_hold(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    write_xlsx(path, ["a", "name", "note", "at"], [["x", "大同股份有限公司", "x" * 500, datetime(2018, 1, 8)]])
    with ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    widths = [float(part.split('"')[0]) for part in sheet.split(' width="')[1:]]
    assert [round(width) for width in widths] == [7, 19, 61, 19]
    write_xlsx(path, ["a"], [["x"]], widths=[30])
    with ZipFile(path) as archive:
        assert ' width="32.7' in archive.read("xl/worksheets/sheet1.xml").decode()


def test_an_empty_table(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "list.xlsx", HEADERS, [])
    write_csv_file(tmp_path / "list.csv", HEADERS, iter([]))
    for name in ("list.xlsx", "list.csv"):
        table = read_table(tmp_path / name)
        assert (table.headers, list(table.rows())) == (HEADERS, [])


@pytest.mark.parametrize("write", [write_csv_file, write_xlsx])
def test_nothing_half_written_is_left(tmp_path: Path, write: type) -> None:
    def failing() -> Iterator[list[str]]:
        yield ["Acme", "1", ""]
        raise RuntimeError("the store went away")

    path = tmp_path / "list.out"
    path.write_text("before")
    with pytest.raises(RuntimeError):
        write(path, HEADERS, failing())
    assert path.read_text() == "before"
    assert os.listdir(tmp_path) == ["list.out"]


@pytest.mark.parametrize("write", [write_csv_file, write_xlsx])
def test_a_file_is_replaced_with_its_permissions_and_through_a_link(tmp_path: Path, write: type) -> None:
    path, link = tmp_path / "list.out", tmp_path / "link"
    path.write_text("before")
    path.chmod(0o640)
    link.symlink_to(path)
    write(link, HEADERS, [["Acme", "1", ""]])
    assert link.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert read_table(path).headers == HEADERS


@pytest.mark.parametrize("write", [write_csv_file, write_xlsx])
def test_where_nothing_can_be_written(tmp_path: Path, write: type) -> None:
    (tmp_path / "file").write_text("x")
    for path, said in (
        (tmp_path, "a folder"),
        (tmp_path / "none" / "list.out", "No such file or directory"),
        (tmp_path / "file" / "list.out", "Not a directory"),
    ):
        with pytest.raises(InvalidInput, match=said) as caught:
            write(path, HEADERS, [])
        assert "\n" not in str(caught.value)
    assert os.listdir(tmp_path) == ["file"]


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_csv_file(Path("/dev/null"), HEADERS, [["Acme", "1", ""]])
    with pytest.raises(InvalidInput, match="only CSV"):
        write_xlsx("/dev/null", HEADERS, [["Acme", "1", ""]])
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_a_name_as_long_as_the_file_system_allows(tmp_path: Path) -> None:
    write_csv_file(tmp_path / f"{'大' * 83}.csv", HEADERS, [])
    assert os.listdir(tmp_path) == [f"{'大' * 83}.csv"]


def test_what_a_spreadsheet_cannot_hold_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InvalidInput, match="row 2 has a cell too long for a spreadsheet"):
        write_xlsx(tmp_path / "list.xlsx", HEADERS, [["x" * 32_768, "", ""]])
    monkeypatch.setattr("salesctl.exchange.writing._MOST_ROWS", 2)
    with pytest.raises(InvalidInput, match="a spreadsheet holds 2 rows at most"):
        write_xlsx(tmp_path / "list.xlsx", HEADERS, [["a", "", ""]] * 3)
    assert os.listdir(tmp_path) == []
