"""The grids, the metrics and the trend on narrow and wide terminals, with long English and Chinese names."""

import pytest
from cli.rows import planned, prospect, sale, visit
from rich.cells import cell_len

WIDTHS = (60, 80, 120)
COMMANDS = (
    "progress visits",
    "progress visits --by territory",
    "progress visits --by rep",
    "progress visits --by mode",
    "progress visits --by method",
    "progress metrics",
    "progress metrics --by territory",
    "progress metrics --by grade",
    "progress metrics --by month",
    "progress metrics 2026 --by week",
    "progress trend",
    "progress trend --weeks 20",
)


@pytest.fixture
def busy(run, insert):
    """Four weeks of many calls, in territories with names that hardly fit, and orders of millions."""
    for number, territory in enumerate(("Greater Northumberland and the Borders", "臺北市信義計畫區第一辦公商圈", "S")):
        run("target", "add", f"T{number}", "--territory", territory, "--rep", f"{territory} rep")
    insert(*(prospect(target, grade="ABC"[target - 1]) for target in (1, 2, 3)))
    for week, day in ((45, 3), (46, 10), (47, 17), (48, 24)):
        on = f"2026-11-{day:02}"
        for target in (1, 2, 3):
            plans = [planned(target, on, week=f"2026-W{week}", grade="ABC"[target - 1]) for _ in range(40 * target)]
            insert(*plans, *(visit(target, on, rep_id=target) for _ in range(11)), sale(target, on, 123456789))


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("command", COMMANDS)
def test_every_figure_is_whole_at_every_width(run, monkeypatch, command):
    figures = _figures(run(*command.split()).out)
    for width in WIDTHS:
        monkeypatch.setenv("COLUMNS", str(width))
        printed = run(*command.split()).out
        assert max(map(cell_len, printed.splitlines())) <= width
        assert "…" not in printed
        if "trend" in command:  # whose least telling columns leave
            assert _figures(printed) <= figures
        elif "visits" in command:  # whose bars leave
            assert _figures(printed) >= {figure for figure in figures if not figure.endswith("%")}
        else:
            assert _figures(printed) == figures


def _figures(printed):
    """Return the words that hold a figure, however they are laid out."""
    return {word for word in printed.split() if any(character.isdigit() for character in word)}


@pytest.mark.usefixtures("busy")
def test_a_grid_too_wide_is_shown_in_blocks(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    blocks = run("progress", "metrics", "--by", "month").out.partition("\n")[2].split("\n\n")
    months = [word for block in blocks for word in block.splitlines()[0].split()[1:]]
    assert months == [*(f"2026-{number:02}" for number in range(1, 13)), "total"]
    assert all(block.splitlines()[0].startswith("Month ") for block in blocks)
    assert all(len(block.splitlines()) == len(blocks[0].splitlines()) for block in blocks)


@pytest.mark.usefixtures("busy")
def test_the_bars_leave_a_narrow_visit_grid(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    assert "attainment" in run("progress", "visits").out
    monkeypatch.setenv("COLUMNS", "50")
    narrow = run("progress", "visits").out
    assert "attainment" not in narrow
    assert "█" not in narrow
