"""The target list on narrow and wide terminals, with English and Chinese names.

The expected tables stand in `tables/`; after a change that is meant, write them anew with what the test shows.
"""

from pathlib import Path

import pytest
from rich.cells import cell_len

EXPECTED = Path(__file__).with_name("tables")
WIDTHS = (60, 80, 120)


@pytest.fixture
def listed(run):
    run(
        *("target", "add", "Acme Shipping & Logistics (Keelung) International Holdings Ltd", "--territory", "North"),
        *("--block", "Harbour", "--site", "Pier 9 Tower", "--industry", "Logistics", "--size", "large", "--class", "A"),
        *("--method", "canvass", "--address", "12 Zhongzheng Road, Keelung", "--phone", "02 2345 6789", "--tag", "vip"),
    )
    run(
        *("target", "add", "臺灣積體電路製造股份有限公司新竹科學園區第十二廠", "--territory", "北區"),
        *("--block", "科學園區", "--site", "第十二廠", "--industry", "半導體", "--size", "大型企業", "--class", "B"),
        *("--method", "referral", "--address", "新竹市力行六路8號", "--phone", "03 563 6688", "--tag", "重點:高"),
    )
    run("target", "add", "大同", "--territory", "北區", "--class", "C")
    run("target", "add", "Beta [urgent] GmbH", "--territory", "South", "--rep", "Lin", "--phone", "+49 30 1234567")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_list_fits_the_terminal(run, listed, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    table = run("target", "list").out
    assert table == (EXPECTED / f"target_list_{width}.txt").read_text(encoding="utf-8")
    assert max(cell_len(line) for line in table.splitlines()) <= width


@pytest.mark.parametrize("width", [*range(40, 60, 4), *WIDTHS, 200])
@pytest.mark.parametrize(
    "command", ["target list", "contact list", "territory list", "territory show 北區", "product list"]
)
def test_no_line_is_wider_than_the_terminal_and_no_heading_is_cut(run, listed, monkeypatch, width, command):
    run(
        "contact",
        "add",
        "Beta",
        "王小明",
        "--role",
        "money",
        "--role",
        "authority",
        "--title",
        "採購部經理",
        "--note",
        "x" * 90,
    )
    run(
        "product", "add", "GTX Pro 專業版", "--price", "1234567.89", "--margin", "35%", "--external-id", "product-00001"
    )
    monkeypatch.setenv("COLUMNS", str(width))
    printed = run(*command.split()).out
    assert max(cell_len(line) for line in printed.splitlines()) <= width
    monkeypatch.setenv("COLUMNS", "1000")
    every_heading = set(_headings(run(*command.split()).out))
    assert set(_headings(printed)) <= every_heading


def _headings(table):
    """Return the words of the line above the rule."""
    lines = table.splitlines()
    (rule,) = (number for number, line in enumerate(lines) if line.startswith("───"))
    return lines[rule - 1].split()


def test_a_piped_table_is_not_cut(run, listed):
    table = run("target", "list").out
    assert "12 Zhongzheng Road, Keelung" in table
    assert max(cell_len(line) for line in table.splitlines()) > 200


def test_a_card_fits_the_terminal(run, listed, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    assert max(cell_len(line) for line in run("target", "show", "臺灣").out.splitlines()) <= 40
