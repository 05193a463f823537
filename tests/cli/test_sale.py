"""Sales, as they are listed and dropped."""

import pytest
from cli.rows import sale


@pytest.fixture
def sold(run, insert):
    """Three sales: Acme in North twice (GTX by me, MG by Lin), Beta in South once without a product."""
    run("target", "add", "Acme", "--territory", "North")
    run("target", "add", "Beta", "--territory", "South", "--rep", "Lin")
    run("product", "add", "GTX")
    run("product", "add", "MG")
    insert(
        sale(1, "2026-11-02", 120000, territory_id=1, product_id=1, external_id="S-1"),
        sale(1, "2026-11-20", 5, territory_id=1, product_id=2, rep_id=2),
        sale(2, "2026-11-20", 100, territory_id=2, rep_id=2),
    )


def test_sales_are_listed_newest_first_with_their_total(run, sold):
    listed = run("sale", "list")
    assert listed.err == "3 sales, total 1,201.05.\n"
    assert [line.split()[0] for line in listed.out.splitlines()[2:]] == ["3", "2", "1"]
    last = run("sale", "list", "-f", "json").json[-1]
    assert last == {
        "id": 1,
        "date": "2026-11-02",
        "target": "Acme",
        "product": "GTX",
        "territory": "North",
        "rep": "me",
        "amount": 1200.0,
        "external_id": "S-1",
    }
    assert '"amount": 1200.00' in run("sale", "list", "-f", "json").out
    assert run("sale", "list", "-f", "csv").err == ""


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ((), [3, 2, 1]),
        (("--from", "2026-11-20"), [3, 2]),
        (("--to", "2026-11-19"), [1]),
        (("--from", "2026-11-02", "--to", "2026-11-02"), [1]),
        (("--target", "acme"), [2, 1]),
        (("--product", "GTX"), [1]),
        (("--territory", "South"), [3]),
        (("--rep", "Lin"), [3, 2]),
        (("--rep", "Lin", "--target", "Acme"), [2]),
        (("--limit", "1"), [3]),
        (("--from", "yesterday"), []),
    ],
)
def test_sales_are_narrowed(run, sold, options, ids):
    assert [row["id"] for row in run("sale", "list", *options, "-f", "json").json] == ids


def test_a_cut_list_says_so_and_has_the_total_of_all(run, sold):
    assert run("sale", "list", "--limit", "2").err == "The first 2; --limit shows more.\n3 sales, total 1,201.05.\n"
    assert "2 sales, total 1.05." in run("sale", "list", "--rep", "Lin", "--limit", "1").err


def test_a_single_sale_is_counted_in_the_singular(run, sold):
    assert run("sale", "list", "--product", "MG").err == "1 sale, total 0.05.\n"


def test_a_dropped_sale_comes_back_with_undo(run, sold, tables):
    before = tables(journal=False)
    assert run("sale", "drop", "1").out == "Sale 1 dropped: 2026-11-02, Acme, 1,200.00.\n"
    assert [row["id"] for row in run("sale", "list", "-f", "json").json] == [3, 2]
    run("undo")
    assert tables(journal=False) == before


def test_a_sale_is_shown(run, sold):
    (shown,) = run("sale", "show", "1", "-f", "json").json
    assert (shown["target"], shown["visit_id"], shown["prospect_id"]) == ("Acme", None, None)
    assert "1,200.00" in run("sale", "show", "1").out


@pytest.mark.parametrize(
    ("code", "args"),
    [
        (3, ("drop", "4")),
        (3, ("show", "4")),
        (2, ("drop", "Acme")),
        (2, ("drop", "0")),
        (2, ("drop", str(2**63))),
        (3, ("list", "--target", "Nobody Inc")),
        (3, ("list", "--product", "Wheel")),
        (3, ("list", "--territory", "Moon")),
        (3, ("list", "--rep", "Zoe")),
        (2, ("list", "--from", "2026-02-30")),
        (2, ("list", "--limit", "0")),
        (2, ("list", "--limit", "9" * 20)),
        (2, ("list", "--format", "xml")),
    ],
)
def test_what_cannot_be_done_is_refused(refused, sold, code, args):
    assert refused(code, "sale", *args).startswith("Error: ")


def test_an_empty_list_says_what_to_do(run):
    assert run("sale", "list", "-f", "csv").out.strip().count("\n") == 0
    assert "salesctl import sales" in run("sale", "list").err
