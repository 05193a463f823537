"""`salesctl quota show` and `season`, and the quota as a file."""

import pytest
from cli.rows import named, sale

from salesctl.domain.territory import TerritoryFields

pytestmark = pytest.mark.usefixtures("business")

KEYS = (
    "id year product territory rep month amount locked committed actual measure customer gap attainment unplaced status"
    " split_by weights parent_id"
)


@pytest.fixture
def year(run, prepared):
    def fill():
        run("quota", "set", "2026", "1000")
        for level in ("product", "territory"):
            run("quota", "split", "2026", "--by", level, "--weights", "equal")

    prepared("shown", fill)


def shown(run, *options):
    rows = run("quota", "show", "2026", *options, "--format", "json").json
    return {" ".join(filter(None, (row["product"], row["territory"]))): row for row in rows}


def test_what_was_sold_is_counted_at_every_node(run, year):
    actual = {name: row["actual"] for name, row in shown(run).items()}
    expected = {"": 1700, "GTX": 1100, "GTX North": 1100, "GTX South": 0, "MG": 600, "MG North": 400, "MG South": 200}
    assert actual == expected
    assert shown(run)["GTX"]["attainment"] == 2.2


def test_a_sale_that_belongs_to_no_part_is_counted_above_and_said(run, year, insert):
    insert(sale(1, "2026-05-05", 1000, product_id=1), sale(1, "2026-06-05", 500), sale(1, "2025-12-31", 77700))
    rows = shown(run)
    assert (rows[""]["actual"], rows[""]["unplaced"]) == (1715, 5)
    assert (rows["GTX"]["actual"], rows["GTX"]["unplaced"]) == (1110, 10)
    assert rows["GTX North"]["actual"] == 1100
    assert "In no part" in run("quota", "show", "2026").out


def test_sales_are_counted_by_rep_customer_month_and_fiscal_year(run):
    run("config", "set", "fiscal_year_start", "4")
    run("quota", "set", "2026", "1000")
    for level in ("rep", "customer", "month"):
        run("quota", "split", "2026", "--by", level, "--weights", "equal")
    rows = run("quota", "show", "2026", "--format", "json").json
    actual = {(row["rep"], row["customer"], row["month"]): row["actual"] for row in rows}
    assert actual[None, None, None] == 20 * sum(range(4, 11)) + 200
    assert actual["Ann", "Acme", "2026-05"] == 100
    assert actual["陳小姐", None, "2026-04"] == 200  # who had no customer before the year began


def test_orders_are_counted_not_summed(run):
    run("quota", "set", "2026", "24", "--measure", "orders")
    (row,) = run("quota", "show", "2026", "--measure", "orders", "--format", "json").json
    assert (row["amount"], row["actual"], row["attainment"]) == (24, 12, 0.5)


def test_the_keys_in_their_order_and_null_for_the_other_dimensions(run, year):
    rows = run("quota", "show", "2026", "--format", "json").json
    assert {" ".join(row) for row in rows} == {KEYS}
    assert [rows[0][key] for key in ("product", "territory", "rep", "month", "committed", "parent_id")] == [None] * 6
    assert run("quota", "show", "2026", "--format", "csv").out.splitlines()[0] == KEYS.replace(" ", ",")


def test_each_node_follows_its_whole(run, year):
    rows = run("quota", "show", "2026", "--format", "json").json
    assert [row["territory"] or row["product"] for row in rows] == [
        None,
        "GTX",
        "North",
        "South",
        "MG",
        "North",
        "South",
    ]
    seen = {None}
    for row in rows:
        assert row["parent_id"] in seen
        seen.add(row["id"])


def test_the_table_indents_parts_and_names_a_lone_cell_in_full(run, year):
    run("quota", "lock", "2026", "--product", "MG", "--territory", "South")
    lines = run("quota", "show", "2026").out.splitlines()
    assert [line.split("  ", 1)[0] for line in lines[3:4]] == ["2026"]
    assert any(line.startswith("    South ") and "locked" in line for line in lines)
    assert "\nMG · South " in run("quota", "show", "2026", "--territory", "South").out


