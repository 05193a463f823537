"""Sales entered by hand: whose they are, which prospect they win, and how they are changed."""

import pytest
from cli.rows import prospect


@pytest.fixture
def acme(run):
    """Acme of Lin's in the North, and two products."""
    run("target", "add", "Acme Ltd", "--territory", "North", "--rep", "Lin")
    run("product", "add", "GTX Pro")
    run("product", "add", "MG")


@pytest.fixture
def stored(sql):
    """Return the sales, or other rows, as they are stored."""

    def call(columns="sold_on, amount, target_id, product_id, territory_id, rep_id, visit_id", table="sale"):
        return sql(f"SELECT {columns} FROM {table} ORDER BY id")

    return call


def test_a_sale_is_credited_to_the_owner_in_the_targets_territory(run, acme, stored):
    said = run("sale", "add", "acme", "1,200.50").out
    assert said == "Sale 1 added: 2026-11-23, Acme Ltd, 1,200.50.\n"
    assert stored() == [("2026-11-23", 120050, 1, None, 1, 1, None)]


def test_what_is_named_holds(run, acme, stored):
    run("territory", "add", "South")
    options = ("--product", "gtx", "--territory", "South", "--rep", "Zoe", "--external-id", "S-1")
    said = run("sale", "add", "Acme", "5", "--on", "2026-11-02", *options).out
    assert said == "Sale 1 added: 2026-11-02, Acme Ltd, GTX Pro, 5.00. (new rep Zoe)\n"
    assert stored() == [("2026-11-02", 500, 1, 1, 2, 2, None)]
    assert stored("external_id") == [("S-1",)]


def test_it_makes_a_customer(run, acme):
    run("sale", "add", "Acme", "5")
    assert run("target", "list", "-f", "json").json[0]["status"] == "customer"


PROSPECTS = "product_id, status, closed_on"


def test_it_wins_the_open_prospect_and_takes_its_product(run, acme, insert, stored):
    insert(prospect(1, product_id=1))
    said = run("sale", "add", "Acme", "5", "--on", "2026-11-20").out
    assert said == "Sale 1 added: 2026-11-20, Acme Ltd, GTX Pro, 5.00. (its prospect is won)\n"
    assert stored(PROSPECTS, "prospect") == [(1, "won", "2026-11-20")]
    assert stored("product_id, prospect_id") == [(1, 1)]


@pytest.mark.parametrize(
    ("options", "open_products"),
    [
        (("--keep-open",), [1, 2]),
        (("--product", "MG"), [1]),
        (("--product", "Third"), [1, 2]),
        (("--product", "GTX", "--on", "2026-10-31"), [1, 2]),  # they were opened on November 1st
    ],
)
def test_it_wins_only_what_it_fits(run, acme, insert, stored, options, open_products):
    run("product", "add", "Third")
    insert(prospect(1, product_id=1), prospect(1, product_id=2))
    assert run("sale", "add", "Acme", "5", *options).err == ""
    assert [product for product, status, _ in stored(PROSPECTS, "prospect") if status == "open"] == open_products


def test_where_several_could_be_won_none_is_and_it_says_so(run, acme, insert, stored):
    insert(prospect(1, product_id=1), prospect(1, product_id=2))
    said = run("sale", "add", "Acme", "5").err
    assert said.startswith("Warning: Acme Ltd: 2 prospects are open and none was closed; `salesctl undo`")
    assert [status for _, status, _ in stored(PROSPECTS, "prospect")] == ["open", "open"]


def test_undo_takes_back_the_sale_and_the_win(run, acme, insert, tables):
    insert(prospect(1))
    before = tables(journal=False)
    run("sale", "add", "Acme", "5")
    run("undo")
    assert tables(journal=False) == before


def test_an_order_from_a_visit_appears_once(run, acme):
    run("visit", "add", "Acme", "--order", "GTX Pro=100", "--order", "MG=50")
    run("sale", "add", "Acme", "7")
    sales = run("sale", "list", "-f", "json").json
    assert sorted(row["amount"] for row in sales) == [7.0, 50.0, 100.0]
    assert [run("visit", "list", "-f", "json").json[0]["order_amount"]] == [150.0]
    (segment,) = run("progress", "segments", "-f", "json").json
    assert (segment["orders"], segment["amount"]) == (3, 157.0)
    (north,) = run("territory", "list", "-f", "json").json
    assert (north["orders"], north["amount"]) == (3, 157.0)
    matrix = {row["name"]: row["amount"] for row in run("product", "matrix", "-f", "json").json}
    assert matrix == {"GTX Pro": 100.0, "MG": 50.0}
    (month,) = (row for row in run("progress", "metrics", "-f", "json").json if row["week"] == "total")
    assert (month["orders"], month["amount"]) == (3, 157.0)


