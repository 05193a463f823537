"""What cases and account plans ask of the week, and of its review; today is Monday 2026-11-23."""

import pytest


def week(run, *args):
    rows = run("plan", "week", *args, "-f", "json").json
    return [(row["name"], row["claim"], row["reason"]) for row in rows if row["claim"] in ("case", "action")]


ACTION = ("Acme Ltd", "action", "action overdue since 2026-11-20: cost sheet to the CFO")
CASE = ("Bolt", "case", "complaint due 2026-11-25: wrong parts (and 1 receivable)")


@pytest.fixture
def asked(run, acme, prepared):
    """A plan with a visit overdue, one for later, a letter overdue, and a target with two cases due this week."""

    def fill():
        run("account", "action", "add", "Acme", "cost sheet to the CFO", "--by", "2026-11-20", "--visit")
        run("account", "action", "add", "Acme", "show the plant", "--by", "2026-12-08", "--visit")
        run("account", "action", "add", "Acme", "write the offer", "--by", "2026-11-19", "--owner", "Ben")
        run("target", "add", "Bolt")
        run("case", "open", "Bolt", "complaint", "wrong parts", "--due", "2026-11-25")
        run("case", "open", "Bolt", "receivable", "4711", "--amount", "5", "--due", "2026-11-27")

    prepared("account-asked", fill)


@pytest.mark.usefixtures("asked")
def test_due_cases_and_actions_claim_a_visit_once(run):
    assert sorted(week(run)) == [ACTION, CASE]
    rows = run("plan", "week", "-f", "json").json
    assert [row["date"] <= "2026-11-25" for row in rows if row["name"] == "Bolt"] == [True]
    assert len(week(run, "--replan")) == 2


@pytest.mark.usefixtures("asked")
def test_the_day_says_what_a_visit_is_for(run):
    run("plan", "week")
    told = [row["purpose"] for row in run("plan", "week", "-f", "json").json if row["claim"] in ("case", "action")]
    assert sorted(told) == ["cost sheet to the CFO", "settle the complaint: wrong parts; settle the receivable: 4711"]
    assert "For  cost sheet to the CFO\n" in run("plan", "day").out + run("plan", "day", "tue").out
    assert run("visit", "prep", "Acme", "-f", "json").json[0]["purpose"] == "cost sheet to the CFO"


@pytest.mark.usefixtures("asked")
def test_the_plan_says_how_many_actions_are_overdue(run):
    hint = "2 account actions overdue; `salesctl account action list --overdue` lists them.\n"
    assert hint in run("plan", "week").err
    assert "overdue;" not in run("plan", "week", "next").err


@pytest.mark.usefixtures("asked")
def test_the_plan_names_the_actions_that_are_no_visits(run):
    offer = "Account action: Acme Ltd: write the offer (Ben), overdue since 2026-11-19.\n"
    assert run("plan", "week").err.endswith(offer)
    run("account", "action", "add", "Acme", "send the leaflet", "--by", "2026-12-04")
    assert "leaflet" not in run("plan", "week").err
    leaflet = "Account action: Acme Ltd: send the leaflet, due 2026-12-04.\n"
    assert run("plan", "week", "next").err.startswith(offer + leaflet)
    for number in range(4):
        run("account", "action", "add", "Acme", f"call {number}", "--by", "fri")
    more = "call 3, due 2026-11-27.\nAnd 1 more; `salesctl account action list` lists them.\n"
    assert more in run("plan", "week", "next", "-f", "json").err
    assert "Account action" not in run("plan", "week", "last").err


