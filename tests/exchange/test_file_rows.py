import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from salesctl.domain.enums.prospect import Interest
from salesctl.domain.enums.target import CustomerClass, Method
from salesctl.domain.enums.visit import Mode, ObjectionKind, Outcome
from salesctl.domain.notation import Heard
from salesctl.errors import InvalidInput
from salesctl.exchange.file_rows import FileRowReader, Problem
from salesctl.exchange.headers import match_headers
from salesctl.exchange.reading import read_table
from salesctl.exchange.rejects import rejects_file

TOO_MANY = "5 cells, but the header has 4: is a cell with a delimiter not quoted?"


def reader(path: Path, kind: str, text: str | bytes, form: str | None = None, **mapping: str) -> FileRowReader:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    table = read_table(path)
    return FileRowReader(table, match_headers(kind, table.headers, mapping), form)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "list.csv"


def test_targets_in_chinese(file: Path) -> None:
    text = (
        "客戶名稱,區域,客戶等級,開發方法,電話,標籤,年營收\n"
        " 永豐牙醫診所 ,大安區,a級,掃蕩,02-27001234,vip; 牙科:矯正,1\n"
        "大同公司,,,,,,\n"
    )
    records = list(reader(file, "targets", text.encode("cp950")))
    assert [(record.line, record.values, record.problems) for record in records] == [
        (
            2,
            {
                "name": "永豐牙醫診所",
                "territory": "大安區",
                "class": CustomerClass.A,
                "method": Method.CANVASS,
                "phone": "02-27001234",
                "tags": ["vip", "牙科:矯正"],
            },
            [],
        ),
        (
            3,
            {"name": "大同公司", "territory": None, "class": None, "method": None, "phone": None, "tags": []},
            [],
        ),
    ]


def test_sales_with_dates_found_from_the_column(file: Path) -> None:
    with pytest.raises(InvalidInput, match="close_date: ambiguous dates: '01-03-17' may be 2017-03-01"):
        reader(file, "sales", "account,close_date,close_value\nAcme,01-03-17,1054\n")
    read = reader(file, "sales", "account,close_date,close_value\nAcme,01-03-17,1054\nBeta,31-03-2017,50\n")
    assert read.date_forms["date"].label == "dd-mm-yyyy"
    assert [record.values for record in read] == [
        {"target": "Acme", "date": date(2017, 3, 1), "amount": 105_400},
        {"target": "Beta", "date": date(2017, 3, 31), "amount": 5_000},
    ]
    assert len(list(read)) == 2, "a second pass gives the same"
    given = reader(file, "sales", "account,close_date,close_value\nAcme,01-03-17,1054\n", form="mm-dd-yy")
    assert next(iter(given)).values["date"] == date(2017, 1, 3)


def test_a_visit_with_everything(file: Path) -> None:
    text = (
        "name;on;at;minutes;mode;met;key-person;interest;outcome;objection;order;discount;satisfaction;next;recorded_at\n"
        'Acme;2018-01-08;9:30;45;拜訪;"Ann; 週";是;信服;訂單;price:too dear;GTX Pro=4,821;15%;5;2018-01-15;'
        "2018-01-08T10:00:00Z\n"
    )
    (record,) = reader(file, "visits", text)
    assert record.problems == []
    assert record.values == {
        "name": "Acme",
        "visited_on": date(2018, 1, 8),
        "at": "09:30",
        "minutes": 45,
        "mode": Mode.IN_PERSON,
        "met": ["Ann", "週"],
        "key_person": True,
        "interest": Interest.CONVINCED,
        "outcome": Outcome.ORDER,
        "objections": [Heard(ObjectionKind.PRICE, text="too dear")],
        "order_amount": [("GTX Pro", 482_100)],
        "discount": 15.0,
        "satisfaction": 5,
        "next_on": date(2018, 1, 15),
        "recorded_at": datetime(2018, 1, 8, 10, tzinfo=UTC),
    }


def test_bad_rows_name_line_column_and_reason(file: Path) -> None:
    text = (
        "Customer,date,Amount\n"
        "Acme,31/01/2018,-5\n"
        ",2018-02-30,\n"
        '"Be\nta",15/01/2018,abc\n'
        "Gamma,16/01/2018,1,2\n"
        '"Delta" x,16/01/2018,1\n'
        "Good,17/01/2018,7\n"
    )
    records = list(reader(file, "sales", text))
    assert [str(problem) for record in records for problem in record.problems] == [
        "line 2, Amount: '-5' is negative",
        "line 3, date: '2018-02-30' is not a date in the form dd-mm-yyyy",
        "line 3, Customer: is empty",
        "line 3, Amount: is empty",
        "line 4, Customer: 'Be\\x0ata' has a line break or a control character in it",
        "line 4, Amount: 'abc' is not an amount",
        "line 6: 4 cells, but the header has 3: is a cell with a delimiter not quoted?",
        'line 7: a quotation mark in the wrong place (inside a quoted cell it is written twice: "")',
    ]
    assert records[-1].values == {"target": "Good", "date": date(2018, 1, 17), "amount": 700}
    assert "date" not in records[1].values


@pytest.mark.parametrize(("codec", "delimiter"), [("utf-8", ","), ("cp950", ";"), ("utf-16", "\t")])
def test_rejects_are_mended_and_imported_again(tmp_path: Path, codec: str, delimiter: str) -> None:
    rows = ["客戶,日期,金額,備註", "大同公司,2018-01-08,-5,=1+1", "永豐,2018-01-09,7,", "鴻運,2018-01-10,1,x,y"]
    text = "\r\n".join(row.replace(",", delimiter) for row in rows)
    read = reader(tmp_path / "list.csv", "sales", text.encode(codec))
    records = list(read)
    records[1].problems.append(Problem(3, "客戶", "no such target; did you mean 永豐牙醫診所?"))
    bad = tmp_path / "bad.csv"
    with rejects_file(bad, read_table(tmp_path / "list.csv"), records):
        assert not bad.exists()
    with bad.open(encoding="utf-8", newline="") as stream:
        assert list(csv.reader(stream, delimiter=delimiter)) == [
            ["客戶", "日期", "金額", "備註", "salesctl_error"],
            ["大同公司", "2018-01-08", "-5", "=1+1", "金額: '-5' is negative"],
            ["永豐", "2018-01-09", "7", "", "客戶: no such target; did you mean 永豐牙醫診所?"],
            ["鴻運", "2018-01-10", "1", "x", TOO_MANY, "y"],
        ]
    mended = bad.read_text("utf-8").replace("-5", "5").replace(f"{delimiter}y", "")
    again = reader(bad, "sales", mended)
    assert [record.problems for record in again] == [[], [], []]
    assert [record.values["amount"] for record in again] == [500, 700, 100]
    with rejects_file(tmp_path / "bad2.csv", read_table(bad), list(again)):
        pass
    assert (tmp_path / "bad2.csv").read_text("utf-8").splitlines()[0].count("salesctl_error") == 1


def test_rejects_of_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["target", "date", "amount"])
        page.write_row(1, 0, ["Acme", date(2018, 1, 8), 1054.555])
    table = read_table(path)
    (record,) = FileRowReader(table, match_headers("sales", table.headers, {}))
    assert record.values == {"target": "Acme", "date": date(2018, 1, 8)}
    with rejects_file(tmp_path / "bad.csv", table, [record]):
        pass
    assert (tmp_path / "bad.csv").read_bytes() == (
        b"target,date,amount,salesctl_error\r\n"
        b"Acme,2018-01-08,1054.555,amount: '1054.555' has more than two decimals\r\n"
    )
