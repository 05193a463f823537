"""The progress grids, as they are used; the clock stands on Monday 2026-11-23."""

import pytest


@pytest.fixture
def worked_week(run, monkeypatch):
    """A week of four planned visits: two done, one missed, one forgotten, and two visits that nobody planned."""
    monkeypatch.setenv("SALESCTL_TODAY", "2026-11-16")
    for name, grade in (("Acme", "A"), ("Beta", "A"), ("Gamma", "B"), ("Delta", "C")):
        run("target", "add", name)
        run("prospect", "promote", name, "--grade", grade, "--money", "m", "--need", "n", "--interest", "strong")
    run("target", "add", "Walk-in")
    run("plan", "week", "--capacity", "4")
    run("visit", "add", "Acme", "--outcome", "advance")
    run("plan", "miss", "Beta", "--reason", "called away", "--on", planned_day(run, "Beta"), code=None)
    monkeypatch.setenv("SALESCTL_TODAY", "2026-11-20")
    run("visit", "add", "Gamma", "--outcome", "advance")
    run("visit", "add", "Acme", "--outcome", "no-sale")
    run("plan", "miss", "Beta", "--reason", "called away", code=None)
    run("visit", "add", "Newcomer", "--outcome", "continuation", "--new")
    monkeypatch.setenv("SALESCTL_TODAY", "2026-11-23")


def planned_day(run, name):
    return next(row["date"] for row in run("plan", "week", "-f", "json").json if row["name"] == name)


def grid(run, *args):
    return {(row["grade"], row["week"]): row for row in run("progress", "visits", *args, "-f", "json").json}


@pytest.mark.usefixtures("worked_week")
def test_the_visit_grid_counts_planned_done_extra_and_missed(run):
    cells = grid(run)
    a = cells["A", "2026-W47"]
    # Acme was planned once and seen twice, Beta was planned and missed: 2 of 2 made, 1 of 2 kept.
    assert (a["planned"], a["done"], a["extra"], a["missed"]) == (2, 1, 1, 1)
    assert (a["attainment"], a["adherence"]) == (1.0, 0.5)
    # Delta was planned and forgotten: the week has ended, so it was missed too.
    assert (cells["C", "2026-W47"]["planned"], cells["C", "2026-W47"]["missed"]) == (1, 1)
    # Newcomer was planned by nobody and is no prospect: canvassing beside the plan.
    canvass = cells["canvass", "2026-W47"]
    assert (canvass["planned"], canvass["missed"], canvass["extra"]) == (1, 1, 1)
    assert cells["none", "2026-W47"]["attainment"] is None


@pytest.mark.usefixtures("worked_week")
def test_the_totals_are_the_sums(run):
    cells = grid(run)
    weeks = {week for _, week in cells} - {"total"}
    grades = {grade for grade, _ in cells} - {"total"}
    assert len(weeks) == 4
    for what in ("planned", "done", "extra", "missed"):
        for week in weeks:
            assert cells["total", week][what] == sum(cells[grade, week][what] for grade in grades)
        assert cells["total", "total"][what] == sum(cells["total", week][what] for week in weeks)


@pytest.mark.usefixtures("worked_week")
def test_the_visit_grid_as_a_table(run):
    shown = run("progress", "visits").out.splitlines()
    assert shown[0] == "Visits 2026-11"
    (a,) = (line for line in shown if line.startswith("A "))
    assert "1/2 +1 -1" in a
    assert "████████████ 100%" in a


def test_the_grid_of_another_rep_is_another(run, worked_week):
    run("target", "add", "Far", "--rep", "Lin")
    run("visit", "add", "Far", "--outcome", "advance", "--rep", "Lin")
    assert grid(run, "--rep", "Lin")["total", "total"]["extra"] == 1
    assert grid(run)["total", "total"]["extra"] == 3
    assert "Nobody" in run("progress", "visits", "--rep", "Nobody", code=3).err


def test_the_prospect_grid_counts_and_sums_by_grade_and_temperature(run):
    for name, grade, amount, when in (
        ("Acme", "A", "1000.50", "+30d"),
        ("Beta", "A", "2000", "+31d"),
        ("Gamma", "A", "1", "+91d"),
        ("Delta", "C", "500", ""),
    ):
        run("target", "add", name)
        dated = ("--decide-by", when) if when else ()
        run(
            "prospect",
            "promote",
            name,
            "--grade",
            grade,
            "--amount",
            amount,
            *dated,
            *["--money", "m", "--need", "n", "--interest", "strong"],
        )
    a, b, c, total = run("progress", "prospects", "-f", "json").json
    assert (a["hot"], a["hot_amount"], a["warm"], a["warm_amount"], a["cold"]) == (1, 1000.5, 1, 2000.0, 1)
    assert (b["total"], c["cold"], c["cold_amount"]) == (0, 1, 500.0)
    assert (total["total"], total["total_amount"]) == (4, 3501.5)
    assert '"hot_amount": 1000.50' in run("progress", "prospects", "-f", "json").out


@pytest.mark.usefixtures("worked_week")
def test_the_funnel_narrows_step_by_step(run):
    run("visit", "add", "Acme", "--order", "100", "--interest", "committed")
    steps = {row["step"]: row for row in run("progress", "funnel", "-f", "json").json}
    assert [row["count"] for row in steps.values()] == [6, 3, 4, 4, 4, 1, 1, 1]
    assert steps["visited"]["conversion"] == 0.5
    assert steps["orders"]["of_targets"] == pytest.approx(1 / 6, abs=1e-6)


def test_the_funnel_converts_those_who_were_in_the_step_before(run):
    """Of two targets that were visited one is a prospect; three more came from a file and were never visited."""
    promotion = ("--grade", "A", "--money", "m", "--need", "n", "--interest", "slight")
    for name in ("Acme", "Bolt", "Core", "Dyna", "Echo"):
        run("target", "add", name)
    for name in ("Acme", "Core", "Dyna", "Echo"):
        run("prospect", "promote", name, *promotion)
    run("visit", "add", "Acme", "Bolt", "--outcome", "advance")
    run("visit", "add", "Bolt", "--order", "100")
    steps = {row["step"]: row for row in run("progress", "funnel", "-f", "json").json}
    assert (steps["prospects"]["count"], steps["prospects"]["conversion"]) == (4, 0.5)
    assert (steps["orders"]["count"], steps["orders"]["conversion"]) == (1, None)  # nobody is committed


def test_an_empty_store_has_empty_grids(run):
    assert all(row["planned"] == 0 for row in run("progress", "visits", "-f", "json").json)
    assert "–" in run("progress", "funnel").out
    assert run("progress", "visits", "2026-13", code=2).err.startswith("Error: Invalid value")
