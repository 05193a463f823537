"""Products, as they are kept."""

import pytest
from cli.rows import prospect, sale


def test_a_new_product_is_stored_and_listed(run, sql):
    levels = ("--price-level", "high", "--features", "low")
    added = run("product", "add", "GTX [Pro]", *levels, "--price", "4,821.50", "--margin", "35%", "--external-id", "7")
    assert added.out == "Product 1 GTX [Pro] added.\n"
    assert run("product", "list", "-f", "json").json == [
        {
            "id": 1,
            "name": "GTX [Pro]",
            "price_level": "high",
            "feature_level": "low",
            "list_price": 4821.5,
            "margin": 0.35,
            "external_id": "7",
        }
    ]
    assert sql("SELECT list_price, margin FROM product") == [(482150, 0.35)]


@pytest.mark.parametrize(
    ("typed", "stored"), [("0.35", 0.35), ("35%", 0.35), ("12.5%", 0.125), ("1", 1.0), ("-5%", -0.05), ("0", 0.0)]
)
def test_a_margin_is_a_fraction_or_a_percentage(run, sql, typed, stored):
    run("product", "add", "GTX", "--margin", typed)
    assert sql("SELECT margin FROM product") == [(stored,)]


@pytest.mark.parametrize(("typed", "stored"), [("0", 0), ("12", 1200), ("1,200.5", 120050), ("10000000000000", 10**15)])
def test_a_price_is_stored_in_minor_units(run, sql, typed, stored):
    run("product", "add", "GTX", "--price", typed)
    assert sql("SELECT list_price FROM product") == [(stored,)]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--price", "-1"), "cannot be negative"),
        (("--price", "1.234"), "at most two decimals"),
        (("--price", "1,50"), "cannot read the amount '1,50'"),
        (("--price", "nan"), "cannot read the amount"),
        (("--price", "1e9"), "cannot read the amount"),
        (("--price", "9" * 40), "cannot read the amount"),
        (("--price", "10000000000001"), "an amount is at most 10,000,000,000,000"),
        (("--margin", "35"), "give 0.35 or 35%"),
        (("--margin", "101%"), "give 0.35 or 35%"),
        (("--margin", "half"), "give 0.35 or 35%"),
        (("--price-level", "middle"), "'middle' is not one of high, low"),
        (("--external-id", "a\x07b"), "control character"),
        (("--rename", ""), "name"),
        (("--rename", " "), "name"),
        (("--rename", "x" * 201), "name"),
    ],
)
def test_a_bad_value_is_refused(run, refused, options, words):
    run("product", "add", "GTX")
    assert words in refused(2, "product", "edit", "GTX", *options)


def test_a_name_and_an_external_id_are_given_once(run, refused):
    run("product", "add", "GTX Pro", "--external-id", "7")
    run("product", "add", "MG", "--external-id", "8")
    assert "'GTX Pro' is product 1 already" in refused(4, "product", "add", "ｇｔｘ  PRO")
    assert "'MG' is product 2 already" in refused(4, "product", "edit", "GTX", "--rename", "mg")
    assert "external id '7' is that of product 1 GTX Pro" in refused(4, "product", "add", "New", "--external-id", "7")
    assert "external id '7'" in refused(4, "product", "edit", "MG", "--external-id", "7")
    run("product", "edit", "GTX Pro", "--rename", "GTX PRO", "--external-id", "7")  # its own are no twins


def test_an_empty_text_clears_a_field(run, sql):
    run("product", "add", "GTX", "--price", "5", "--margin", "5%", "--features", "high", "--external-id", "7")
    run("product", "edit", "GTX", "--price", "", "--margin", "", "--features", "", "--external-id", "")
    assert sql("SELECT list_price, margin, feature_level, external_id FROM product") == [(None,) * 4]


def test_a_product_shows_what_is_open_and_what_was_sold(run, insert):
    run("product", "add", "GTX")
    run("target", "add", "Acme")
    insert(
        prospect(1, product_id=1), sale(1, "2026-10-05", 120000, product_id=1), sale(1, "2026-11-09", 50, product_id=1)
    )
    (shown,) = run("product", "show", "gtx", "-f", "json").json
    assert [shown[key] for key in ("open_prospects", "sales", "sold", "last_sale")] == [1, 2, 1200.5, "2026-11-09"]
    assert "1,200.50" in run("product", "show", "1").out


