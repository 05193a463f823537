"""The account plan on narrow and wide terminals, as Markdown, as a page, and as data; today is 2026-11-23."""

from itertools import product
from pathlib import Path

import pytest
from cli.page import Page
from rich.cells import cell_len

EXPECTED = Path(__file__).with_name("expected")
WIDTHS = (60, 80, 120)
SHOWN = {
    "show": "account show Acme",
    "list": "account list",
    "actions": "account action list",
    "cases": "case list",
}
pytestmark = pytest.mark.usefixtures("planned")


def test_it_fits_the_terminal(run, monkeypatch):
    for width, (name, command) in product(WIDTHS, SHOWN.items()):
        monkeypatch.setenv("COLUMNS", str(width))
        printed = run(*command.split()).out
        assert max(map(cell_len, printed.splitlines())) <= width
        assert printed == (EXPECTED / f"{name}_{width}.txt").read_text(encoding="utf-8")


def test_markdown_is_the_whole_plan(run):
    text = run("account", "show", "Acme", "-f", "md").out
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "# Account plan: Acme Ltd",
        *("## Stages", "## Opportunity assessment", "## Three steps", "## Action plan (行動計劃書)", "## People"),
        *("## Visits by month", "## Last orders", "## Open cases"),
    ]
    assert r"two \<script\>alert(1)\</script\> boards broken" in text
    assert r"a second source \| for the board" in text
    assert "|\n\nTotal 17 of 25; weakest: decision timing.\n" in text


def test_the_page_is_whole_and_shows_all_text_as_it_is(run, home):
    file = home / "plan.html"
    assert run("account", "show", "Acme", "--html", str(file)).out == f"Account plan written to {file}.\n"
    page = Page(file.read_text(encoding="utf-8"))
    assert page.tags["script"] == page.tags["b"] == 0
    assert (page.tags["section"], page.tags["table"]) == (1, 8)
    for told in (
        "two <script>alert(1)</script> boards broken",
        "deliver within <b>a day</b>",
        "培訓操作員",
        "1,200.50",
    ):
        assert told in page.shown


def test_the_plan_as_one_row_with_the_sales_of_its_fiscal_year(run, monkeypatch):
    (row,) = run("account", "show", "Acme", "-f", "json").json
    assert (row["total"], row["assessed"], row["weakest"], row["score_timing"]) == (17, 5, ["timing"], 2)
    assert (row["next_action"], row["next_on"], row["overdue"]) == ("cost sheet to the CFO", "2026-11-20", 1)
    assert (row["last_high_level"], row["last_visit"], row["days_silent"]) == ("2026-10-05", "2026-11-13", 10)
    assert (row["sales"], row["open_cases"]) == (1200.5, 2)
    assert (row["success"], row["strategy"]) == (["deliver within <b>a day</b>"], ["partner in design"])
    monkeypatch.setenv("SALESCTL_TODAY", "2027-01-04")
    assert run("account", "list", "-f", "json").json[0]["sales"] == 0
    run("config", "set", "fiscal_year_start", "4")
    assert run("account", "list", "-f", "json").json[0]["sales"] == 1200.5


def test_the_last_high_level_visit_is_one_with_a_key_person(run):
    run("visit", "add", "Acme", "--on", "2026-11-20", "--outcome", "advance", "--met", "Bob")
    assert run("account", "list", "-f", "json").json[0]["last_high_level"] == "2026-10-05"
    run("visit", "add", "Acme", "--on", "2026-11-21", "--outcome", "advance", "--key-person")
    assert run("account", "list", "-f", "json").json[0]["last_high_level"] == "2026-11-21"
    facts = run("account", "show", "Acme").out
    assert "Visits, 12 months      5: 4 successful (order or advance), 1 ordinary; 2 high-level" in facts
