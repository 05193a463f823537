"""Budgets of a territory and month, beside its quota and its sales."""

import pytest
from cli.rows import sale

from salesctl.domain.quota import QuotaFields


@pytest.fixture
def places(run, prepared):
    def fill():
        run("target", "add", "Acme", "--territory", "North")
        run("territory", "add", "台北")

    prepared("places", fill)


def listed(run, *options):
    return run("quota", "budget", "list", *options, "-f", "json").json


def test_a_budget_is_set_and_set_again(run, places, sql):
    said = run("quota", "budget", "set", "north", "2026-12", "5,000.50", "--note", "trade fair").out
    assert said == "Budget 1 North, 2026-12: 5,000.50.\n"
    assert run("quota", "budget", "set", "North", "next", "6000").out == (
        "Budget 1 North, 2026-12: 6,000.00. (it was 5,000.50)\n"
    )
    assert sql("SELECT territory_id, month, amount, note FROM budget") == [(1, "2026-12", 600000, "trade fair")]
    run("quota", "budget", "set", "North", "2026-12", "6000", "--note", "")
    assert sql("SELECT note FROM budget") == [(None,)]


def test_a_budget_stands_beside_the_quota_and_the_sales(run, places, insert):
    run("quota", "budget", "set", "North", "2026-11", "50")
    run("quota", "budget", "set", "台北", "2026-11", "20")
    run("quota", "budget", "set", "North", "2026-12", "60")
    insert(
        QuotaFields(year=2026, amount=1000),
        QuotaFields(year=2026, amount=1000, parent_id=1, territory_id=1),
        QuotaFields(year=2026, amount=700, parent_id=2, territory_id=1, month="2026-11"),  # split further
        QuotaFields(year=2026, amount=400, parent_id=3, territory_id=1, rep_id=1, month="2026-11"),
        QuotaFields(year=2026, amount=300, parent_id=3, territory_id=1, target_id=1, month="2026-11"),
        QuotaFields(year=2026, amount=9, measure="orders", territory_id=1, month="2026-11"),
        sale(1, "2026-11-02", 120, territory_id=1),
        sale(1, "2026-11-30", 5, territory_id=1),
        sale(1, "2026-12-01", 70, territory_id=1),
        sale(1, "2026-11-02", 8),
    )
    assert [tuple(row.values()) for row in listed(run)] == [
        (1, "North", "2026-11", 50.0, 7.0, 1.25, None),
        (2, "台北", "2026-11", 20.0, None, 0.0, None),
        (3, "North", "2026-12", 60.0, None, 0.7, None),
    ]


def test_budgets_are_narrowed_to_a_fiscal_year_and_a_territory(run, places):
    for territory, month in (("North", "2026-03"), ("North", "2026-04"), ("台北", "2027-03"), ("North", "2027-04")):
        run("quota", "budget", "set", territory, month, "1")
    assert [row["month"] for row in listed(run, "2026")] == ["2026-03", "2026-04"]
    run("config", "set", "fiscal_year_start", "4")
    assert [row["month"] for row in listed(run, "2026")] == ["2026-04", "2027-03"]
    assert [row["month"] for row in listed(run, "2026", "--territory", "North")] == ["2026-04"]
    assert len(listed(run)) == 4
    assert len(listed(run, "--limit", "3")) == 3


def test_a_dropped_budget_comes_back_with_undo(run, places, tables):
    run("quota", "budget", "set", "North", "2026-12", "5")
    before = tables(journal=False)
    assert run("quota", "budget", "drop", "North", "2026-12").out == "Budget of North, 2026-12, dropped.\n"
    assert not tables()["budget"]
    run("undo")
    assert tables(journal=False) == before


@pytest.mark.parametrize(
    ("code", "args", "words"),
    [
        (3, ("set", "Moon", "2026-12", "5"), "no territory 'Moon'"),
        (2, ("set", "North", "2026-13", "5"), "there is no month 2026-13"),
        (2, ("set", "North", "2026-12", "--", "-5"), "an amount cannot be negative"),
        (2, ("set", "North", "2026-12", "-5"), "a figure cannot be negative, not -5"),
        (2, ("set", "North", "2026-12", "much"), "cannot read the amount"),
        (3, ("drop", "North", "2026-11"), "no budget of North for 2026-11"),
        (2, ("list", "1"), "greater than or equal to 1990"),
    ],
)
def test_what_cannot_be_is_refused(run, places, refused, code, args, words):
    assert words in refused(code, "quota", "budget", *args)


def test_an_empty_list_says_what_to_do(run):
    assert run("quota", "budget", "list").err == "No budgets fit; `salesctl quota budget set` makes one.\n"
