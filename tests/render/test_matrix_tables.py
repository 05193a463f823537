"""The matrices, the segments and a territory's card on narrow and wide terminals, with English and Chinese names.

The expected tables stand in `tables/`; after a change that is meant, write them anew with what the test shows.
"""

from pathlib import Path

import pytest
from rich.cells import cell_len

EXPECTED = Path(__file__).with_name("tables")
WIDTHS = (60, 80, 120)
TAIPEI = "台北市信義計畫區第一辦公商圈"
COMMANDS = {
    "territory_matrix": "territory matrix",
    "territory_show": "territory show 台北",
    "product_matrix": "product matrix",
    "segments": "progress segments --by block",
    "budgets": "quota budget list",
}


@pytest.fixture
def strategic(run):
    """Long and short names in two scripts, in every field of both matrices and outside them."""
    run("territory", "add", "Greater Northumberland and the Borders", "--growth", "12.5%", "--share", "30%")
    run(
        *(
            "territory",
            "add",
            "台北市信義計畫區第一辦公商圈",
            "--growth",
            "15%",
            "--share",
            "45%",
            "--customers",
            "1200",
        ),
        *("--area", "11.2", "--purchasing-power", "1.6", "--fixed-share", "40%", "--market-size", "90000000"),
        *("--block", "松高", "--block", "Xinyi Road section 5", "--customer-note", "重視售後服務"),
    )
    run("territory", "add", "South", "--growth", "2%", "--share", "20%", "--competitor-share", "35%")
    run("territory", "add", "東部", "--growth", "40%", "--share", "0")
    run("territory", "add", "Islands [remote]", "--growth", "-3%", "--share", "10%")
    run("territory", "add", "Nowhere", "--share", "5%")
    run("target", "add", "大同", "--territory", TAIPEI, "--block", "松高", "--industry", "電子")
    run("target", "add", "Acme", "--territory", TAIPEI, "--block", "Xinyi Road section 5", "--industry", "電子")
    levels = [(features, price) for features in ("high", "low") for price in ("high", "low")]
    for name, (features, price) in zip(("GTX Pro", "服務合約", "Flagship [old]", "入門款"), levels, strict=True):
        run("product", "add", name, "--features", features, "--price-level", price)
    run("product", "add", "Unplaced 未定")
    run("quota", "budget", "set", "台北", "2026-12", "1234567.89", "--note", "trade fair 展覽")
    run("visit", "add", "大同", "--on", "2026-11-02", "--order", "GTX Pro=1234567.89", "--order", "服務合約=42")
    run("visit", "add", "大同", "--on", "2026-11-03", "--outcome", "advance")
    run("sale", "add", "Acme", "1", "--product", "Unplaced", "--on", "2026-11-02")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", COMMANDS)
def test_it_fits_the_terminal(run, strategic, monkeypatch, name, width):
    monkeypatch.setenv("COLUMNS", str(width))
    table = run(*COMMANDS[name].split()).out
    assert max(map(cell_len, table.splitlines())) <= width
    assert table == (EXPECTED / f"{name}_{width}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [40, 50, 70, 200])
@pytest.mark.parametrize("name", ["territory_matrix", "product_matrix"])
def test_every_name_and_figure_is_in_the_matrix_at_every_width(run, strategic, monkeypatch, name, width):
    command = COMMANDS[name].split()
    monkeypatch.setenv("COLUMNS", str(width))
    table = run(*command).out
    assert max(map(cell_len, table.splitlines())) <= width
    drawn = "".join(table.translate(dict.fromkeys(map(ord, "│┌┐└┘├┤┬┴┼─"))).split())
    for row in run(*command, "-f", "json").json:
        assert set(row["name"].replace(" ", "")) <= set(drawn)
    assert "…" not in table
