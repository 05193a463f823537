"""The metrics, the trend and the visit grid by other lines, on a month worked out by hand.

The clock stands on Monday 2026-11-23 (W48); November 2026 has the weeks W45 (from the 2nd) to W48.

| account | territory | rep | method   | grade | planned              | made                                         |
|---------|-----------|-----|----------|-------|----------------------|----------------------------------------------|
| Acme    | North     | me  | referral | A     | 3rd done, 10th done  | 3rd 45 min; 10th not timed, order; 10th 30   |
| Beta    | North     | me  |          | B     | 4th, forgotten       |                                              |
| Gamma   | South     | me  |          |       | 12th done (canvass)  | 12th 60 min; 12th 15 min by phone            |
| Delta   |           | Lin |          |       |                      | 3rd 90 min by Lin, an order of two products  |

Acme had ordered in October; its key person was met on the 3rd, and Gamma's on the 12th, which was said by hand.
"""

import pytest
from cli.rows import planned, prospect, sale, visit

LIN = {"rep_id": 2}


@pytest.fixture
def month(run, insert):
    run("target", "add", "Acme", "--territory", "North", "--method", "referral")
    run("target", "add", "Beta", "--territory", "North")
    run("target", "add", "Gamma", "--territory", "South")
    run("target", "add", "Delta", "--rep", "Lin")
    run("contact", "add", "Acme", "Ann", "--role", "money")
    insert(prospect(1, grade="A"), prospect(2, grade="B"))
    how = ("--minutes", "45", "--met", "Ann", "--outcome", "advance", "--satisfaction", "4")
    run("visit", "add", "Acme", "--on", "2026-11-03", *how)
    insert(
        visit(1, "2026-11-10", outcome="order", satisfaction=5),
        visit(3, "2026-11-12", minutes=60, key_person=True, outcome="no-sale"),
        visit(3, "2026-11-12", minutes=15, mode="phone"),
        visit(1, "2026-11-10", minutes=30),
        visit(4, "2026-11-03", minutes=90, outcome="order", **LIN),
    )
    insert(
        planned(1, "2026-11-03", week="2026-W45", grade="A", status="done", visit_id=1),
        planned(2, "2026-11-04", week="2026-W45", grade="B"),
        planned(1, "2026-11-10", week="2026-W46", grade="A", status="done", visit_id=2),
        planned(3, "2026-11-12", week="2026-W46", claim="canvass", status="done", visit_id=3),
        planned(2, None, week="2026-W46", grade="B", status="deferred"),
    )
    insert(
        sale(1, "2026-10-05", 70000),
        sale(1, "2026-11-10", 100000, visit_id=2, territory_id=1),
        sale(4, "2026-11-03", 50000, visit_id=6, **LIN),
        sale(4, "2026-11-03", 20000, visit_id=6, **LIN),
    )


def measured(run, *args):
    """Return the rows of the metrics by the name of their group."""
    rows = run("progress", "metrics", *args, "-f", "json").json
    return {next(iter(row.values())): row for row in rows}


def grid(run, *args):
    """Return the month's counts of the visit grid by line: planned, done, extra and missed."""
    rows = run("progress", "visits", *args, "-f", "json").json
    counted = {next(iter(row.values())): list(row.values())[2:6] for row in rows if row["week"] == "total"}
    return {line: counts for line, counts in counted.items() if any(counts)}