def test_an_order_that_seems_to_be_recorded_already_is_warned_of(run, acme):
    visited = run("visit", "add", "Acme", "--order", "GTX Pro=100", "--order", "GTX Pro=100", "--order", "50")
    assert "alike" not in visited.err, "one visit may bring two alike"
    said = run("sale", "add", "Acme", "100", "--product", "GTX")
    assert said.err == "Warning: Acme Ltd: sale 1 is alike, of that day too; `salesctl undo` if it is the same.\n"
    assert "sale 3 is alike" in run("sale", "add", "Acme", "50", "--product", "MG").err, "its product was not said"
    for other in (("100.01",), ("100", "--product", "MG"), ("100", "--product", "GTX", "--on", "yesterday")):
        assert run("sale", "add", "Acme", *other).err == ""


def test_a_visit_that_brings_an_order_already_recorded_is_warned_of(run, acme):
    run("sale", "add", "Acme", "100", "--product", "GTX")
    said = run("visit", "add", "Acme", "--order", "GTX Pro=100").err
    assert (
        "Warning: Acme Ltd: sold: GTX Pro 100.00: sale 1 is alike, of that day too; `salesctl sale drop 1` if it is the"
        " same." in said
    )


def test_a_sale_is_changed_field_by_field(run, acme, stored):
    run("sale", "add", "Acme", "5", "--product", "GTX", "--external-id", "S-1")
    said = run("sale", "edit", "1", "--amount", "6.50", "--on", "2026-11-20").out
    assert said == "Sale 1 changed: 2026-11-20, Acme Ltd, 6.50.\n"
    assert stored() == [("2026-11-20", 650, 1, 1, 1, 1, None)]
    run("sale", "edit", "1", "--product", "", "--territory", "", "--external-id", "", "--rep", "Zoe")
    assert stored() == [("2026-11-20", 650, 1, None, None, 2, None)]
    assert stored("external_id") == [(None,)]


def test_the_win_follows_the_sale_to_another_day(run, acme, insert, stored):
    insert(prospect(1))
    run("sale", "add", "Acme", "5", "--on", "2026-11-20")
    run("sale", "edit", "1", "--on", "2026-11-10")
    assert stored(PROSPECTS, "prospect") == [(None, "won", "2026-11-10")]


def test_an_order_of_a_visit_keeps_the_visits_day(run, acme, refused, stored):
    run("visit", "add", "Acme", "--order", "100", "--on", "2026-11-20")
    said = refused(4, "sale", "edit", "1", "--on", "2026-11-10", "--amount", "7")
    assert "ordered at visit 1 and keeps its day; `salesctl visit edit 1 --on DATE` moves both" in said
    run("sale", "edit", "1", "--on", "2026-11-20", "--amount", "7")
    run("visit", "edit", "1", "--on", "2026-11-10")
    assert stored("sold_on, amount") == [("2026-11-10", 700)]


@pytest.mark.parametrize(
    ("code", "args", "words"),
    [
        (2, ("add", "Acme", "5", "--on", "2026-11-24"), "2026-11-24 is still to come"),
        (2, ("add", "Acme", "5", "--on", "1999-12-31"), "before 2000"),
        (2, ("add", "Acme", "much"), "cannot read the amount 'much'"),
        (2, ("add", "Acme", "--", "-5"), "an amount cannot be negative"),
        (2, ("add", "Acme", "-5"), "a figure cannot be negative, not -5"),
        (2, ("add", "Acme"), "AMOUNT"),
        (3, ("add", "Nobody", "5"), "no target 'Nobody'"),
        (3, ("add", "Acme", "5", "--territory", "Moon"), "no territory 'Moon'"),
        (3, ("add", "Acme", "5", "--product", "Wheel"), "no product 'Wheel'"),
        (4, ("add", "Acme", "5", "--external-id", "S-1"), "external id 'S-1' is that of sale 1 already"),
        (2, ("edit", "1", "--on", "tomorrow"), "2026-11-24 is still to come"),
        (2, ("edit", "1", "--amount", "-5"), "an amount cannot be negative"),
        (2, ("edit", "1", "--rep", "", "--amount", "7"), "name"),
        (3, ("edit", "1", "--territory", "Moon", "--amount", "7"), "no territory 'Moon'"),
        (3, ("edit", "3", "--amount", "7"), "there is no sale 3"),
        (4, ("edit", "2", "--external-id", "S-1"), "external id 'S-1' is that of sale 1 already"),
    ],
)
def test_what_cannot_be_is_refused(run, acme, refused, code, args, words):
    run("sale", "add", "Acme", "5", "--external-id", "S-1")
    run("sale", "add", "Acme", "5")
    assert words in refused(code, "sale", *args)


def test_a_dropped_target_takes_no_order(run, acme, refused):
    run("target", "drop", "Acme", "--reason", "closed down")
    assert "was dropped on 2026-11-23" in refused(4, "sale", "add", "Acme", "5")
