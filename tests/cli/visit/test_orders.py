"""Orders taken at a visit: sales, and the prospects they win."""

import pytest


@pytest.fixture
def order(run):
    """Record a visit to Acme with these orders."""

    def call(*orders: str, options: tuple[str, ...] = ()):
        flags = [part for one in orders for part in ("--order", one)]
        return run("visit", "add", "Acme Ltd", *flags, *options)

    return call


@pytest.fixture
def prospects(sql):
    """Return product, status and closing day of every prospect."""

    def call():
        return sql(
            "SELECT d.name, p.status, p.closed_on"
            " FROM prospect p LEFT JOIN product d ON d.id = p.product_id ORDER BY p.id"
        )

    return call


def test_an_order_is_a_sale_and_wins_its_prospect(acme, promote, order, prospects, sql, listed):
    promote("--need", "n", "--product", "GTX Pro")
    done = order("GTX Pro=1,200.50", options=("--on", "2026-11-20"))
    assert done.out == "Visit 1 Acme Ltd: order, in person, 2026-11-20. (won: GTX Pro 1,200.50)\n"
    assert prospects() == [("GTX Pro", "won", "2026-11-20")]
    assert sql(
        "SELECT sold_on, amount, target_id, product_id, territory_id, rep_id, visit_id, prospect_id FROM sale"
    ) == [("2026-11-20", 120050, 1, 1, 1, 1, 1, 1)]
    assert (listed()[0]["outcome"], listed()[0]["order_amount"]) == ("order", 1200.5)


def test_several_orders_are_several_sales_on_the_card(run, acme, order):
    assert "(sold: GTX Pro 0.05; sold: 300.00)" in order("GTX Pro=0.05", "300").out
    (card,) = run("visit", "show", "1", "--format", "json").json
    assert card["orders"] == ["GTX Pro=0.05", "300.00"]
    assert card["order_amount"] == 300.05


def test_the_credit_is_the_owners_unless_said(run, order, sql):
    run("target", "add", "Acme Ltd", "--rep", "Lin")
    order("100")
    order("200", options=("--rep", "Wu"))
    credited = sql("SELECT r.name FROM sale s JOIN rep r ON r.id = s.rep_id ORDER BY s.id")
    visitors = sql("SELECT r.name FROM visit v JOIN rep r ON r.id = v.rep_id ORDER BY v.id")
    assert (credited, visitors) == ([("Lin",), ("Wu",)], [("me",), ("Wu",)])


def test_an_order_of_another_product_closes_only_a_prospect_without_one(run, acme, promote, order, prospects):
    run("product", "add", "MG")
    promote("--need", "n", "--product", "GTX Pro")
    assert "sold: MG 1.00" in order("MG=1").out
    assert prospects() == [("GTX Pro", "open", None)]
    promote("--need", "n")
    assert "won: MG 1.00" in order("MG=1").out
    assert prospects() == [("GTX Pro", "open", None), (None, "won", "2026-11-23")]


def test_an_order_without_a_product_is_for_the_only_open_prospect(acme, promote, order, prospects, sql):
    promote("--need", "n", "--product", "GTX Pro")
    assert "(won: GTX Pro 7.00)" in order("7").out
    assert prospects() == [("GTX Pro", "won", "2026-11-23")]
    assert sql("SELECT product_id FROM sale") == [(1,)]


def test_an_order_that_fits_several_closes_none_and_says_so(acme, promote, order, prospects):
    promote("--need", "n", "--product", "GTX Pro")
    promote("--need", "n")
    done = order("7")
    assert "(sold: 7.00)" in done.out
    assert "Warning: Acme Ltd: sold: 7.00: 2 prospects are open and none was closed" in done.err
    assert [status for _, status, _ in prospects()] == ["open", "open"]


def test_a_second_order_of_a_product_leaves_other_prospects_alone(acme, promote, order, prospects, sql):
    promote("--need", "n", "--product", "GTX Pro")
    promote("--need", "n")
    order("GTX Pro=1", "GTX Pro=2")
    assert [status for _, status, _ in prospects()] == ["won", "open"]
    assert sql("SELECT prospect_id FROM sale") == [(1,), (1,)]


def test_keep_open(acme, promote, order, prospects, sql):
    promote("--need", "n", "--product", "GTX Pro")
    assert "sold: GTX Pro 1.00" in order("GTX Pro=1", options=("--keep-open",)).out
    assert prospects() == [("GTX Pro", "open", None)]
    assert sql("SELECT prospect_id FROM sale") == [(None,)]


def test_a_dropped_visit_takes_its_orders_back_and_undo_brings_all_again(run, acme, promote, order, prospects, tables):
    promote("--need", "n", "--product", "GTX Pro")
    order("GTX Pro=1", "GTX Pro=2", options=("--met", "Ann", "--objection", "price", "--next", "2026-12-01"))
    before = tables(journal=False)
    dropped = run("visit", "drop", "1")
    assert dropped.out == (
        "Visit 1 Acme Ltd, 2026-11-23, dropped. (orders deleted: 2; prospects open again: 1; next visit cancelled)\n"
    )
    assert prospects() == [("GTX Pro", "open", None)]
    after = tables(journal=False)
    assert [after[name] for name in ("visit", "sale", "objection", "visit_contact", "planned_visit")] == [[]] * 5
    run("undo")
    assert tables(journal=False) == before


def test_a_prospect_cannot_be_reopened_beside_another(acme, promote, order, refused):
    promote("--need", "n", "--product", "GTX Pro")
    order("GTX Pro=1")
    promote("--need", "n", "--product", "GTX Pro")
    said = refused(4, "visit", "drop", "1")
    assert "prospect 1, won at this visit, cannot be reopened: prospect 2 is open for the same product" in said


def test_a_prospect_with_another_order_stays_won(run, acme, promote, order, prospects, sql):
    promote("--need", "n", "--product", "GTX Pro")
    order("GTX Pro=1")
    order("GTX Pro=2")
    run("visit", "drop", "2")
    assert prospects() == [("GTX Pro", "won", "2026-11-23")]
    assert sql("SELECT amount FROM sale") == [(100,)]


def test_orders_move_with_their_visit(run, acme, promote, order, prospects, sql):
    promote("--need", "n", "--product", "GTX Pro")
    order("GTX Pro=1")
    run("visit", "edit", "1", "--on", "2026-11-19")
    assert sql("SELECT sold_on FROM sale") == [("2026-11-19",)]
    assert prospects() == [("GTX Pro", "won", "2026-11-19")]


def test_outcome_and_orders_go_together(run, acme, order, visit, refused):
    order("1")
    visit()
    assert "brought an order (sale 1); drop it first" in refused(4, "visit", "edit", "1", "--outcome", "advance")
    assert "has no order" in refused(2, "visit", "edit", "2", "--outcome", "order")
    run("visit", "edit", "2", "--outcome", "no-sale")
