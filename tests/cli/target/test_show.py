"""The page about a target, read before dialling; the clock stands on Monday 2026-11-23."""

from datetime import date

import pytest
from cli.rows import visit

from salesctl.domain.account import AccountActionFields, AccountPlanFields, AccountStageFields
from salesctl.domain.case import AccountCaseFields
from salesctl.domain.intel import IntelFields


@pytest.fixture
def page(run):
    """Return the sections of the page by title; the facts are the one without."""

    def call(name="Acme"):
        head, *sections = run("target", "show", name).out.split("\n\n")
        return {"": head, **dict(section.split("\n", 1) for section in sections)}

    return call


def test_a_bare_target_is_only_facts(run, page):
    run("target", "add", "Acme", "--phone", "02 2345 6789")
    assert list(page()) == [""]
    assert "Phone       02 2345 6789" in page()[""]
    assert "Next visit  not planned yet" in page()[""]
    run("target", "drop", "Acme", "--reason", "gone")
    assert "Next visit" not in page()[""]


def test_everything_known_is_on_it(run, page, insert):
    run("target", "add", "Acme")
    run("contact", "add", "Acme", "Ann", "--role", "money", "--role", "authority")
    run("prospect", "promote", "Acme", "--grade", "B", "--money", "m", "--need", "n", "--interest", "slight")
    run(
        *("visit", "add", "Acme", "--order", "120.50", "--keep-open", "--objection", "price:too dear", "-q"),
        *("--interest", "strong", "--current", "12 days", "--desired", "3", "--note", "rang twice", "--next", "fri"),
    )
    account_id = insert(AccountPlanFields(target_id=1, rep_id=1, opened_on="2026-10-01"))[0]
    insert(
        AccountStageFields(account_id=account_id, stage="need", since="2026-10-01"),
        AccountActionFields(account_id=account_id, action="show the plan", owner="Lin", ends_on="2026-12-01"),
        AccountCaseFields(
            target_id=1, rep_id=1, kind="complaint", text="it jams", opened_on="2026-11-01", due_on="2026-11-20"
        ),
        IntelFields(noted_on=date(2026, 11, 2), kind="customer", target_id=1, rep_id=1, text="moves in spring"),
    )
    told = page()
    assert list(told) == [
        *("", "People", "Open prospects", "Open needs", "Objections still open", "Planned", "Open cases", "Visits"),
        *("Orders", "Intel"),
    ]
    for line in (
        "Visits        1, the last on 2026-11-23",
        "Trend         ▄ strong",
        "Orders        1, total USD 120.50",
        "Account plan  stage need since 2026-10-01; next: show the plan (Lin) by 2026-12-01",
    ):
        assert line in told[""]
    run("account", "action", "edit", "1", "--by", "2026-11-20")
    assert "next: show the plan (Lin) by 2026-11-20; 1 overdue" in page()[""]
    assert "-9" in told["Open needs"]
    assert "too dear" in told["Objections still open"]
    assert "2026-11-27" in told["Planned"]
    assert "overdue" in told["Open cases"]
    assert "rang twice" in told["Visits"]
    assert "moves in spring" in told["Intel"]


def test_closed_prospects_are_counted(run, page):
    run("target", "add", "Acme")
    for _ in range(2):
        run("prospect", "promote", "Acme", "--grade", "B", "--money", "m", "--need", "n", "--interest", "slight")
        run("prospect", "lose", "Acme", "--reason", "price")
    run("prospect", "promote", "Acme", "--grade", "C", "--money", "m", "--need", "n", "--interest", "slight")
    run("visit", "add", "Acme", "--order", "100", "-q")
    assert "Past prospects  2 lost (2026-11-23), 1 won (2026-11-23)" in page()[""]
    assert "Open prospects" not in page()


def test_a_customer_told_how_satisfied_it_is_and_what_a_competitor_does(run, page):
    run("target", "add", "Acme")
    run("visit", "add", "Acme", "--outcome", "advance", "--on", "2026-11-20", "--satisfaction", "4", "-q")
    run("visit", "add", "Acme", "--outcome", "advance", "--competitor", "Rival rents it out", "--reaction", "tempted")
    assert "Satisfaction       4 of 5 on 2026-11-20\n" in page()[""]
    assert "Competitor's move  Rival rents it out; they: tempted\n" in page()[""]


def test_only_the_last_visits_are_listed(run, page, insert):
    run("target", "add", "Acme")
    insert(*(visit(1, f"2026-10-{day:02}", interest="slight") for day in range(1, 15)))
    told = page()
    assert "Visits      14, the last on 2026-10-14" in told[""]
    assert len(told["Visits: the last 10, and 4 older"].strip().splitlines()) == 12


def test_data_holds_the_targets_own_fields_alone(run):
    run("target", "add", "Acme")
    run("visit", "add", "Acme", "--outcome", "advance")
    (row,) = run("target", "show", "Acme", "--format", "json").json
    assert (row["name"], row["last_visit"]) == ("Acme", "2026-11-23")
    assert len(run("target", "show", "Acme", "--format", "csv").csv) == 1


def test_markdown_is_the_page_with_text_as_it_is(run):
    run("target", "add", "A [bold] | <script>")
    run("visit", "add", "1", "--outcome", "advance", "--impression", "`x` <b>")
    text = run("target", "show", "1", "--format", "md").out
    assert text.startswith("# A \\[bold\\] \\| \\<script\\>\n")
    assert "\\`x\\` \\<b\\>" in text
