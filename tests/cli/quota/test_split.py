"""`salesctl quota split` and `join`: cells into parts by each kind of weights, and back."""

import pytest
from cli.rows import sale

pytestmark = pytest.mark.usefixtures("business")


@pytest.fixture(autouse=True)
def year(tree, prepared):
    prepared("unsplit", lambda: tree(2027, 1000_00))


def test_history_is_the_share_of_past_sales(run, amounts, adds_up):
    done = run("quota", "split", "2027", "--by", "product")
    assert done.out == "Quota 2027 split by product: 1 cell into 2 parts, weights history.\n"
    # 1,100.00 of GTX and 600.00 of MG: 647.058… and 352.941…
    assert amounts() == {"": 1000, "GTX": 647.06, "MG": 352.94}
    run("quota", "split", "2027", "--by", "territory")
    assert amounts()["MG North"] == 235.29  # 400 of 600, 235.293…
    assert adds_up() == 7


def test_every_level_in_its_order_down_to_the_month(run, adds_up, sql):
    for level in ("product", "territory", "rep", "customer", "month"):
        run("quota", "split", "2027", "--by", level)
    assert adds_up() > 12
    # MG was bought in both territories, GTX by North alone: each leaf names all five.
    whole = "product_id IS NULL OR territory_id IS NULL OR rep_id IS NULL OR target_id IS NULL OR month IS NULL"
    leaves = "FROM quota leaf WHERE NOT EXISTS (SELECT 1 FROM quota part WHERE part.parent_id = leaf.id)"
    assert sql(f"SELECT count(*) {leaves}")[0][0] % 12 == 0
    assert sql(f"SELECT count(*) {leaves} AND ({whole})") == [(0,)]


def test_levels_may_be_left_out_but_not_turned_round(run, refused, adds_up):
    run("quota", "split", "2027", "--by", "rep")
    assert adds_up() == 4
    assert "nothing here can be split by product" in refused(4, "quota", "split", "2027", "--by", "product")
    run("quota", "join", "2027")
    run("quota", "split", "2027", "--by", "product")
    assert adds_up() == 3


def test_only_what_is_chosen_is_split(run, adds_up, amounts):
    run("quota", "split", "2027", "--by", "product")
    run("quota", "split", "2027", "--product", "GTX", "--by", "month", "--weights", "equal")
    assert adds_up() == 3 + 12
    # 647.06 / 12 = 53.921…: eleven remain, which the first months get.
    cells = amounts("--product", "GTX")
    assert (cells["GTX 2027-01"], cells["GTX 2027-02"], cells["GTX 2027-12"]) == (53.93, 53.93, 53.92)


def test_reps_are_those_of_the_territory(run, amounts):
    run("quota", "split", "2027", "--by", "territory")
    run("quota", "split", "2027", "--by", "rep")
    assert set(amounts()) == {"", "North", "South", "North Ann", "North Bob", "South 陳小姐"}


def test_customers_are_those_who_bought_there_and_were_not_dropped(run, amounts):
    run("quota", "split", "2027", "--by", "territory")
    run("target", "drop", "Acme", "--reason", "closed")
    done = run("quota", "split", "2027", "--by", "customer")
    assert amounts() == {"": 1000, "North": 882.35, "South": 117.65, "South 台北客戶": 117.65}
    assert "Left whole, no customer there: North." in done.err


def test_a_cell_without_parts_of_the_kind_is_left_whole_and_named(run, adds_up):
    run("territory", "add", "East")
    run("quota", "split", "2027", "--by", "territory", "--weights", "equal")
    done = run("quota", "split", "2027", "--by", "rep")
    assert "Left whole, no rep there: East." in done.err
    assert adds_up() == 1 + 3 + 3


def test_a_split_that_finds_no_part_at_all_is_refused(run, refused):
    run("territory", "add", "East")
    run("territory", "add", "West")
    run("quota", "split", "2027", "--by", "territory", "--weights", "equal")
    error = refused(4, "quota", "split", "2027", "--territory", "East", "--by", "rep")
    assert error.startswith("Error: there is no rep to split East into; `salesctl quota split --help` says")
    run("quota", "join", "2027")
    manual = ("--weights", "manual", "--weight", "East=1", "--weight", "West=1")
    run("quota", "split", "2027", "--by", "territory", *manual)
    assert "no customer to split East and 1 more into" in refused(4, "quota", "split", "2027", "--by", "customer")