@pytest.mark.usefixtures("month")
def test_the_metrics_of_a_month(run):
    total = measured(run)["total"]
    # P and A: Acme 2 and 3, Beta 1 and 0, Gamma 1 and 2, Delta 0 and 1.
    assert [total[key] for key in ("accounts", "planned", "done", "extra", "missed")] == [4, 4, 3, 3, 1]
    assert total["attainment"] == 1.5  # (3 + 0 + 2 + 1) / (2 + 1 + 1)
    assert total["adherence"] == 0.75  # (2 + 0 + 1) / 4
    assert total["reach"] == 0.75  # all but Beta
    assert total["coverage"] == pytest.approx(2 / 3, abs=1e-6)  # of Acme, Beta and Gamma all but Beta
    # Field days: mine the 3rd, 10th and 12th, Lin's the 3rd.
    assert [total[key] for key in ("visits", "in_person", "field_days")] == [6, 5, 4]
    assert total["call_rate"] == 1.25
    assert total["hit_rate"] == pytest.approx(2 / 6, abs=1e-6)
    assert total["key_person_rate"] == pytest.approx(2 / 6, abs=1e-6)
    assert total["minutes"] == 45 + 30 + 60 + 15 + 30 + 90
    assert total["customer_time"] == pytest.approx(270 / (4 * 480), abs=1e-6)
    assert total["estimated_share"] == pytest.approx(30 / 270, abs=1e-6)
    assert total["satisfaction"] == 4.5
    # Acme came back; Delta's two orders of one day are one buyer's first.
    assert [total[key] for key in ("orders", "amount", "repeat_order_rate")] == [3, 1700.0, 0.5]


@pytest.mark.usefixtures("month")
def test_the_settings_tell_the_working_day_and_the_assumed_length_of_a_visit(run):
    run("config", "set", "working_minutes", "240")
    run("config", "set", "visit_minutes", "60")
    total = measured(run)["total"]
    assert total["minutes"] == 300
    assert (total["customer_time"], total["estimated_share"]) == (0.3125, 0.2)


@pytest.mark.usefixtures("month")
def test_metrics_by_week_look_at_each_week_by_itself(run):
    rows = measured(run)
    assert list(rows) == ["2026-W45", "2026-W46", "2026-W47", "2026-W48", "total"]
    # W45: Acme 1 and 1, Beta 1 and 0, Delta 0 and 1. W46: Acme 1 and 2, Gamma 1 and 2.
    assert [rows["2026-W45"][key] for key in ("attainment", "adherence", "coverage")] == [1.0, 0.5, 0.5]
    assert [rows["2026-W46"][key] for key in ("attainment", "adherence", "coverage")] == [2.0, 1.0, 1.0]
    idle = rows["2026-W47"]
    assert (idle["accounts"], idle["reach"], idle["attainment"], idle["call_rate"]) == (4, 0.0, None, None)


@pytest.mark.usefixtures("month")
def test_metrics_by_rep_and_of_one_rep(run):
    rows = measured(run, "--by", "rep")
    assert list(rows) == ["Lin", "me", "total"]
    assert [rows[rep]["accounts"] for rep in rows] == [1, 3, 4]
    assert [rows[rep]["field_days"] for rep in rows] == [1, 3, 4]
    assert [rows[rep]["amount"] for rep in rows] == [700.0, 1000.0, 1700.0]
    only = measured(run, "--by", "week", "--rep", "Lin")["total"]
    assert {**only, "week": "Lin"} == {"week": "Lin", **{k: v for k, v in rows["Lin"].items() if k != "rep"}}


@pytest.mark.usefixtures("month")
def test_a_colleagues_account_joins_the_list_of_whoever_called_on_it(run, insert):
    insert(visit(1, "2026-11-17", **LIN))
    lin = measured(run, "--by", "rep")["Lin"]
    assert (lin["accounts"], lin["reach"]) == (2, 1.0)
    assert measured(run, "--by", "rep")["total"]["accounts"] == 4


@pytest.mark.usefixtures("month")
def test_metrics_by_territory_and_grade(run):
    rows = measured(run, "--by", "territory")
    assert list(rows) == ["North", "South", "none", "total"]
    assert [row["accounts"] for row in rows.values()] == [2, 1, 1, 4]
    assert [row["adherence"] for row in rows.values()] == [pytest.approx(2 / 3, abs=1e-6), 1.0, None, 0.75]
    grades = measured(run, "--by", "grade")
    assert list(grades) == ["A", "B", "C", "canvass", "maintain", "none", "total"]
    assert [row["accounts"] for row in grades.values()] == [1, 1, 0, 2, 0, 0, 4]
    assert [row["visits"] for row in grades.values()] == [3, 0, 0, 3, 0, 0, 6]
    assert [row["orders"] for row in grades.values()] == [1, 0, 0, 2, 0, 0, 3]


