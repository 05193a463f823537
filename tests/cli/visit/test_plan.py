"""What a visit does to the plan: ticking off, and the next appointment."""

import pytest


@pytest.fixture
def plan(sql):
    """Return day, time, status and claim of every planned visit."""

    def call():
        return sql("SELECT planned_on, at, status, claim FROM planned_visit ORDER BY id")

    return call


def test_the_next_visit_is_planned_at_once(run, acme, visit, plan, listed):
    done = visit("--next", "+8d", "--next-at", "10", "--next-with", "Ann", "--next-purpose", "show the figures")
    assert done.out == "Visit 1 Acme Ltd: advance, in person. (next: 2026-12-01; new contact Ann)\n"
    assert plan() == [("2026-12-01", "10:00", "planned", "promised")]
    (row,) = run("plan", "day", "2026-12-01", "--format", "json").json
    assert (row["name"], row["person"], row["purpose"]) == ("Acme Ltd", "Ann", "show the figures")
    assert (listed()[0]["next_on"], listed()[0]["next_purpose"]) == ("2026-12-01", "show the figures")


def test_next_follows_the_appointment_when_it_is_moved(run, acme, visit, listed):
    visit("--next", "2026-12-01")
    run("plan", "move", "Acme", "2026-12-03")
    assert listed()[0]["next_on"] == "2026-12-03"


def test_a_visit_ticks_off_the_plan_of_its_day(run, acme, visit, plan):
    run("plan", "add", "Acme", "today")
    assert "(plan: Mon ticked off)" in visit().out
    assert [status for _, _, status, _ in plan()] == ["done"]
    (card,) = run("visit", "show", "1", "--format", "json").json
    assert card["planned"] == "2026-11-23 manual"


def test_a_new_promise_is_not_ticked_off_by_the_visit_that_made_it(run, acme, visit, plan, monkeypatch):
    visit("--next", "2026-11-27")
    assert plan() == [("2026-11-27", None, "planned", "promised")]
    monkeypatch.setenv("SALESCTL_TODAY", "2026-11-25")
    assert "ticked off" not in run("visit", "edit", "1", "--on", "2026-11-24").out
    assert plan() == [("2026-11-27", None, "planned", "promised")]


def test_a_visit_moved_to_another_day_is_ticked_off_there(run, acme, visit, plan, monkeypatch):
    run("plan", "add", "Acme", "today", "--at", "09:00")
    run("plan", "add", "Acme", "tue", "--at", "09:00")
    visit()
    monkeypatch.setenv("SALESCTL_TODAY", "2026-11-25")
    assert "(plan: Tue ticked off)" in run("visit", "edit", "1", "--on", "tue").out
    assert [status for _, _, status, _ in plan()] == ["planned", "done"]


def test_a_dropped_visit_leaves_the_plan_open_again(run, acme, visit, plan):
    run("plan", "add", "Acme", "today")
    visit()
    assert "(plan: 2026-11-23 open again)" in run("visit", "drop", "1").out
    assert [status for _, _, status, _ in plan()] == ["planned"]


def test_a_promise_that_was_kept_outlives_its_visit(run, acme, visit, plan, monkeypatch):
    visit("--next", "tue")
    monkeypatch.setenv("SALESCTL_TODAY", "2026-11-24")
    visit()
    run("visit", "drop", "1")
    assert plan() == [("2026-11-24", None, "done", "promised")]


def test_edit_replaces_and_cancels_the_next_visit(run, acme, visit, plan, listed):
    visit("--next", "2026-12-01")
    assert "(next: 2026-12-02)" in run("visit", "edit", "1", "--next", "2026-12-02", "--next-at", "9").out
    assert plan() == [("2026-12-02", "09:00", "planned", "promised")]
    run("visit", "edit", "1", "--next", "")
    assert plan() == []
    assert listed()[0]["next_on"] is None


def test_the_row_that_makes_good_a_broken_promise_goes_with_it(run, acme, visit, plan, monkeypatch):
    visit("--next", "tue")
    monkeypatch.setenv("SALESCTL_TODAY", "2026-11-26")
    run("plan", "week", "--replan")
    assert [claim for *_, claim in plan()] == ["promised", "overdue"]
    run("visit", "drop", "1")
    assert plan() == []


def test_a_visit_cannot_move_past_what_was_agreed_at_it(run, acme, visit, refused, monkeypatch):
    visit("--next", "tue")
    monkeypatch.setenv("SALESCTL_TODAY", "2026-11-25")
    said = refused(2, "visit", "edit", "1", "--on", "2026-11-24")
    assert "the next visit agreed then, on 2026-11-24, must come after this one; give --next too" in said
    run("visit", "edit", "1", "--on", "2026-11-24", "--next", "2026-11-30")
