"""`progress quota`, as it is used; the clock stands on Monday 2026-11-23."""

import pytest
from cli.rows import named, prospect, quota, sale, visit

from salesctl.domain.product import ProductFields
from salesctl.domain.target import TargetFields
from salesctl.domain.territory import RepFields, TerritoryFields


@pytest.fixture
def store(insert, prepared):
    """Two products, two territories, two reps with a customer each."""

    def fill():
        insert(
            *(named(ProductFields, name) for name in ("GTX", "MG")),
            *(named(TerritoryFields, name) for name in ("North", "臺北")),
            *(named(RepFields, name) for name in ("Ann", "林小姐")),
            named(TargetFields, "Acme", territory_id=1, rep_id=1, added_on="2025-01-01"),
            named(TargetFields, "王記", territory_id=2, rep_id=2, added_on="2025-01-01"),
        )

    prepared("progress", fill)


def grid(run, *args: str) -> list[dict]:
    return run("progress", "quota", *args, "-f", "json").json


def summary(run, *args: str) -> dict:
    return run("progress", "quota", "--summary", *args, "-f", "json").json[0]


def cells(rows: list[dict], by: str = "month") -> dict[tuple[str, str], tuple]:
    return {(row[by], row["product"]): (row["quota"], row["actual"], row["forecast"]) for row in rows}


@pytest.fixture
def year(store, insert, prepared):
    """A year split by product and month, sales, and prospects of every kind."""

    def fill():
        insert(
            quota(300_00, split_by="product"),
            quota(200_00, parent_id=1, product_id=1, split_by="month"),
            quota(100_00, parent_id=1, product_id=2),
            quota(120_00, parent_id=2, product_id=1, month="2026-11"),
            quota(80_00, parent_id=2, product_id=1, month="2026-12"),
        )
        insert(
            sale(1, "2026-11-02", 90_00, product_id=1, rep_id=1, territory_id=1),
            sale(2, "2026-01-31", 10_00, rep_id=2, territory_id=2),
            sale(1, "2025-12-31", 500_00, rep_id=1),
        )
        insert(
            # A/hot 0.9, B/warm 0.4, one slipped, one undated, one in the next year, one closed.
            prospect(1, product_id=1, amount=50_00, decide_by="2026-12-10", rep_id=1),
            prospect(2, grade="B", amount=10_00, decide_by="2026-12-31", rep_id=2),
            prospect(1, product_id=2, amount=7_00, decide_by="2026-11-22", rep_id=1),
            prospect(2, product_id=2, amount=3_00, rep_id=2),
            prospect(2, product_id=1, amount=999_00, decide_by="2027-01-01", rep_id=2),
            prospect(2, grade="C", amount=999_00, status="lost", closed_on="2026-11-20", rep_id=2),
        )

    prepared("progress of a year", fill)


def test_quota_actual_and_forecast_by_month_and_product(run, year):
    rows = grid(run)
    assert len(rows) == 13 * 4 + 4  # twelve months, what has no month, and the total; two products, none, and the total
    found = cells(rows)
    assert found["2026-11", "GTX"] == (120.0, 90.0, 90.0)
    assert found["2026-12", "GTX"] == (80.0, 0.0, 45.0)  # 0.9 of 50.00
    assert found["2026-12", "none"] == (None, 0.0, 4.0)  # 0.4 of 10.00
    assert found["none", "MG"] == (100.0, 0.0, 0.0)
    assert found["2026-01", "total"] == (None, 10.0, 10.0)
    assert found["2026-12", "total"] == (80.0, 0.0, 49.0)
    assert found["total", "total"] == (300.0, 100.0, 149.0)
    november = next(row for row in rows if (row["month"], row["product"]) == ("2026-11", "total"))
    assert (november["attainment"], november["gap"]) == (0.75, -30.0)


@pytest.mark.parametrize("by", ["month", "territory", "rep", "product"])
@pytest.mark.usefixtures("year")
def test_every_way_to_add_up_comes_to_the_same_whole(run, by):
    *lines, total = [row for row in grid(run, "--by", by) if by == "product" or row["product"] == "total"]
    assert total[by] == "total"
    assert (total["quota"], total["actual"], total["forecast"]) == (300.0, 100.0, 149.0)
    for figure in ("quota", "actual", "forecast"):
        assert sum(row[figure] or 0 for row in lines) == total[figure]
    assert all(row["forecast"] >= row["actual"] for row in lines)


