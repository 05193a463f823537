import codecs
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from salesctl.errors import InvalidInput, NotFound, SalesctlError
from salesctl.exchange.reading import Table, read_table

TEXT = """客戶名稱{d}電話{d}備註
永豐牙醫診所{d}02-27001234{d}"週三, 週五; 下午|晚上\t可訪"
"鴻運 ""貿易"" 行"{d}{d}"兩行
備註"
大同公司{d}02-25925252{d}
"""


def written(folder: Path, content: str | bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def table(folder: Path, content: str | bytes) -> Table:
    return read_table(written(folder, content))


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "gb18030"),
        (b"", "cp950"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"], ids=["comma", "semicolon", "tab", "pipe"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_every_encoding_delimiter_and_line_ending(
    tmp_path: Path, mark: bytes, codec: str, delimiter: str, ending: str
) -> None:
    text = TEXT.format(d=delimiter).replace("\n", ending)
    read = table(tmp_path, mark + text.encode(codec))
    assert (read.kind, read.delimiter, read.headers) == ("text", delimiter, ["客戶名稱", "電話", "備註"])
    assert list(read.rows()) == [
        (2, ["永豐牙醫診所", "02-27001234", "週三, 週五; 下午|晚上\t可訪"], None),
        (3, ['鴻運 "貿易" 行', "", f"兩行{ending}備註"], None),
        (5, ["大同公司", "02-25925252", ""], None),
    ]
    assert list(read.rows()) == list(read.rows()), "reading starts anew at each call"


@pytest.mark.parametrize(
    ("text", "delimiter", "headers"),
    [
        ("name\nAcme, Inc.\nBeta; Co\n", "\t", ["name"]),
        ("客戶名稱\n大同公司\n", None, ["客戶名稱"]),
        ("foo;bar\na, b;c\n", ";", ["foo", "bar"]),
        ("name;address\nAcme;1 Road, Town, Land\nBeta;2 Road, Town, Land\n", ";", ["name", "address"]),
        ('"name, legal"|phone\n"Acme, Inc."|1\n', "|", ["name, legal", "phone"]),
        ("name,phone\n", ",", ["name", "phone"]),
        ("sep=;\nname;phone\nAcme, Inc.;1\n", ";", ["name", "phone"]),
        ('name, "phone", "note"\nAcme, "1", "a, b"\n', ",", ["name", "phone", "note"]),
        ("\n\n,,\n name ,\ufeffphone\nAcme,1\n", ",", ["name", "phone"]),
    ],
)
def test_delimiters_and_headers(tmp_path: Path, text: str, delimiter: str | None, headers: list[str]) -> None:
    read = table(tmp_path, text)
    assert read.headers == headers
    assert delimiter is None or read.delimiter == delimiter


def test_one_column_with_commas_stays_one_column(tmp_path: Path) -> None:
    read = table(tmp_path, "name\nAcme, Inc.\nBeta\n")
    assert [cells for _, cells, _ in read.rows()] == [["Acme, Inc."], ["Beta"]]


def test_a_separator_line_counts_as_a_line(tmp_path: Path) -> None:
    assert [line for line, _, _ in table(tmp_path, "sep=;\r\nname;phone\r\nAcme;1\r\n").rows()] == [3]


def test_cells_behind_a_spaced_quotation_mark(tmp_path: Path) -> None:
    read = table(tmp_path, 'name, "phone"\n"Acme, Inc.", "1"\n')
    assert list(read.rows()) == [(2, ["Acme, Inc.", "1"], None)]


def test_ragged_and_blank_rows(tmp_path: Path) -> None:
    read = table(tmp_path, "name,phone,note\nA,1,x,y\nB\n\n , ,\u3000\nC,1,x,,\nD,1,x\n")
    assert list(read.rows()) == [
        (2, ["A", "1", "x", "y"], "4 cells, but the header has 3: is a cell with a delimiter not quoted?"),
        (3, ["B", "", ""], None),
        (6, ["C", "1", "x"], None),
        (7, ["D", "1", "x"], None),
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ('"A,1\nB,2\n', [(2, "never closed")]),
        ('"A,1\nB,2\n"C",3\nD,4\n', [(2, "quotation mark in the wrong place"), (5, None)]),
        ('"Big" Joe,1\nB,2\n', [(2, "quotation mark in the wrong place"), (3, None)]),
        ('5" pipe,1\nB,2\n', [(2, None), (3, None)]),
        (f'"{"x" * 140_000}",1\nB,2\n', [(2, "more than 131,072 characters"), (3, None)]),
    ],
)
def test_broken_quotation_marks_are_bad_rows(tmp_path: Path, rows: str, expected: list[tuple[int, str | None]]) -> None:
    read = list(table(tmp_path, f"name,phone\n{rows}").rows())
    assert [line for line, _, _ in read] == [line for line, _ in expected]
    for (_, _, problem), (_, reason) in zip(read, expected, strict=True):
        assert (problem is None) == (reason is None)
        assert reason is None or reason in str(problem)


def test_a_cell_far_too_long_does_not_hide_the_delimiter(tmp_path: Path) -> None:
    read = table(tmp_path, f'name;phone\n"{"x" * 140_000}";1\nB;2\n')
    assert read.headers == ["name", "phone"]
    assert [problem is None for _, _, problem in read.rows()] == [False, True]