def test_months_are_split_by_the_season_and_unknown_months_are_named(run, amounts):
    done = run("quota", "split", "2027", "--by", "month")
    assert done.out == "Quota 2027 split by month: 1 cell into 12 parts, weights season.\n"
    assert "10 of 12 months, 1 year of each; nothing on record for Nov, Dec: index 1" in done.err
    # March sold 460 of 1,700 in ten months: index 2.7058…, and 1000 / 12 × that is 225.490….
    assert amounts()["2027-03"] == 225.49
    assert amounts()["2027-11"] == pytest.approx(1000 / 12, abs=0.01)


def test_a_season_needs_orders_enough(run):
    run("quota", "split", "2027", "--by", "rep")
    done = run("quota", "split", "2027", "--by", "month")
    assert "3 cells with too few orders of their own for a season: weighed as a level above is." in done.err


def test_without_any_history_the_split_is_equal_and_says_so(run, amounts):
    run("quota", "set", "2020", "100")
    done = run("quota", "split", "2020", "--by", "product")
    assert "weights equal" in done.out
    assert "No past sales for 1 cell: split equally." in done.err
    assert amounts(year="2020") == {"": 100, "GTX": 50, "MG": 50}


def test_a_cell_without_history_is_weighed_as_the_level_above(run, amounts):
    run("product", "add", "New")
    run("quota", "split", "2027", "--by", "product", "--weights", "equal")
    done = run("quota", "split", "2027", "--by", "territory")
    assert "1 cell with no past sales of their own: weighed as a level above is." in done.err
    # All products: 1,500 in North, 200 in South.
    assert amounts()["New South"] == pytest.approx(333.33 * 200 / 1700, abs=0.01)


def test_who_never_sold_is_named_and_keeps_a_row(run, amounts):
    run("product", "add", "New")
    done = run("quota", "split", "2027", "--by", "product")
    assert "No past sales, so nothing by history: New;" in done.err
    assert amounts()["New"] == 0


def test_sales_that_do_not_name_the_dimension_are_said(run, insert):
    insert(sale(1, "2026-05-05", 12345, territory_id=1))
    done = run("quota", "split", "2027", "--by", "product")
    assert "Past sales without a product weigh nothing: 123.45." in done.err


def test_manual_weights_name_the_parts(run, amounts):
    weights = ("--weights", "manual", "--weight", "North=3", "--weight", "South=1.5")
    run("quota", "split", "2027", "--by", "territory", *weights)
    assert amounts() == {"": 1000, "North": 666.67, "South": 333.33}


def test_manual_weights_may_leave_a_part_out_of_a_second_split(run, amounts, adds_up):
    run("quota", "split", "2027", "--by", "territory")
    done = run("quota", "split", "2027", "--by", "territory", "--weights", "manual", "--weight", "South=1")
    assert "1 old cell removed" in done.out
    assert amounts() == {"": 1000, "South": 1000}
    assert adds_up() == 2


def test_market_weights(run, amounts, refused):
    assert "no market index: North, South lack income" in refused(
        2, "quota", "split", "2027", "--by", "territory", "--weights", "market"
    )
    for name, shares in (("North", (0.6, 0.5, 0.4)), ("South", (0.4, 0.5, 0.6))):
        values = dict(zip(("--income", "--retail", "--population"), map(str, shares), strict=True))
        run("territory", "edit", name, *(word for pair in values.items() for word in pair))
    run("quota", "split", "2027", "--by", "territory", "--weights", "market")
    # 0.5 × 0.6 + 0.3 × 0.5 + 0.2 × 0.4 = 0.53
    assert amounts() == {"": 1000, "North": 530, "South": 470}


def test_splitting_again_keeps_ids_locks_and_what_hangs_below(run, amounts, adds_up, sql):
    run("quota", "split", "2027", "--by", "territory")
    run("quota", "split", "2027", "--by", "month")
    ids = sql("SELECT id FROM quota ORDER BY id")
    run("quota", "lock", "2027", "--territory", "North", "100")
    run("quota", "split", "2027", "--by", "territory", "--weights", "equal")
    assert (amounts()["North"], amounts()["South"]) == (100, 900)
    assert sql("SELECT id FROM quota ORDER BY id") == ids
    assert adds_up() == 27


def test_splitting_again_without_a_change_changes_nothing(run, tree, sql):
    tree(2028, 777_77, "product", "rep", "month")
    before = sql("SELECT * FROM quota")
    for level in ("product", "rep", "month"):
        run("quota", "split", "2028", "--by", level)
    assert sql("SELECT * FROM quota") == before


def test_orders_are_split_in_whole_numbers(run, amounts, adds_up):
    run("quota", "set", "2027", "10", "--measure", "orders")
    run("quota", "split", "2027", "--by", "product", "--measure", "orders")
    assert amounts("--measure", "orders") == {"": 10, "GTX": 8, "MG": 2}  # ten and two orders: 8.33 and 1.67
    adds_up()