def test_what_comes_up_after_the_week_was_planned_is_said(run, acme, monkeypatch):
    run("target", "add", "Bolt")
    assert run("case", "open", "Bolt", "complaint", "no plan yet", "--due", "fri").err == ""
    run("case", "close", "1", "--resolution", "x")
    run("plan", "week")
    assert run("account", "action", "add", "Acme", "write", "--by", "fri").err == ""
    assert run("case", "open", "Acme", "complaint", "later", "--due", "2026-12-04").err == ""
    monkeypatch.setenv("SALESCTL_TODAY", "2026-11-24")
    run("target", "add", "Cord")
    broken = (
        "Not in this week's plan yet: Cord: complaint due 2026-11-27: wrong parts.\n"
        "`salesctl plan week --replan` makes room for what came up.\n"
    )
    assert run("case", "open", "Cord", "complaint", "wrong parts", "--due", "fri").err == broken
    assert broken in run("plan", "week").err
    assert "Not in" not in run("plan", "week", "--replan").err
    assert week(run) == [("Cord", "case", "complaint due 2026-11-27: wrong parts")]
    assert "Not in" not in run("plan", "week").err
    run("plan", "miss", "Cord", "--reason", "they were closed")
    assert broken in run("plan", "week").err


@pytest.mark.usefixtures("asked")
def test_a_visit_of_the_week_sees_to_it_and_the_next_week_asks_again(run, monkeypatch):
    run("visit", "add", "Bolt", "--outcome", "continuation")
    run("visit", "add", "Acme", "--outcome", "continuation", "--mode", "phone")
    assert week(run) == [ACTION]
    monkeypatch.setenv("SALESCTL_TODAY", "2026-11-30")
    assert sorted(week(run)) == [
        ACTION,
        ("Bolt", "case", "complaint overdue since 2026-11-25: wrong parts (and 1 receivable)"),
    ]
    run("account", "action", "done", "1")
    run("case", "close", "1", "--resolution", "replaced")
    run("case", "close", "2", "--resolution", "paid")
    assert week(run, "--replan") == []


@pytest.mark.usefixtures("asked")
def test_next_week_does_not_ask_for_what_this_week_has_planned(run):
    run("plan", "week")
    assert week(run, "next", "--dry-run") == []
    assert week(run, "2026-W50", "--dry-run") == [("Acme Ltd", "action", "action due 2026-12-08: show the plant")]


@pytest.mark.usefixtures("asked")
def test_what_is_closed_dropped_or_anothers_asks_for_nothing(run):
    run("account", "close", "Acme", "--reason", "sold")
    run("case", "edit", "2", "--rep", "Lin")
    run("target", "add", "Cord")
    run("case", "open", "Cord", "complaint", "late")
    run("target", "drop", "Cord", "--reason", "gone")
    assert week(run) == [("Bolt", "case", "complaint due 2026-11-25: wrong parts")]
    assert week(run, "--rep", "Lin") == [("Bolt", "case", "receivable due 2026-11-27: 4711")]


@pytest.mark.usefixtures("asked")
def test_the_row_of_a_prospect_carries_its_grade(run):
    run("prospect", "promote", "Bolt", "--grade", "B", "--money", "m", "--need", "n", "--interest", "strong")
    (row,) = [row for row in run("plan", "week", "-f", "json").json if row["name"] == "Bolt"]
    assert (row["claim"], row["grade"], row["temperature"]) == ("case", "B", "cold")


@pytest.mark.usefixtures("asked")
def test_the_review_names_what_is_overdue_and_what_comes(run, monkeypatch):
    monkeypatch.setenv("SALESCTL_TODAY", "2026-12-04")
    rows = run("review", "week", "-f", "json").json
    told = [(row["finding"], row["name"], row["detail"]) for row in rows if row["finding"].startswith(("act", "case"))]
    assert told == [
        ("case-overdue", "Bolt", "complaint due 2026-11-25: wrong parts"),
        ("case-overdue", "Bolt", "receivable due 2026-11-27: 4711"),
        ("action-overdue", "Acme Ltd", "write the offer (Ben), overdue since 2026-11-19"),
        ("action-overdue", "Acme Ltd", "cost sheet to the CFO, overdue since 2026-11-20"),
        ("action-due", "Acme Ltd", "show the plant, due 2026-12-08"),
    ]
    assert "What will settle the case?\n    Bolt: complaint due 2026-11-25: wrong parts\n" in run("review", "week").out
