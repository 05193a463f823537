"""Territories as markets: their factors, value, approach and zone, and the blocks with what was sold in them."""

import pytest
from cli.rows import prospect, sale, visit

from salesctl.domain.quota import QuotaFields

FACTORS = (
    *("--customers", "1200", "--area", "40.5", "--purchasing-power", "1.1", "--fixed-share", "25%"),
    *("--growth", "150%", "--share", "0.3", "--competitor-share", "45%", "--market-size", "1,000,000.50"),
    *("--income", "0.3", "--retail", "30%", "--population", "28.5%"),
    *("--competition-note", "Contoso sells by phone", "--customer-note", "價格敏感"),
)
STORED = (1200, 40.5, 1.1, 0.25, 1.5, 0.3, 0.45, 100000050, 0.3, 0.3, 0.285, "Contoso sells by phone", "價格敏感")
COLUMNS = (
    "customers, area, purchasing_power, fixed_share, growth, share, competitor_share, market_size, income, retail,"
    " population, competition_note, customer_note"
)


@pytest.fixture
def markets(run, prepared):
    """A zone each, and one territory without a share."""

    def fill():
        run("territory", "add", "North", *FACTORS[:8], "--growth", "12%", "--share", "30%")
        run("territory", "add", "台北市", "--growth", "2%", "--share", "0.2", "--customers", "600", "--area", "81")
        run("territory", "add", "East", "--growth", "30%", "--share", "0")
        run("territory", "add", "West", "--growth", "-3%", "--share", "19.9%")
        run("territory", "add", "South", "--growth", "12%")

    prepared("markets", fill)


def listed(run, name):
    (row,) = (row for row in run("territory", "list", "-f", "json").json if row["name"] == name)
    return row


@pytest.mark.parametrize("verb", ["add", "edit"])
def test_the_factors_of_a_market_are_stored(run, sql, verb):
    if verb == "edit":
        run("territory", "add", "North")
    run("territory", verb, "North", *FACTORS)
    assert sql(f"SELECT {COLUMNS} FROM territory") == [STORED]


def test_an_empty_text_clears_a_factor(run, sql):
    run("territory", "add", "North", *FACTORS)
    names = [name for name in FACTORS if name.startswith("--")]
    run("territory", "edit", "North", *(part for name in names for part in (name, "")))
    assert sql(f"SELECT {COLUMNS} FROM territory") == [(None,) * len(STORED)]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--share", "12"), "cannot read the share '12'; give 0.35 or 35%"),
        (("--share", "101%"), "cannot read the share '101%'"),
        (("--share", "-5%"), "share: input should be greater than or equal to 0, not -0.05"),
        (("--growth", "12"), "cannot read the growth '12'"),
        (("--growth", "-101%"), "nothing can shrink by more than 100%, not -101%"),
        (("--fixed-share", "much"), "cannot read the share 'much'"),
        (("--customers", "12.5"), "give a whole one"),
        (("--customers", "-1"), "not negative"),
        (("--area", "nan"), "cannot read the number 'nan'"),
        (("--area", "inf"), "cannot read the number 'inf'"),
        (("--market-size", "-5"), "an amount cannot be negative"),
    ],
)
def test_a_figure_out_of_range_is_refused(run, refused, options, words):
    run("territory", "add", "North")
    assert words in refused(2, "territory", "edit", "North", "--note", "new", *options)
    assert words in refused(2, "territory", "add", "South", *options)


def test_the_matrix_says_where_to_attack_first(run, markets):
    rows = run("territory", "matrix", "-f", "json").json
    assert [(row["attack_order"], row["name"], row["zone"], row["ease"], row["direction"]) for row in rows] == [
        (1, "North", "growth-contest", "easy", "replace competitors, sell add-ons"),
        (2, "台北市", "stable", "easy", "hold the key customers"),
        (3, "East", "unstable", "hard", "cultivate deeply"),
        (4, "West", "declining", "hard", "hold the key customers only"),
        (None, "South", None, None, None),
    ]
    assert [row["missing"] for row in rows] == [[], [], [], [], ["share"]]
    assert run("territory", "matrix", "-f", "csv").out.count("\n") == 6


def test_the_thresholds_of_the_matrix_are_settings(run, markets):
    run("config", "set", "matrix.growth", "0.01")
    run("config", "set", "matrix.share", "0.25")
    zones = {row["name"]: row["zone"] for row in run("territory", "matrix", "-f", "json").json}
    assert zones == {
        "North": "growth-contest",
        "台北市": "unstable",
        "East": "unstable",
        "West": "declining",
        "South": None,
    }
    drawn = run("territory", "matrix").out
    assert "≥ 1%" in drawn
    assert "share < 25%" in drawn