def test_a_part_of_the_business(run, year):
    assert cells(grid(run, "--rep", "Ann", "--by", "territory"), "territory")["total", "total"] == (None, 90.0, 135.0)
    assert cells(grid(run, "--product", "MG"))["total", "total"] == (100.0, 0.0, 0.0)
    assert cells(grid(run, "--territory", "臺北"))["total", "total"] == (None, 10.0, 14.0)


def test_the_figures_about_the_whole(run, year, insert):
    insert(*(visit(1, "2026-11-02", rep_id=1, outcome="order" if number == 0 else "advance") for number in range(4)))
    found = summary(run)
    assert (found["quota"], found["actual"], found["remaining"]) == (300.0, 100.0, 200.0)
    assert found["run_rate"] == 111.62  # 100.00 × 365 / 327 days
    assert found["pace_needed"] == 100.0  # November and December are left
    assert (found["expected"], found["forecast"]) == (49.0, 149.0)
    assert found["pipeline"] == 70.0  # slipped and undated too, but not the one of next year
    assert found["coverage"] == 0.35
    # Three orders of the last twelve months come to 600.00, and one visit in four brought one: 200 ÷ 200 ÷ 0.25.
    assert (found["average_order"], found["hit_rate"], found["visits_needed"]) == (200.0, 0.25, 4)
    assert (found["slipped"], found["slipped_prospects"]) == (7.0, 1)
    assert (found["undated"], found["undated_prospects"]) == (3.0, 1)
    assert found["why"] == []


def test_the_card_of_the_whole_shows_every_figure(run, year):
    card = dict(line.split("  ", 1) for line in run("progress", "quota", "--summary").out.splitlines() if "  " in line)
    assert (card["Quota"].strip(), card["Remaining"].strip(), card["Visits needed"].strip()) == (
        "300.00",
        "200.00",
        "–",
    )


def test_the_cross_table_is_as_narrow_as_it_can_be(run, year, insert):
    def corners():
        heads = (line.split() for line in run("progress", "quota", "--by", "rep").out.splitlines())
        return [head for head in heads if head[:1] in (["Product"], ["Rep"])]

    reps = [named(RepFields, f"Rep{number}") for number in range(3, 6)]
    insert(*reps, *(quota(5_00, parent_id=1, rep_id=number, product_id=1) for number in range(1, 6)))
    assert corners()[-1] == ["Rep", "GTX", "MG", "total"]


def test_a_part_without_a_quota_is_told_apart_from_a_year_without(run, year):
    assert run("progress", "quota", "--rep", "Ann").err == (
        "No part of a quota of 2026 is for that alone; `salesctl quota split 2026 --by …` makes parts.\n"
    )


def test_what_is_missing_is_told(run, store):
    found = summary(run)
    assert (found["quota"], found["visits_needed"], found["hit_rate"]) == (None, None, None)
    assert found["why"] == [
        "no remaining, pace needed, coverage, visits needed: there is no quota",
        "no average order: no order in the last twelve months",
        "no hit rate: no visit in the last twelve months",
    ]
    page = run("progress", "quota")
    assert "There is no quota of 2026; `salesctl quota suggest 2026`" in page.err
    assert "No hit rate: no visit in the last twelve months." in page.out


def test_orders_are_counted(run, year, insert):
    insert(quota(10, measure="orders"))
    found = summary(run, "--measure", "orders")
    assert (found["quota"], found["actual"], found["remaining"], found["pipeline"]) == (10, 2, 8, 4)
    assert (found["expected"], found["forecast"]) == (1.3, 3.3)  # 0.9 and 0.4 of an order
    assert cells(grid(run, "--measure", "orders"))["2026-12", "total"] == (None, 0, 1.3)


