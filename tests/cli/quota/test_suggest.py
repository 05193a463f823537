"""`quota suggest`, as it is used; the clock stands on Monday 2026-11-23."""

import re

import pytest
from cli.rows import sale

from salesctl.domain.product import ProductFields
from salesctl.domain.target import TargetFields
from salesctl.domain.territory import RepFields


def views(run, *args: str, year: str = "2027") -> dict[str, dict]:
    return {row["view"]: row for row in run("quota", "suggest", year, *args, "-f", "json").json}


@pytest.fixture
def customers(insert, prepared):
    def fill():
        insert(
            RepFields(name="me", name_key="me"),
            TargetFields(name="Acme", name_key="acme", rep_id=1, added_on="2024-01-01"),
            ProductFields(name="GTX", name_key="gtx", margin=0.4),
            ProductFields(name="MG", name_key="mg"),
        )

    prepared("suggest", fill)


def months(year: int, first: int, last: int, amount: int, **more: object):
    return [sale(1, f"{year}-{month:02}-15", amount, **more) for month in range(first, last + 1)]


def test_nothing_is_invented(run):
    result = run("quota", "suggest", "2027", "-f", "json")
    found = {row["view"]: row for row in result.json}
    assert [row["amount"] for row in found.values()] == [None, None, None]
    assert found["history"]["missing"] == ["sales of 2026 (none on record; `salesctl import sales` adds them)"]
    assert found["market"]["missing"] == [
        "market size (--market-size, or `salesctl territory edit NAME --market-size`)",
        "share (--share, or `salesctl territory edit NAME --share`)",
        "share growth (--share-growth, 0% if it is to stay as it is)",
    ]
    assert found["profit"]["missing"] == [
        "fixed cost (--fixed-cost)",
        "profit wanted (--profit)",
        "margin (--margin, or `salesctl product edit NAME --margin`)",
    ]
    assert result.err == "No view of 2027 can be worked out yet: give what is missing.\n"


def test_the_three_views_with_everything_given(run, customers, insert):
    insert(*months(2026, 1, 10, 1_000_00))
    market = ("--market-size", "100000000", "--share", "12%", "--share-growth", "5%", "--purchasing-power", "1.1")
    profit = ("--fixed-cost", "2000000", "--profit", "800000", "--margin", "32%")
    found = views(run, "--growth", "10%", *market, *profit)
    assert {view: row["amount"] for view, row in found.items()} == {
        "history": 13_200.0,
        "market": 13_860_000.0,
        "profit": 8_750_000.0,
    }
    assert found["history"]["arithmetic"] == "10,000.00 / 10 × 12 = 12,000.00, × 1.1 = 13,200.00"
    assert found["history"]["inputs"] == [
        "sales of 2026 10,000.00 (2026 has 10 of 12 months (2026-01 to 2026-10); a monthly average of 1,000.00,"
        " no season known)",
        "growth 10% (--growth)",
    ]
    assert found["market"]["arithmetic"] == "100,000,000.00 × 0.12 × 1.1 × 1.05 = 13,860,000.00"
    assert found["market"]["inputs"] == [
        "the market 100,000,000.00 × 0.12 × 1.1 (--market-size, --share, --purchasing-power; growth not known,"
        " left out)",
        "share growth 5% (--share-growth)",
    ]
    assert found["profit"]["arithmetic"] == "(2,000,000.00 + 800,000.00) / 32% = 8,750,000.00"
    assert all(row["missing"] == [] for row in found.values())


def test_one_year_of_sales_has_no_growth(run, customers, insert):
    insert(*months(2025, 3, 12, 1_000_00))
    history = views(run, year="2026")["history"]
    assert history["amount"] is None
    assert history["arithmetic"] == "10,000.00 / 10 × 12 = 12,000.00, × (1 + growth)"
    assert history["missing"] == ["growth (--growth; there are no sales before 2025 to compare with)"]


def test_two_years_have_a_growth_and_a_season(run, customers, insert):
    insert(*months(2025, 1, 12, 1_000_00), *months(2026, 1, 10, 1_200_00))
    history = views(run)["history"]
    assert history["amount"] == 17_280.0
    assert history["inputs"][1] == "growth 20% (2026 against the same months of 2025)"
    assert "weighed by the seasonal indices of the years before" in history["inputs"][0]
    # What is given goes before what was measured.
    assert views(run, "--growth", "0%")["history"]["amount"] == 14_400.0


def test_a_year_without_sales_between_others(run, customers, insert):
    insert(*months(2024, 1, 12, 100))
    assert views(run)["history"]["missing"] == ["sales of 2026 (none on record; `salesctl import sales` adds them)"]