def test_the_value_is_in_the_largest_of_the_territories_beside_it(run, markets):
    run("territory", "add", "Taiwan", "--customers", "50000", "--area", "36000")
    run("territory", "edit", "North", "--parent", "Taiwan")
    run("territory", "edit", "台北市", "--parent", "Taiwan", "--purchasing-power", "2.2", "--fixed-share", "0.5")
    assert listed(run, "North")["value"] == pytest.approx((1 + 0.5 + 0.5 + 1) / 4)
    assert listed(run, "台北市")["value"] == pytest.approx((0.5 + 1 + 1 + 0.5 / 0.75) / 4, abs=1e-6)
    assert listed(run, "South")["value"] is None
    assert listed(run, "South")["value_sum"] == "missing: customers, area, purchasing power, fixed share"
    run("config", "set", "value.strength", "0")
    assert listed(run, "North")["value"] == pytest.approx((1 + 0.5 + 1) / 3, abs=1e-6)
    assert "(1 × size 1.00 + 1 × breadth 0.50 + 1 × hardness 1.00) / 3" in run("territory", "show", "North").out


def test_the_card_suggests_an_approach_and_says_why(run, markets):
    for number, industry in enumerate(("Retail", "Retail", "Hotels")):
        run("target", "add", f"T{number}", "--territory", "台北市", "--industry", industry)
    shown = listed(run, "台北市")
    assert shown["suggested"] == "focused"
    assert shown["suggested_why"] == "wide (81 km²), dense (7.4 per km²), 67% of its targets are in Retail"
    card = " ".join(run("territory", "show", "台北市").out.split())
    assert "Suggested approach focused because wide (81 km²), dense" in card
    assert listed(run, "North")["suggested"] == "concentrated"
    assert listed(run, "South")["suggested_why"] == "missing: customers, area"


def test_blocks_show_visits_sales_penetration_and_the_next_to_canvass(run, insert):
    run("territory", "add", "North", "--block", "Harbour", "--block", "車站")
    for name, block in (("Ann", "Harbour"), ("Ben", "Harbour"), ("Cat", "車站"), ("Dan", "車站")):
        run("target", "add", name, "--territory", "North", "--block", block)
    run("territory", "add", "South")
    insert(
        *(visit(target, "2026-11-20") for target in (1, 1, 2, 3)),
        prospect(2),
        sale(1, amount=100, territory_id=1),
        sale(1, amount=50, territory_id=1),
        sale(1, amount=7, territory_id=2),  # placed in the South
        sale(3, amount=30),
    )
    rows = run("territory", "show", "North", "-f", "json").json
    found = [[row[key] for key in ("block", "visits", "orders", "amount", "penetration", "next")] for row in rows]
    assert found == [["Harbour", 3, 2, 1.5, 0.5, False], ["車站", 1, 1, 0.3, 0.5, True]]
    south = run("territory", "show", "South", "-f", "json").json
    assert [(row["block"], row["orders"], row["amount"], row["penetration"]) for row in south] == [
        (None, 1, 0.07, None)
    ]
    exported = run("export", "blocks").csv
    assert [(row["territory"], row["block"], row["amount"], row["next"]) for row in exported] == [
        ("North", "Harbour", "1.50", "no"),
        ("North", "車站", "0.30", "yes"),
        ("South", "", "0.07", "no"),
    ]
    north = listed(run, "North")
    assert [north[key] for key in ("visits", "orders", "amount", "penetration")] == [4, 3, 1.8, 0.5]
    card = run("territory", "show", "North").out
    (block,) = (line.split()[1] for line in card.splitlines() if line.endswith("next"))
    (told,) = (line.split()[-1] for line in card.splitlines() if line.startswith("Next to canvass"))
    assert block == told == "車站"


def test_the_next_block_follows_the_approach(run, insert):
    run("territory", "add", "North", "--block", "Harbour", "--block", "Station")
    run("target", "add", "Ann", "--territory", "North", "--block", "Harbour")
    run("target", "add", "Ben", "--territory", "North", "--block", "Station", "--industry", "Retail")

    def upcoming():
        return [row["block"] for row in run("territory", "show", "North", "-f", "json").json if row["next"]]

    assert upcoming() == ["Harbour"]
    run("territory", "edit", "North", "--approach", "focused", "--focus", "industry=Retail")
    assert upcoming() == ["Station"]
    insert(visit(1, "2026-11-20"), visit(2, "2026-11-20"))
    assert upcoming() == []


def test_a_territory_with_a_budget_or_a_quota_stays(run, refused, insert):
    run("territory", "add", "North")
    run("quota", "budget", "set", "North", "2026-12", "100")
    insert(QuotaFields(year=2026, amount=100, territory_id=1))
    assert "in use by 1 budget and 1 quota" in refused(4, "territory", "drop", "North")


def test_an_empty_matrix_says_what_to_do(run):
    assert run("territory", "matrix").err == "No territories yet; `salesctl territory add` makes one.\n"
