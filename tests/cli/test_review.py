"""The review of a week, its decisions, and how the next plan opens with them; the clock starts on Monday 2026-11-23."""

import pytest

PROMOTE = ("--money", "yes", "--need", "yes", "--interest", "strong")


@pytest.fixture
def promote_two(run):
    """Two prospects."""
    for name, grade in (("Acme", "A"), ("台北捷運公司", "B")):
        run("target", "add", name)
        run("prospect", "promote", name, "--grade", grade, *PROMOTE)


@pytest.fixture
def worked(run, promote_two, monkeypatch):
    """A week with one visit made carelessly and one missed, seen on its Friday."""
    run("plan", "week")
    run("visit", "add", "Acme", "--outcome", "continuation", "--discount", "10", "--competitor", "Rival")
    run("plan", "miss", "台北", "--reason", "office closed", "--on", "2026-11-24", code=None)
    run("plan", "miss", "台北", "--reason", "office closed", code=None)
    monkeypatch.setenv("SALESCTL_TODAY", "2026-11-27")


@pytest.mark.usefixtures("worked")
def test_the_page_has_the_grid_the_missed_and_the_questions_with_names(run):
    page = run("review", "week").out
    assert page.startswith("Review of 2026-W48\n")
    assert "  A        1/1" in page
    assert "Discount" not in page
    for line in (
        "台北捷運公司 B/cold: office closed",
        "  What was the customer's impression?\n    Acme (A): 2026-11-23: none recorded",
        "  How did they react to the competitor's move?\n    Acme (A): 2026-11-23: Rival, reaction not recorded",
        "  What did the discount buy?\n    Acme (A): 2026-11-23: 10% without an order",
        "  What is the next date, and what for?\n    Acme (A): 2026-11-23: no next date",
        "none yet: `salesctl review act TEXT`",
    ):
        assert line in page


@pytest.mark.usefixtures("worked")
def test_every_finding_is_a_row_with_a_name(run):
    rows = run("review", "week", "--format", "json").json
    assert set(rows[0]) == {"finding", "question", "name", "grade", "detail"}
    assert {row["name"] for row in rows} == {"Acme"}
    assert run("review", "week", "--format", "csv").csv[0]["finding"] == "no-impression"


@pytest.mark.usefixtures("worked")
def test_thresholds_come_from_the_settings(run, monkeypatch):
    monkeypatch.setenv("SALESCTL_TODAY", "2026-12-20")
    run("prospect", "edit", "Acme", "--temp", "hot")
    keys = {row["finding"] for row in run("review", "week", "-f", "json").json}
    assert "hot-and-silent" in keys
    run("config", "set", "thresholds.hot_silent_days", "60")
    keys = {row["finding"] for row in run("review", "week", "-f", "json").json}
    assert "hot-and-silent" not in keys


@pytest.mark.usefixtures("worked")
def test_a_decision_opens_the_next_plan_until_it_is_judged(run, monkeypatch, sql):
    assert run("review", "act", "ask who signs [first]").out == "Decision 1 for 2026-W48: ask who signs [first]\n"
    monkeypatch.setenv("SALESCTL_TODAY", "2026-11-30")
    assert "Decided for 2026-W48: ask who signs [first] – was it kept?" in run("plan", "week").err
    assert run("review", "judge", "1", "--not-kept").out == "Decision 1 broken: ask who signs [first]\n"
    assert "Decided" not in run("plan", "week").err
    assert "1 2026-W48 broken: ask who signs [first]" in run("review", "week").out
    assert sql("SELECT verdict, judged_on FROM decision") == [("broken", "2026-11-30")]
    assert run("review", "judge", "1", "--kept", code=4).err.startswith("Error: decision 1 was judged broken")
    assert run("review", "judge", "7", "--kept", code=3).err.startswith("Error: there is no decision 7")
    run("undo")
    assert [row["verdict"] for row in run("review", "list", "--open", "-f", "json").json] == ["open"]


def test_what_was_due_by_today_and_may_still_be_made_is_named(run, promote_two, monkeypatch):
    run("plan", "week")
    monkeypatch.setenv("SALESCTL_TODAY", "2026-11-27")
    page = run("review", "week").out
    assert "Not made yet\n  Mon Acme A/cold\n  Tue 台北捷運公司 B/cold\n" in page
    assert "nothing was missed" in page
    monkeypatch.setenv("SALESCTL_TODAY", "2026-11-30")
    page = run("review", "week", "last").out
    assert "Not made yet" not in page
    assert "Missed\n  Mon Acme A/cold: no reason given\n" in page


@pytest.mark.usefixtures("worked")
def test_a_decision_and_a_reason_say_something(run, refused):
    for nothing in ("", "  "):
        assert "it is empty; say it in a few words" in refused(2, "review", "act", nothing)
        assert "it is empty; say it in a few words" in refused(2, "plan", "miss", "Acme", "--reason", nothing)


