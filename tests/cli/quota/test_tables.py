"""The tree and the season on narrow and wide terminals, with long English and Chinese names."""

from pathlib import Path

import pytest
from rich.cells import cell_len

WIDTHS = (60, 80, 120, 160)
EXPECTED = Path(__file__).parents[2] / "render" / "tables"
LONG = "Greater Northumberland and the Borders"


@pytest.fixture(autouse=True)
def long_names(run, tree, prepared):
    def fill():
        run("territory", "edit", "North", "--rename", LONG)
        run("territory", "edit", "South", "--rename", "臺北市信義計畫區第一辦公商圈")
        tree(2027, 12_345_678_90, "product", "territory", "rep", "month")
        run("quota", "lock", "2027", "--rep", "陳小姐")
        run("quota", "commit", "2027", "--rep", "Ann", "5000000")

    prepared("long names", fill)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_tree_fits_the_terminal(run, monkeypatch, width):
    """Parts stand indented, figures below each other whatever the names; the least telling columns leave."""
    monkeypatch.setenv("COLUMNS", str(width))
    table = run("quota", "show", "2027", "--depth", "3").out
    assert table == (EXPECTED / f"quota_show_{width}.txt").read_text(encoding="utf-8")
    assert max(map(cell_len, table.splitlines())) <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_the_season_fits_the_terminal(run, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    assert run("quota", "season", "2027").out == (EXPECTED / f"quota_season_{width}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["quota show 2027", "quota season 2027"])
def test_no_figure_is_cut(run, monkeypatch, command):
    figures = _amounts(run(*command.split()).out)
    for width in WIDTHS:
        monkeypatch.setenv("COLUMNS", str(width))
        printed = run(*command.split()).out
        assert max(map(cell_len, printed.splitlines())) <= width
        assert "…" not in printed
        assert figures >= _amounts(printed) > set()


def _amounts(printed):
    return {word for word in printed.split() if word[-3:-2] == "." and word[-1].isdigit()}


def test_a_tree_in_markdown(run):
    table = run("quota", "show", "2027", "--depth", "0", "--format", "md").out.splitlines()
    assert table[2].startswith("| ")
    assert "12,345,678.90" in table[2]