def test_the_market_of_the_territories(run):
    run("territory", "add", "North", "--market-size", "1000000", "--share", "20%", "--growth", "10%")
    run("territory", "add", "Keelung", "--parent", "North", "--market-size", "400000", "--share", "50%")
    run("territory", "add", "臺北", "--market-size", "500000", "--purchasing-power", "1.2")
    missing = views(run, "--share-growth", "0%")["market"]
    assert missing["amount"] is None
    assert missing["missing"] == ["share of 臺北 (--share, or `salesctl territory edit '臺北' --share`)"]
    run("territory", "edit", "臺北", "--share", "10%")
    found = views(run, "--share-growth", "0%")["market"]
    # Keelung is a part of North, and counted there.
    assert found["arithmetic"] == "(220,000.00 + 60,000.00) × 1 = 280,000.00"
    assert found["inputs"] == [
        "North 1,000,000.00 × 1.1 × 0.2 (territory data; purchasing power not known, left out)",
        "臺北 500,000.00 × 0.1 × 1.2 (territory data; growth not known, left out)",
        "share growth 0% (--share-growth)",
    ]


def test_the_margin_of_the_products_by_what_they_sold(run, customers, insert):
    insert(sale(1, "2026-03-01", 300_00, product_id=1), sale(1, "2026-03-02", 100_00, product_id=2))
    profit = views(run, "--fixed-cost", "100", "--profit", "20")["profit"]
    assert profit["amount"] == 300.0
    assert profit["inputs"][2] == "margin 40% (margins of 1 product weighed by their sales, 75% of those of 2026)"


def test_who_works_the_arithmetic_out_again_comes_to_the_amount(run, customers, insert):
    run("product", "edit", "MG", "--margin", "7.7%")
    insert(*months(2025, 1, 12, 777_77, product_id=1), sale(1, "2025-05-03", 1234_56, product_id=1))
    insert(*months(2026, 1, 10, 833_33, product_id=1), sale(1, "2026-03-02", 98_765_43, product_id=2))
    market = ("--market-size", "1000003", "--share", "12.34567%", "--share-growth", "1.7%")
    found = views(run, "--fixed-cost", "100000", "--profit", "23456.78", *market)
    assert "× 12 = " in found["history"]["arithmetic"]
    for row in found.values():
        for given, result in equations(row["arithmetic"]):
            assert given == pytest.approx(result, abs=0.011)
        assert row["arithmetic"].endswith(f"= {row['amount']:,.2f}")
    assert (
        "/ 33.333% = "
        in views(run, "--fixed-cost", "1", "--profit", "2", "--margin", "33.333%")["profit"]["arithmetic"]
    )


def equations(arithmetic: str) -> list[tuple[float, float]]:
    """Work out both sides of each equals sign of `100.00 / 10 × 12 = 120.00, × 1.05 = 126.00`."""
    sides = arithmetic.split(" = ")
    results = [side.partition(", ×")[0] for side in sides[1:]]
    return [
        (worked_out(side.replace(", ×", " ×")), worked_out(result))
        for side, result in zip(sides, results, strict=False)
    ]


def worked_out(side: str) -> float:
    return eval(re.sub(r"([\d.]+)%", r"(\1 / 100)", side.replace(",", "").replace("×", "*")))


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--margin", "0%"), "--margin: sales without a margin pay for nothing; give more than 0%"),
        (("--margin", "-5%"), "give more than 0%"),
        (("--fixed-cost", "-1"), "an amount cannot be negative"),
        (("--growth", "much"), "cannot read"),
        (("--growth", "-101%"), "nothing can shrink by more than 100%"),
        (("--share-growth", "-150%"), "nothing can shrink by more than 100%"),
        (("--share", "-5%"), "--share: a share cannot be negative"),
    ],
)
def test_bad_input(run, args, words):
    assert words in run("quota", "suggest", "2027", *args, code=2).err


def test_the_page_names_what_each_view_rests_on(run, customers, insert, monkeypatch):
    insert(*months(2026, 1, 10, 1_000_00))
    monkeypatch.setenv("COLUMNS", "80")
    printed = run("quota", "suggest", "2027", "--growth", "10%").out
    assert printed.splitlines()[:7] == [
        "Three views of 2027",
        "View        Amount  Arithmetic",
        "─" * 70,
        "history  13,200.00  10,000.00 / 10 × 12 = 12,000.00, × 1.1 = 13,200.00",
        "market           –  market size × share × (1 + share growth)",
        "profit           –  (fixed cost + profit wanted) / margin",
        "",
    ]
    assert max(map(len, printed.splitlines())) <= 80