@pytest.mark.usefixtures("month")
def test_an_order_counts_in_the_grade_that_its_visit_counts_in(run, insert):
    """A promise at a target without a prospect has no grade: the order it brought is no canvassing order."""
    run("plan", "add", "Gamma", "2026-11-23")
    run("visit", "add", "Gamma", "--order", "500")
    insert(sale(3, "2026-11-23", 100))  # without a visit
    grades = measured(run, "2026-W48", "--by", "grade")
    assert [row["hit_rate"] for row in grades.values()] == [None, None, None, None, None, 1.0, 1.0]
    assert [row["orders"] for row in grades.values()] == [0, 0, 0, 1, 0, 1, 2]
    assert [row["amount"] for row in grades.values()] == [0, 0, 0, 1, 0, 500, 501]


@pytest.mark.usefixtures("month")
def test_a_target_dropped_before_the_period_is_no_longer_in_the_list(run, monkeypatch):
    run("target", "drop", "Gamma", "--reason", "closed down")
    assert measured(run)["total"]["accounts"] == 4
    monkeypatch.setenv("SALESCTL_TODAY", "2026-12-07")
    assert measured(run)["total"]["accounts"] == 3


@pytest.mark.usefixtures("month")
def test_periods_are_weeks_months_and_years(run):
    week = measured(run, "2026-W45")
    assert list(week) == ["2026-W45", "total"]
    assert week["total"]["planned"] == 2
    assert measured(run, "2026-11-04") == week
    assert measured(run, "last")["total"]["orders"] == 1
    months = measured(run, "--by", "month")
    assert list(months) == [*(f"2026-{number:02}" for number in range(1, 13)), "total"]
    assert (months["2026-10"]["orders"], months["2026-11"]["orders"], months["total"]["orders"]) == (1, 3, 4)
    assert {**months["2026-11"], "month": "total"} == {
        "month": "total",
        **{key: value for key, value in measured(run)["total"].items() if key != "week"},
    }
    assert measured(run, "2026", "--by", "month") == months


@pytest.mark.parametrize("period", ["2026-W54", "2026-13", "9999", "0000", "nonsense", "2026-11-31"])
def test_a_period_that_does_not_exist_is_refused(refused, run, period):
    run("target", "add", "Acme")
    assert "PERIOD" in refused(2, "progress", "metrics", period)


def test_an_empty_store_has_metrics_of_nothing(run):
    result = run("progress", "metrics", "-f", "json")
    assert {row["adherence"] for row in result.json} == {None}
    assert result.err == "Nothing was planned or visited in 2026-11.\n"
    assert "Call rate" in run("progress", "metrics").out
    assert run("progress", "trend", "-f", "csv").out.count("\n") == 9


@pytest.mark.usefixtures("month")
def test_the_table_of_metrics_has_a_column_per_group(run):
    lines = run("progress", "metrics").out.splitlines()
    assert lines[0] == "Metrics 2026-11: 2026-W45 to 2026-W48"
    assert lines[1].split() == ["Week", "W45", "W46", "W47", "W48", "total"]
    (adherence,) = (line.split() for line in lines if line.startswith("Adherence"))
    assert adherence == ["Adherence", "50%", "100%", "–", "–", "75%"]
    # A single group is its own total.
    title, heading, *_ = run("progress", "metrics", "2026-W45").out.splitlines()
    assert (title, heading.split()) == ("Metrics 2026-W45", ["Week", "W45"])


@pytest.mark.usefixtures("month")
def test_the_table_leaves_out_only_groups_that_nothing_stands_for(run, insert):
    assert "maintain" not in run("progress", "metrics", "--by", "grade").out
    run("target", "assign", "--rep", "Lin", "--to", "me")
    insert(sale(1, "2026-11-24", 100, **LIN))
    lin = measured(run, "2026-W48", "--by", "rep")["Lin"]
    assert (lin["orders"], lin["accounts"], lin["reach"]) == (1, 0, None)
    heading = run("progress", "metrics", "2026-W48", "--by", "rep").out.splitlines()[1]
    assert heading.split() == ["Rep", "Lin", "me", "total"]


