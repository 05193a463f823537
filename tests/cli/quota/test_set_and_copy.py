"""`salesctl quota set`, `copy` and `drop`: whole years."""

import pytest

pytestmark = pytest.mark.usefixtures("business")


def test_a_year_is_set(run, sql):
    assert run("quota", "set", "2027", "12,000.50").out == "Quota 2027 set to 12,000.50 (id 1).\n"
    assert sql("SELECT year, measure, amount, status FROM quota") == [(2027, "amount", 1200050, "proposed")]
    done = run("quota", "set", "2027", "40", "--measure", "orders")
    assert done.err.startswith("Next: `salesctl quota split 2027 --by product --measure orders`, then by territory")
    assert sql("SELECT measure, amount FROM quota WHERE id = 2") == [("orders", 40)]


def test_a_year_set_again_changes_its_parts_in_proportion_and_leaves_locked_ones(run, amounts, adds_up, tree):
    tree(2027, 1000_00, "product", "month")
    run("quota", "lock", "2027", "--product", "MG", "400")
    done = run("quota", "set", "2027", "2000")
    assert done.out == "Quota 2027 (id 1) set from 1,000.00 to 2,000.00; 14 cells changed.\n"
    assert (amounts()["GTX"], amounts()["MG"]) == (1600, 400)
    assert adds_up() == 27


def test_the_same_figure_again_changes_nothing(run, sql, tree):
    tree(2027, 1000_00, "product", "month")
    before = sql("SELECT * FROM quota")
    assert run("quota", "set", "2027", "1000").out.endswith("from 1,000.00 to 1,000.00.\n")
    assert sql("SELECT * FROM quota") == before


def test_what_was_accepted_and_changes_is_proposed_again(run, sql, tree):
    tree(2027, 1000_00, "product")
    run("quota", "accept", "2027", "--product", "MG")
    assert "1 accepted before is proposed again" in run("quota", "set", "2027", "1100").out
    assert sql("SELECT DISTINCT status FROM quota") == [("proposed",)]


def test_a_year_cannot_be_set_below_its_locked_cells(run, refused, tree):
    tree(2027, 1000_00, "product", "territory")
    run("quota", "lock", "2027", "--product", "MG", "--territory", "North", "300")
    assert "the locked parts of MG hold more than MG itself" in refused(4, "quota", "set", "2027", "500")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("2027", "-5"), "a figure cannot be negative, not -5"),
        (("2027", "ten"), "cannot read the amount 'ten'"),
        (("2027", "1.5", "--measure", "orders"), "orders are a whole number such as 120, not '1.5'"),
        (("2027", "-3", "--measure", "orders"), "a figure cannot be negative, not -3"),
        (("3000", "5"), "less than or equal to 2200"),
        (("2027", "10000000000000.01"), "an amount is at most 10,000,000,000,000"),
        (("2027", "1000000000000001", "--measure", "orders"), "orders are at most 1,000,000,000,000,000"),
    ],
)
def test_a_figure_out_of_range_is_refused(run, refused, args, words):
    run("quota", "drop", "2027", code=3)  # makes the store
    assert words in refused(2, "quota", "set", *args)


def test_copy_grows_every_part_and_unlocks_it(run, amounts, adds_up, sql, tree):
    tree(2027, 1000_01, "product", "rep", "month")
    run("quota", "lock", "2027", "--product", "MG")
    run("quota", "accept", "2027", "--rep", "Ann")
    done = run("quota", "copy", "2027", "2029", "--grow", "5%")
    count = adds_up() // 2
    assert done.out == f"Quota 2029 (id {count + 1}) copied from 2027: 1,050.01 in {count} cells.\n"
    assert amounts(year="2029")["MG"] == pytest.approx(amounts()["MG"] * 1.05, abs=0.01)
    fresh = "locked = 0 AND committed IS NULL AND status = 'proposed' AND coalesce(month, '2029') LIKE '2029%'"
    assert sql(f"SELECT count(*) FROM quota WHERE year = 2029 AND {fresh}") == [(count,)]
    assert set(amounts(year="2029")) == {name.replace("2027", "2029") for name in amounts()}


def test_copy_is_refused_where_there_is_something_or_nothing_to_copy(run, refused):
    run("quota", "set", "2027", "1000")
    assert "2027 has quotas already" in refused(4, "quota", "copy", "2027", "2027")
    assert "2026 has no quota yet" in refused(3, "quota", "copy", "2026", "2028")
    assert "-100% leaves nothing to ask for" in refused(2, "quota", "copy", "2027", "2028", "--grow", "-100%")
    assert "cannot read the growth '5'" in refused(2, "quota", "copy", "2027", "2028", "--grow", "5")


def test_drop_and_undo(run, sql, tree):
    tree(2027, 1000_00, "product", "month")
    before = sql("SELECT * FROM quota")
    assert run("quota", "drop", "2027").out == "Quota 2027 dropped: 27 cells.\n"
    assert sql("SELECT * FROM quota") == []
    run("undo")
    assert sql("SELECT * FROM quota") == before


def test_what_a_quota_is_for_cannot_be_dropped(run, refused, tree):
    run("product", "add", "New")
    run("territory", "add", "East")
    tree(2027, 1000_00, "product", "territory")
    assert "in use by 4 quotas" in refused(4, "product", "drop", "New")
    assert "in use by 3 quotas" in refused(4, "territory", "drop", "East")


def test_a_customers_quota_goes_where_the_customer_goes(run, amounts, refused, tree):
    tree(2027, 1000_00, "territory", "customer")
    run("target", "add", "Acme Ltd", "--territory", "North")
    run("target", "merge", "Acme", "Acme Ltd")
    assert "North Acme Ltd" in amounts()
    tree(2028, 1000_00, "customer")
    error = refused(4, "target", "merge", "Acme Ltd", "台北客戶")
    assert "both have a quota in 2028" in error