def test_a_years_own_share_won_takes_the_place_of_the_settings(run, year, insert):
    run("config", "set", "quota.closed_prospects", "4")
    won = {"status": "won", "closed_on": "2026-10-01", "decide_by": "2026-10-15", "rep_id": 1}
    insert(*(prospect(1, **won) for _ in range(1)), *(prospect(1, **won | {"status": "lost"}) for _ in range(3)))
    found = summary(run)
    assert found["expected"] == 16.5  # 0.25 of 50.00 for Ann, 0.4 of 10.00 for the other rep as before
    assert (found["ahead_prospects"], found["measured_prospects"]) == (2, 1)
    run("config", "set", "quota.closed_prospects", "5")
    run("config", "set", "probability.A_hot", "0.5")
    assert summary(run)["expected"] == 29.0


def test_the_temperature_at_the_close_is_the_one_of_that_day(run, year, insert):
    run("config", "set", "quota.closed_prospects", "1")
    # Warm when it was lost, 60 days before its date; what is hot today is not weighed by it.
    insert(prospect(1, status="lost", closed_on="2026-10-01", decide_by="2026-11-30", rep_id=1))
    assert summary(run)["measured_prospects"] == 0
    # What the rep had called hot was.
    insert(prospect(1, status="lost", closed_on="2026-10-01", decide_by="2026-11-30", rep_id=1, temperature="hot"))
    assert summary(run)["expected"] == 4.0


@pytest.mark.parametrize(
    ("chosen", "actual", "forecast", "why"),
    [("2025", 500.0, 500.0, "the year is over"), ("2027", 0.0, 699.3, "the year has not begun")],
)
def test_a_year_that_is_over_and_one_to_come(run, year, insert, chosen, actual, forecast, why):
    insert(quota(1_000_00, year=int(chosen)))
    found = summary(run, chosen)
    assert (found["actual"], found["forecast"], found["slipped_prospects"]) == (actual, forecast, 0)
    assert any(reason.endswith(why) for reason in found["why"])
    assert "Slipped" not in run("progress", "quota", chosen).out


def test_a_fiscal_year_that_begins_in_april(run, year):
    run("config", "set", "fiscal_year_start", "4")
    months = list(dict.fromkeys(row["month"] for row in grid(run)))
    assert months == [*(f"2026-{month:02}" for month in range(4, 13)), "2027-01", "2027-02", "2027-03", "none", "total"]
    run("progress", "quota", "2025")


def test_names_that_are_not_there(refused, store):
    assert "there is no product 'nothing'" in refused(3, "progress", "quota", "--product", "nothing")


@pytest.mark.usefixtures("year")
@pytest.mark.parametrize("args", [(), ("--by", "territory"), ("--by", "product"), ("--summary",)])
def test_csv_and_markdown_hold_the_rows_of_the_grid(run, args):
    rows = len(grid(run, *args))
    assert len(run("progress", "quota", *args, "-f", "csv").csv) == rows
    assert len(run("progress", "quota", *args, "-f", "md").out.splitlines()) == rows + 2


def test_export_writes_a_spreadsheet(run, year, tmp_path):
    from python_calamine import CalamineWorkbook

    run("export", "quota-progress", "-o", str(tmp_path / "p.xlsx"))
    header, *rows = CalamineWorkbook.from_path(str(tmp_path / "p.xlsx")).get_sheet_by_index(0).to_python()
    assert header == ["month", "product", "quota", "actual", "attainment", "gap", "forecast"]
    assert rows[-1] == ["total", "total", 300.0, 100.0, pytest.approx(1 / 3, abs=1e-6), -200.0, 149.0]


def test_export_follows_the_year_the_lines_and_the_measure(run, year):
    exported = run("export", "quota-progress", "--by", "product", "--from", "2025-06-01").csv
    assert exported[-1] == dict(
        zip(exported[0], ("total", "", "500.00", "", "", "500.00"), strict=True)
    )  # sales of 2025
    orders = run("export", "quota-progress", "--by", "rep", "--measure", "orders").csv
    assert (orders[-1]["rep"], orders[-1]["actual"]) == ("total", "2")


def test_a_spreadsheet_is_not_written_as_text(refused, year, tmp_path):
    error = refused(2, "progress", "quota", "-o", str(tmp_path / "p.xlsx"))
    assert "this command writes text; `salesctl export` writes .xlsx" in error
    assert not (tmp_path / "p.xlsx").exists()