def test_a_header_alone_is_a_table_of_no_rows(tmp_path: Path) -> None:
    assert list(table(tmp_path, "name,phone").rows()) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "an empty file"),
        (b"\n \r\n\t", "an empty file"),
        (codecs.BOM_UTF8, "an empty file"),
        (codecs.BOM_UTF16_LE, "an empty file"),
        (b",,,\n", "no header in its first row"),
        (b"<html><body><table>", "a web page, XML or JSON"),
        (b'[{"name": "Acme"}]', "a web page, XML or JSON"),
        (b'"name,phone\nA,1\n', "the header: a quotation mark"),
        (b"PK\x03\x04 and nothing more", "not a spreadsheet that can be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "not a spreadsheet that can be read"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "neither text nor a spreadsheet"),
    ],
)
def test_what_is_no_table_is_refused_in_one_line(tmp_path: Path, content: bytes, said: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(InvalidInput) as caught:
        read_table(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("path", ["nowhere.csv", "list.csv/inside", "a\0b"])
def test_no_such_file(tmp_path: Path, path: str) -> None:
    written(tmp_path, "name\n")
    with pytest.raises(NotFound, match="no such file"):
        read_table(f"{tmp_path}/{path}")


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="a folder"):
        read_table(tmp_path)


def workbook(path: Path, rows: list[list[object]], **sheet: object) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        if sheet.get("hidden"):
            first = book.add_worksheet("hidden")
            first.write(0, 0, "not this")
        page = book.add_worksheet("list")
        if sheet.get("hidden"):
            page.activate()
            page.set_first_sheet()
            first.hide()
        times = book.add_format({"num_format": "hh:mm"})
        moments = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        spans = book.add_format({"num_format": "[h]:mm"})
        for line, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, time):
                    page.write_datetime(line, column, value, times)
                elif isinstance(value, datetime):
                    page.write_datetime(line, column, value, moments)
                elif isinstance(value, timedelta):
                    page.write_datetime(line, column, value, spans)
                elif value is not None:
                    page.write(line, column, value)
    return path


def test_a_spreadsheet(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "list.xlsx",
        [
            [],
            ["客戶名稱", "date", "at", "moment", "amount", "share", "phone", "done", "span"],
            [
                "大同公司",
                date(2018, 1, 8),
                time(9, 30),
                datetime(2018, 1, 8, 14, 5),
                1054,
                0.1 + 0.2,
                912345678,
                True,
                timedelta(hours=30),
            ],
            [None, None],
            ["A\nB", None, None, None, 1234.5, 1e15, "0912-345678", False, None],
        ],
    )
    read = read_table(path)
    assert (read.kind, read.encoding, read.delimiter, read.header_line, read.lines) == ("spreadsheet", None, None, 2, 5)
    assert read.headers[:3] == ["客戶名稱", "date", "at"]
    moment = datetime(2018, 1, 8, 14, 5)
    assert list(read.rows()) == [
        (3, ["大同公司", date(2018, 1, 8), time(9, 30), moment, "1054", "0.3", "912345678", "true", "30:00"], None),
        (5, ["A\nB", "", "", "", "1234.5", "1000000000000000", "0912-345678", "false", ""], None),
    ]


def test_a_spreadsheet_by_another_name(tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx", [["name"], ["Acme"]]).rename(tmp_path / "list.csv")
    assert read_table(path).kind == "spreadsheet"


def test_text_by_a_spreadsheet_name(tmp_path: Path) -> None:
    read = read_table(written(tmp_path, "name\tphone\nAcme\t1\n", "list.xls"))
    assert (read.kind, read.headers) == ("text", ["name", "phone"])


def test_a_hidden_first_sheet_is_passed_over(tmp_path: Path) -> None:
    assert read_table(workbook(tmp_path / "list.xlsx", [["name"], ["Acme"]], hidden=True)).headers == ["name"]


def test_an_empty_sheet(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="the first sheet is empty"):
        read_table(workbook(tmp_path / "list.xlsx", []))


def test_a_stray_cell_far_out_is_refused_rather_than_a_crash(tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx", [["name"], ["Acme"]])
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write(0, 0, "name")
        page.write(1_048_575, 16_383, "x")
    with pytest.raises(InvalidInput, match="reaches row 1048576 and column 16384"):
        read_table(path)


def test_damaged_spreadsheets_never_end_in_a_traceback(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "list.xlsx", [["name", "date"], ["Acme", date(2018, 1, 8)]] * 20).read_bytes()
    for at in range(10, len(whole), 97):
        for data in (whole[:at], whole[:at] + b"\xff\x00\xff" + whole[at + 3 :]):
            try:
                list(read_table(written(tmp_path, data, "bad.xlsx")).rows())
            except SalesctlError as error:
                assert "\n" not in str(error)  # noqa: PT017  # most mutations are still readable


def test_the_readers_libraries_are_loaded_only_when_needed() -> None:
    code = (
        "import sys, salesctl.exchange.file_rows, salesctl.exchange.rejects, salesctl.exchange.writing\n"
        "print(sorted({'python_calamine', 'xlsxwriter', 'charset_normalizer', 'sqlmodel', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