@pytest.mark.usefixtures("month")
def test_an_order_counts_where_it_was_placed_else_where_its_customer_is(run, insert):
    insert(sale(1, "2026-11-24", 100, territory_id=2), sale(3, "2026-11-24", 100))
    rows = measured(run, "--by", "territory")
    assert {name: row["orders"] for name, row in rows.items()} == {"North": 1, "South": 2, "none": 2, "total": 5}


@pytest.mark.usefixtures("month")
def test_the_trend_shows_eight_weeks_with_bars(run):
    rows = {row["week"]: row for row in run("progress", "trend", "-f", "json").json}
    assert list(rows) == [f"2026-W{number}" for number in range(41, 49)]
    assert [rows["2026-W46"][key] for key in ("visits", "planned", "done", "extra", "orders")] == [4, 2, 2, 2, 1]
    assert rows["2026-W41"]["amount"] == 700.0
    (w45,) = (line for line in run("progress", "trend").out.splitlines() if line.startswith("2026-W45"))
    assert "2  ██████░░░░░░ " in w45  # two visits, of four in the busiest week
    assert "██████░░░░░░  50%" in w45  # the adherence
    assert len(run("progress", "trend", "last", "--weeks", "3", "-f", "json").json) == 3


@pytest.mark.usefixtures("month")
def test_the_visit_grid_by_other_lines(run):
    assert grid(run, "--by", "rep") == {"me": [4, 3, 2, 1], "Lin": [0, 0, 1, 0], "total": [4, 3, 3, 1]}
    assert grid(run, "--by", "territory") == {
        "North": [3, 2, 1, 1],
        "South": [1, 1, 1, 0],
        "none": [0, 0, 1, 0],
        "total": [4, 3, 3, 1],
    }
    # What was planned and not made has no mode.
    assert grid(run, "--by", "mode") == {
        "in-person": [3, 3, 2, 0],
        "phone": [0, 0, 1, 0],
        "none": [1, 0, 0, 1],
        "total": [4, 3, 3, 1],
    }
    assert grid(run, "--by", "method") == {"referral": [2, 2, 1, 0], "none": [2, 1, 2, 1], "total": [4, 3, 3, 1]}


@pytest.mark.usefixtures("month")
def test_a_month_takes_an_account_with_all_its_calls(run, insert):
    # Beta was forgotten in W45; seen without a plan in W46, it was seen as often in the month as was planned.
    insert(visit(2, "2026-11-11"))
    cells = {(row["grade"], row["week"]): row for row in run("progress", "visits", "-f", "json").json}
    assert (cells["B", "2026-W45"]["adherence"], cells["B", "2026-W46"]["adherence"]) == (0.0, None)
    assert cells["B", "total"]["adherence"] == 1.0
    assert cells["total", "total"]["adherence"] == measured(run)["total"]["adherence"] == 1.0


@pytest.mark.usefixtures("month")
def test_a_line_named_like_the_total_stays_apart_from_it(run):
    run("territory", "edit", "North", "--rename", "total")
    lines = [line.split() for line in run("progress", "visits", "--by", "territory").out.splitlines()]
    assert [line[:2] for line in lines if line[:1] == ["total"]] == [["total", "1/2"], ["total", "1/2"]]
    assert sorted(row["accounts"] for row in run("progress", "metrics", "--by", "territory", "-f", "json").json) == [
        *(1, 1, 2, 4)
    ]


def test_the_trend_of_a_time_without_visits_has_no_bars(run):
    lines = run("progress", "trend", "2026-W10").out.splitlines()
    assert len(lines) == 3 + 8
    assert lines[3].split()[:4] == ["2026-W03", "0", "0", "0"]
    assert "░" not in lines[3]
