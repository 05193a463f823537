"""What is exported with --excel runs nowhere: not in a spreadsheet, and not where semicolons or tabs part the cells."""

import csv
import io
import re
import zipfile
from decimal import Decimal

import pytest
from hostile.files import GOOD
from hostile.program import run

from salesctl.exchange.writing import write_csv

EXECUTED = re.compile(r"\s*[=+@＝＋－＠-]")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
KINDS = (*GOOD, "plan", "territories", "quota", "intel", "cases", "actions", "segments", "goals", "budgets")


def executed(content: str, delimiter: str) -> list[str]:
    """Return the cells that a spreadsheet which parts at this delimiter would run."""
    cells = [
        cell.strip(" \xa0") for row in csv.reader(io.StringIO(content, newline=""), delimiter=delimiter) for cell in row
    ]
    return [cell for cell in cells if EXECUTED.match(cell) and not NUMBER.fullmatch(cell)]


@pytest.mark.parametrize("kind", KINDS)
def test_no_cell_of_a_list_is_executed(kind, home, refill, hostile_bytes):
    refill(hostile_bytes)
    assert run("export", kind, "--excel", "-o", "out.csv").code == 0
    content = (home / "out.csv").read_bytes().decode("utf-8-sig")
    for delimiter in ",;\t":
        assert executed(content, delimiter) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_spreadsheet_holds_texts_and_no_formulas(kind, home, refill, hostile_bytes):
    refill(hostile_bytes)
    assert run("export", kind, "--excel", "-o", "out.xlsx").code == 0
    with zipfile.ZipFile(home / "out.xlsx") as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert not any("externalLink" in name or ("rels" in name and "sheet" in name) for name in archive.namelist())
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet


def test_a_figure_below_nothing_stays_a_figure():
    stream = io.StringIO()
    write_csv(stream, ["gap", "note"], [[Decimal("-5.00"), "-5"], [-3, "- first\n- second"]], excel=True)
    assert stream.getvalue().splitlines()[1:] == ["-5.00,'-5", "-3,\"'- first", "'- second\""]