def test_orders_of_many_cells_are_rounded_up_in_turn(run, amounts, adds_up):
    run("quota", "set", "2027", "12", "--measure", "orders")
    run("quota", "split", "2027", "--by", "product", "--measure", "orders")
    run("quota", "split", "2027", "--by", "month", "--weights", "equal", "--measure", "orders")
    # GTX has ten orders and MG two: the months that got none of GTX get one of MG.
    cells = amounts("--measure", "orders")
    months = [f"2027-{number:02}" for number in range(1, 13)]
    assert [cells[f"GTX {month}"] + cells[f"MG {month}"] for month in months] == [1] * 12
    adds_up()


def test_the_months_of_a_fiscal_year(run, amounts):
    run("config", "set", "fiscal_year_start", "4")
    run("quota", "split", "2027", "--by", "month", "--weights", "equal")
    assert list(amounts())[1::11] == ["2027-04", "2028-03"]


def test_another_fiscal_year_says_which_quotas_it_leaves_askew(run, adds_up):
    run("quota", "set", "2026", "100")
    run("quota", "split", "2027", "--by", "month")
    said = run("config", "set", "fiscal_year_start", "4").err
    assert said == (
        "Warning: quota 2027 is split by months that are no longer all in 2027; `salesctl quota split 2027 --by month`"
        " splits it again.\n"
    )
    run("quota", "split", "2027", "--by", "month")
    assert adds_up() == 1 + 1 + 12
    assert run("config", "set", "fiscal_year_start", "4").err == ""
    assert "quota 2027 is split" in run("config", "unset", "fiscal_year_start").err


def test_join_takes_the_parts_away(run, adds_up, refused):
    run("quota", "split", "2027", "--by", "product")
    run("quota", "split", "2027", "--by", "month")
    assert run("quota", "join", "2027", "--product", "MG").out == "Quota 2027: MG whole again; 12 parts removed.\n"
    assert adds_up() == 3 + 12
    assert "has no parts" in refused(4, "quota", "join", "2027", "--product", "MG")
    run("quota", "lock", "2027", "--product", "GTX", "--month", "2027-02")
    assert "GTX · 2027-02 is locked" in refused(4, "quota", "join", "2027")


def test_join_says_what_was_undertaken_for_the_parts(run):
    run("quota", "split", "2027", "--by", "product")
    run("quota", "split", "2027", "--by", "rep")
    run("quota", "commit", "2027", "--rep", "Ann", "5")
    joined = run("quota", "join", "2027").out
    assert joined == "Quota 2027: 2027 whole again; 8 parts removed, 2 commitments with them.\n"


def test_one_undo_takes_a_whole_split_back(run, adds_up):
    run("quota", "split", "2027", "--by", "month")
    run("undo")
    assert adds_up() == 1


@pytest.mark.parametrize(
    ("code", "options", "words"),
    [
        (2, "--by territory --weights manual --weight North=0 --weight South=0", "sum to zero"),
        (3, "--by territory --weights manual --weight Nowhere=1", "there is no territory 'Nowhere'"),
        (2, "--by territory --weights manual --weight North=-1", "a number from 0 up"),
        (2, "--by territory --weights manual --weight North=nan", "a number from 0 up"),
        (2, "--by territory --weights manual --weight North", "give NAME=N"),
        (2, "--by territory --weights manual --weight North=1 --weight north=2", "a weight already"),
        (2, "--by territory --weights manual", "given one by one"),
        (2, "--by territory --weight North=1", "--weight goes with --weights manual"),
        (2, "--by month --weights manual --weight 2026-01=1", "no month of 2027"),
        (2, "--by product --weights season", "a season tells months apart"),
        (2, "--by rep --weights market", "tells territories apart"),
        (3, "--by month --territory North", "no such cell"),
    ],
)
def test_what_cannot_be_split_is_one_line_and_writes_nothing(refused, code, options, words):
    assert words in refused(code, "quota", "split", "2027", *options.split())


def test_history_that_is_asked_for_must_be_there(run, refused):
    run("quota", "set", "2020", "100")
    error = refused(2, "quota", "split", "2020", "--by", "product", "--weights", "history")
    assert "no sales from 2017-01-01 to 2019-12-31" in error
    run("quota", "set", "2040", "100")
    error = refused(2, "quota", "split", "2040", "--by", "month", "--weights", "season")
    assert "2040 rests on the years before it, and no month of those is over; use --weights equal" in error


def test_a_year_that_was_not_set_cannot_be_split(refused):
    assert "2031 has no quota yet; `salesctl quota set 2031" in refused(3, "quota", "split", "2031", "--by", "rep")