def test_a_product_in_use_stays(run, refused, insert):
    run("target", "add", "Acme")
    for name in ("Sold", "Hoped for", "Unused"):
        run("product", "add", name)
    insert(sale(1, product_id=1), prospect(1, product_id=2))
    assert "product 'Sold' is in use by 1 sale" in refused(4, "product", "drop", "Sold")
    assert "product 'Hoped for' is in use by 1 prospect" in refused(4, "product", "drop", "Hoped for")
    assert run("product", "drop", "Unused").out == "Product 3 Unused dropped.\n"
    assert [row["name"] for row in run("product", "list", "-f", "json").json] == ["Hoped for", "Sold"]


def test_an_unknown_or_ambiguous_name_is_refused(run, refused):
    run("product", "add", "GTX Basic")
    run("product", "add", "GTX Pro")
    for verb in (("show",), ("edit", "--price", "1"), ("drop",)):
        assert "no product 'Wheel'" in refused(3, "product", verb[0], "Wheel", *verb[1:])
        assert "1 GTX Basic, 2 GTX Pro" in refused(3, "product", verb[0], "gtx", *verb[1:])


def test_an_empty_list_says_what_to_do(run):
    assert run("product", "list", "-f", "json").json == []
    assert "salesctl product add" in run("product", "list").err


@pytest.fixture
def placed(run, insert):
    """Three products in the matrix, two that lack a level or both; one was sold twice."""
    run("target", "add", "Acme")
    for name, levels in (
        ("GTX", ("--features", "high", "--price-level", "high")),
        ("基本款", ("--features", "low", "--price-level", "low")),
        ("Plan", ("--features", "high", "--price-level", "low")),
        ("MG", ("--price-level", "low")),
        ("Odd", ()),
    ):
        run("product", "add", name, *levels)
    insert(
        sale(1, "2026-11-02", 1000, product_id=2),
        sale(1, "2026-11-03", 200, product_id=2),
        sale(1, "2026-11-03", 9, product_id=5),
    )


def test_the_matrix_places_products_and_shows_their_sales(run, placed):
    rows = run("product", "matrix", "-f", "json").json
    assert [(row["name"], row["segment"], row["orders"], row["amount"], row["missing"]) for row in rows] == [
        ("基本款", "SOHO", 2, 12.0, []),
        ("Odd", None, 1, 0.09, ["feature_level", "price_level"]),
        ("GTX", "national accounts 全國客戶", 0, 0.0, []),
        ("MG", None, 0, 0.0, ["feature_level"]),
        ("Plan", "key accounts 重點客戶", 0, 0.0, []),
    ]
    dated = run("product", "matrix", "--from", "2026-11-03", "--to", "2026-11-30", "-f", "json").json
    assert [(row["name"], row["orders"], row["amount"]) for row in dated[:2]] == [("基本款", 1, 2.0), ("Odd", 1, 0.09)]


def test_the_fields_of_the_matrix_can_be_called_otherwise(run, placed):
    run("config", "set", "positions.low_low", "small offices 小型辦公室")
    assert run("product", "matrix", "-f", "json").json[0]["segment"] == "small offices 小型辦公室"
    drawn = run("product", "matrix").out
    assert "small offices 小型辦公室" in drawn
    assert "general market 通用市場" in drawn
    assert "SOHO" not in drawn


def test_what_lacks_a_level_stands_apart(run, placed):
    grid, _, apart = run("product", "matrix").out.partition("Not placed\n")
    assert "Odd" not in grid
    assert [line.split() for line in apart.splitlines()[2:]] == [
        ["Odd", "1", "0.09", "feature", "level,", "price", "level"],
        ["MG", "0", "0.00", "feature", "level"],
    ]
    run("product", "drop", "MG")
    run("product", "edit", "Odd", "--features", "low", "--price-level", "high")
    assert "Not placed" not in run("product", "matrix").out


def test_an_empty_matrix_says_what_to_do(run):
    assert run("product", "matrix").err == "No products yet; `salesctl product add` makes one.\n"