def test_an_empty_week_is_reviewed_too(run):
    page = run("review", "week", "last").out
    assert "nothing was missed" in page
    assert "nothing to ask" in page
    assert run("review", "list").err.startswith("No decisions yet")


def test_several_prospects_of_a_name_with_the_same_reason_are_one_line(run, promote_two):
    for product in ("Copier", "Printer"):
        run("product", "add", product)
        run("prospect", "promote", "Acme", "--grade", "A", "--product", product, *PROMOTE)
    page = run("review", "week").out
    assert page.count("Acme (A): key person never met") == 1


class TestDaysOff:
    def plan(self, run):
        for number in range(6):
            run("target", "add", f"Prospect {number}")
            run("prospect", "promote", f"Prospect {number}", "--grade", "A", *PROMOTE)
        run("plan", "add", "Prospect 0", "thu", "--at", "10:00")

    def test_nothing_is_planned_on_them_and_promises_inside_are_named(self, run):
        self.plan(run)
        off = run("plan", "off", "2026-11-25", "2026-11-27", "--reason", "training")
        assert off.out == "Off 2026-11-25 to 2026-11-27: 3 days.\n"
        assert "Promised inside: Thu 2026-11-26 10:00 Prospect 0." in off.err
        shown = run("plan", "week")
        assert "training" in shown.out
        assert "Thu 2026-11-26 is not a working day but holds 1 planned visit" in shown.err
        rows = run("plan", "week", "-f", "json").json
        assert {row["weekday"] for row in rows if row["claim"] == "cadence" and row["date"]} == {"Mon", "Tue"}

    def test_a_cover_takes_the_promises_over(self, run, sql):
        self.plan(run)
        off = run("plan", "off", "thu", "--cover", "Lin")
        assert "1 promise handed over to Lin." in off.out
        assert sql("SELECT r.name FROM planned_visit p JOIN rep r ON r.id = p.rep_id") == [("Lin",)]
        run("undo")
        assert sql("SELECT r.name FROM planned_visit p JOIN rep r ON r.id = p.rep_id") == [("me",)]
        assert sql("SELECT count(*) FROM day_off") == [(0,)]

    def test_what_the_cover_is_to_make_is_not_planned_beside_it(self, run):
        self.plan(run)
        run("plan", "week")
        run("plan", "move", "Prospect 1", "thu", "--at", "15:00", "--by", "customer")
        off = run("plan", "off", "thu", "--cover", "Lin")
        assert "2 promises handed over to Lin." in off.out
        assert "Promised inside: Thu 2026-11-26 15:00 Prospect 1." in off.err
        run("plan", "week", "--replan")
        mine = {row["name"] for row in run("plan", "week", "-f", "json").json}
        assert mine == {"Prospect 2", "Prospect 3", "Prospect 4", "Prospect 5"}
        theirs = run("plan", "week", "--rep", "Lin", "-f", "json").json
        assert [(row["name"], row["at"]) for row in theirs] == [("Prospect 0", "10:00"), ("Prospect 1", "15:00")]

    def test_every_day_off_leaves_only_promises(self, run):
        self.plan(run)
        run("plan", "off", "2026-11-23", "2026-11-29")
        shown = run("plan", "week")
        assert "the week holds 0; 5 deferred" in shown.out

    def test_given_back_they_are_worked_again(self, run, sql):
        run("plan", "off", "thu", "fri")
        assert run("plan", "off", "thu", "fri", "--back").out == "2 days off given back: 2026-11-26 to 2026-11-27.\n"
        assert sql("SELECT count(*) FROM day_off") == [(0,)]

    @pytest.mark.parametrize(
        ("days", "words"),
        [
            (("2026-11-27", "2026-11-26"), "end (2026-11-26) before they begin"),
            (("2026-11-20", "2026-11-21"), "has passed"),
            (("2026-11-27", "2028-01-01"), "more than a year"),
        ],
    )
    def test_impossible_periods_are_refused(self, run, sql, days, words):
        assert words in run("plan", "off", *days, code=2).err
        assert sql("SELECT count(*) FROM rep") == [(0,)]


def test_an_instruction_is_put_on_the_next_planned_visit_and_survives_replanning(run):
    run("target", "add", "Acme")
    run("prospect", "promote", "Acme", "--grade", "A", *PROMOTE)
    run("plan", "week")
    put = run("plan", "instruct", "Acme", "see the CFO, bring the cost sheet")
    assert put.out == "Planned visit 1 Acme: Mon 2026-11-23, instruction stored.\n"
    run("plan", "week", "--replan")
    (row,) = run("plan", "week", "-f", "json").json
    assert row["instruction"] == "see the CFO, bring the cost sheet"
    run("plan", "instruct", "Acme", "")
    (row,) = run("plan", "week", "-f", "json").json
    assert row["instruction"] is None
    assert run("plan", "instruct", "Acme", "x", "--on", "2026-12-24", code=3).err.startswith("Error: 'Acme' has no")