def test_a_long_tree_shows_its_upper_levels_and_says_so(run, year, insert):
    insert(*(named(TerritoryFields, f"T{number}") for number in range(9)))
    run("quota", "split", "2026", "--by", "territory", "--weights", "equal")
    run("quota", "split", "2026", "--by", "month")
    done = run("quota", "show", "2026")
    assert len(done.out.splitlines()) == 3 + 1 + 2 + 22
    assert "264 cells further down; --depth" in done.err
    assert len(run("quota", "show", "2026", "--depth", "3").out.splitlines()) == 3 + 1 + 2 + 22 + 264
    assert len(run("quota", "show", "2026", "--format", "json").json) == 289


def test_a_year_without_quotas(run):
    done = run("quota", "show", "2031")
    assert (done.out, done.err) == (
        "",
        "No such quota in 2031; `salesctl quota set 2031 AMOUNT` makes one, `quota split` its parts.\n",
    )


def test_the_season_shows_its_arithmetic(run):
    done = run("quota", "season", "2027", "--format", "json")
    march, december = done.json[2], done.json[11]
    assert list(march) == ["month", "years", "sold", "average", "overall", "index", "share"]
    assert (march["sold"], march["average"], march["overall"]) == (460, 460, 170)
    assert march["index"] == round(460 / 170, 6)
    assert (december["years"], december["sold"], december["index"]) == (0, None, 1)
    assert sum(row["index"] for row in done.json) == pytest.approx(12)
    assert "10 of 12 months, 1 year of each; nothing on record for Nov, Dec: index 1, an average month" in done.err
    (line,) = (line for line in run("quota", "season", "2027").out.splitlines() if line.startswith("Dec"))
    assert line.split()[:6] == ["Dec", "0", "–", "–", "170.00", "1.0000"]


def test_the_season_of_a_part_that_sold_too_little_is_the_one_above(run):
    own = run("quota", "season", "2027", "--territory", "South", "--format", "json")
    assert own.json == run("quota", "season", "2027", "--format", "json").json
    assert "Too few orders for a season of its own" in own.err


def test_the_season_of_years_that_differ_in_number(run, insert):
    insert(*(sale(1, f"2025-{month:02}-10", 1000) for month in (11, 12)))
    assert "rests on 12 of 12 months, 1 year of each" in run("quota", "season", "2027").err
    insert(sale(1, "2025-03-10", 1000))
    assert "12 of 12 months, 1 to 2 years of each" in run("quota", "season", "2027").err


def test_without_sales_there_is_no_season(run):
    done = run("quota", "season", "2020")
    assert done.out == ""
    assert "No sales on record before 2020: no season." in done.err


def test_the_season_follows_the_fiscal_year(run):
    run("config", "set", "fiscal_year_start", "7")
    rows = run("quota", "season", "2027", "--format", "json").json
    assert [row["month"] for row in rows] == [7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6]


def test_the_quota_as_a_file(run, tree, home):
    tree(2025, 500_00)
    tree(2027, 1000_00, "product")
    exported = run("export", "quota").csv
    assert [(row["year"], row["product"], row["amount"]) for row in exported][:2] == [
        ("2027", "", "1000.00"),
        ("2027", "GTX", "647.06"),
    ]
    assert " ".join(exported[0]) == KEYS
    assert [row["amount"] for row in run("export", "quota", "--from", "2025-03-01").csv] == ["500.00"]
    run("export", "quota", "-o", str(home / "q.xlsx"))
    assert (home / "q.xlsx").stat().st_size > 0
    tree(2026, 700_00)
    assert run("export", "quota").csv[0]["year"] == "2026", "the running year comes before later ones"


@pytest.mark.parametrize(
    ("export", "command"),
    [
        ("quota-season", ("quota", "season", "2027")),
        ("quota-season --rep Ann --measure orders", ("quota", "season", "2027", "--rep", "Ann", "--measure", "orders")),
        ("quota-suggest", ("quota", "suggest", "2027")),
        ("quota-check", ("quota", "check", "2027")),
        ("quota-check --measure orders", ()),
    ],
)
def test_season_suggestion_and_check_as_files(run, tree, home, export, command):
    tree(2027, 1000_00, "product")
    written = run("export", *export.split())
    assert written.csv == (run(*command, "-f", "csv").csv if command else [])
    assert run("export", *export.split(), "--from", "2027-05-01").out == written.out
    run("export", *export.split(), "-o", str(home / "s.xlsx"))
    assert (home / "s.xlsx").stat().st_size > 0


def test_quotas_are_exported_by_the_year(refused, year):
    assert "give --from alone" in refused(2, "export", "quota", "--to", "2026-03-01")
