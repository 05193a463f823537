"""Listing visits and showing one."""

import pytest


@pytest.fixture
def week_of_visits(run, acme):
    """Visits over three days, two of them on one day."""
    run("target", "add", "北方貿易", "--rep", "Lin")
    for name, on, outcome, note in [
        ("Acme", "2026-11-13", "advance", "Asked about GTX"),
        ("Acme", "2026-11-20", "no-sale", "gone"),
        ("北方", "2026-11-20", "advance", "要報價"),
        ("北方", "2026-11-23", "continuation", "gtx again"),
    ]:
        run("visit", "add", name, "--on", on, "--outcome", outcome, "--note", note)
    run("visit", "edit", "4", "--rep", "Lin")


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ((), [4, 3, 2, 1]),
        (("--limit", "2"), [4, 3]),
        (("--target", "Acme"), [2, 1]),
        (("--target", "北方", "--limit", "1"), [4]),
        (("--from", "2026-11-20"), [4, 3, 2]),
        (("--to", "2026-11-20"), [3, 2, 1]),
        (("--week", "last"), [3, 2]),
        (("--week", "2026-W46"), [1]),
        (("--outcome", "advance"), [3, 1]),
        (("--outcome", ""), [4, 3, 2, 1]),
        (("--rep", "Lin"), [4]),
        (("--search", "GTX"), [4, 1]),
        (("--search", "報價"), [3]),
        (("--search", "%"), []),
    ],
)
def test_filters(week_of_visits, listed, options, ids):
    assert [row["id"] for row in listed(*options)] == ids


def test_a_listing_says_when_it_is_cut_or_empty(run, week_of_visits):
    assert "The first 2; --limit shows more." in run("visit", "list", "--limit", "2").err
    assert "No visits fit" in run("visit", "list", "--search", "nothing").err


def test_a_week_and_days_are_not_given_together(run, week_of_visits, refused):
    assert "not both" in refused(2, "visit", "list", "--week", "this", "--from", "2026-11-01")


def test_an_unknown_visit(run, acme, refused):
    for command in (("show", "7"), ("drop", "7"), ("edit", "7", "--note", "x")):
        assert "there is no visit 7; see `salesctl visit list`" in refused(3, "visit", *command)
    refused(2, "visit", "show", str(2**63))


def test_a_table_marks_an_assumed_length(run, acme, visit):
    visit()
    visit("--minutes", "45")
    table = run("visit", "list").out
    assert "30e" in table
    assert "45" in table
    assert "30e" in run("visit", "show", "1").out
    assert [row["minutes"] for row in run("visit", "list", "--format", "csv").csv] == ["45", ""]


def test_csv_joins_lists(run, acme, visit):
    visit("--met", "Ann", "--met", "Bo", "--objection", "price", "--objection", "no-time:later", "--discount", "10")
    (row,) = run("visit", "list", "--format", "csv").csv
    assert (row["met"], row["objections"], row["discount"]) == ("Ann; Bo", "price; no-time:later", "0.1")


def test_user_text_is_never_markup(run, acme, visit):
    visit("--note", "[bold]x[/bold] [/red] 報價")
    assert "[bold]x[/bold] [/red] 報價" in run("visit", "list").out
    assert "[bold]x[/bold] [/red] 報價" in run("visit", "show", "1").out
