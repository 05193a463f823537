"""`plan week --why NAME`: what a week answers for a name; the clock stands on Monday 2026-11-23."""

import pytest
from cli.rows import named, planned, prospect, sale, visit

from salesctl.domain.enums.plan import Claim
from salesctl.domain.reason import Reason
from salesctl.domain.target import TargetFields
from salesctl.domain.territory import RepFields

ACME, CAFE = "Acme Ltd", "春曉咖啡"


@pytest.fixture
def book(insert):
    """Two targets of one rep (`春曉咖啡` is target 2), a colleague, and what a test adds."""

    def call(*records) -> None:
        targets = [named(TargetFields, name, rep_id=1, added_on="2026-06-01") for name in (ACME, CAFE)]
        insert(named(RepFields, "me"), named(RepFields, "Lin"), *targets, *records)

    return call


@pytest.fixture
def why(run, tables):
    """Ask of a name; the lines that answer, and whether, with which code, the week has it. Nothing is written."""

    def call(name: str, *args: str) -> tuple[bool, str, list[str]]:
        before = tables()
        lines = run("plan", "week", *args, "--why", name).out.splitlines()
        (row,) = run("plan", "week", *args, "--why", name, "-f", "json").json
        assert tables() == before, "something was written"
        assert row["name"] in lines[0]
        assert row["week"] in lines[0]
        parts = [lines[0].partition(": ")[2], *lines[1:]]
        assert row["reason"].casefold() == "; ".join(part.removesuffix(".") for part in parts).casefold()
        return row["planned"], row["code"], lines

    return call


def test_a_week_that_is_not_planned_says_what_it_would_hold_and_stays_so(book, why, run, sql):
    book(prospect(2))
    assert why("春曉") == (
        True,
        "planned",
        ["春曉咖啡 would be in 2026-W48: planned on Mon 2026-11-23 (A/cold, never visited; due since 2026-11-01 by its"
         " 7-day cadence)."],
    )  # fmt: skip
    assert run("plan", "week", "--why", "2").err == (
        "2026-W48 is not planned yet; `salesctl plan week 2026-W48` plans it.\n"
    )
    assert sql("SELECT count(*) FROM weekly_plan") == [(0,)]
    run("plan", "week")
    assert why(CAFE)[2][0].startswith("春曉咖啡 is in 2026-W48: planned on Mon")


def test_what_was_moved_by_hand_done_and_missed(book, why, run, monkeypatch):
    book(prospect(1), prospect(2))
    run("plan", "week")
    run("plan", "move", ACME, "thu", "--by", "customer")
    assert why(ACME)[2][0].endswith("7-day cadence), the customer asked for it.")
    run("plan", "miss", CAFE, "--on", "2026-11-23", "--reason", "closed", code=None)
    run("visit", "add", ACME, "--outcome", "advance", "--on", "today", code=None)
    monkeypatch.setenv("SALESCTL_TODAY", "2026-11-25")
    assert why(ACME)[1] == "done"
    assert "done on Mon 2026-11-23" in why(ACME)[2][0]
    monkeypatch.setenv("SALESCTL_TODAY", "2026-12-02")
    assert why(ACME, "2026-W48")[2][0].startswith("Acme Ltd was in 2026-W48: planned on Thu 2026-11-26")
    assert why(CAFE, "2026-W48")[1] == "missed"


def test_a_visit_that_was_not_made_and_where_planning_again_would_put_it(book, why, run, monkeypatch):
    book(prospect(2))
    run("plan", "week")
    monkeypatch.setenv("SALESCTL_TODAY", "2026-11-25")
    planned_then, code, lines = why(CAFE)
    assert (planned_then, code) == (True, "not-made")
    assert lines[0].endswith("cadence), not made yet.")
    assert lines[1].startswith("The week was planned on 2026-11-23; --replan would move it to Wed 2026-11-25 (")


def test_the_deferred_say_behind_whom(book, why, run):
    book(prospect(2, grade="C"), prospect(1, grade="A"))
    run("plan", "off", "2026-11-24", "2026-11-27")
    run("plan", "week", "--capacity", "1")
    in_it, code, lines = why(CAFE, "--capacity", "1")
    assert (in_it, code) == (False, "deferred")
    assert lines == [
        "春曉咖啡 is not in 2026-W48: deferred, no place left: the week holds 1; C/cold, never visited; due since"
        " 2026-11-01 by its 28-day cadence.",
        "Behind 1 heavier name, the lightest placed is Acme Ltd (20.00 to its 2.00).",
    ]
    assert why(CAFE)[2][-1].startswith("The week was planned on 2026-11-23; --replan would put it on Mon")


def test_what_came_up_since_the_week_was_planned(book, why, run):
    book(prospect(1))
    run("plan", "week")
    run("target", "add", "王氏")
    run("prospect", "promote", "王氏", "--grade", "B", "--force", "--reason", "asked")
    in_it, code, lines = why("王氏")
    assert (in_it, code) == (False, "would-be-planned")
    assert lines == [
        "王氏 is not in 2026-W48: the week was planned on 2026-11-23; --replan would put it on Tue 2026-11-24"
        " (B/cold, never visited; due Mon by its 14-day cadence)."
    ]
    run("plan", "week", "--replan")
    assert why("王氏")[:2] == (True, "planned")


def test_what_is_planned_and_would_not_be_any_more(book, why, run):
    book(prospect(1, cadence=1), prospect(2))
    run("plan", "week")
    run("visit", "add", ACME, "--outcome", "advance", "--on", "2026-11-20")
    lines = why(ACME)[2]
    assert lines[1:] == [
        "The week was planned on 2026-11-23; --replan would leave it out.",
        "Not due until Fri 2026-12-18: A/cold, last visited on 2026-11-20, 28-day cadence.",
    ]


def test_a_prospect_that_is_not_due(book, why):
    book(
        prospect(2, grade="C"),
        visit(2, "2026-11-09"),
        visit(2, "2026-11-20", mode="phone"),
        planned(2, "2026-12-08", week="2026-W50", claim="promised", at="10:00",
                reason=Reason(Claim.PROMISED).stored.replace("}", ',"on":"2026-11-20"}')),
    )  # fmt: skip
    assert why(CAFE) == (
        False,
        "not-due",
        [
            "春曉咖啡 would not be in 2026-W48: not due until Mon 2026-12-07: C/cold, last visited on 2026-11-09,"
            " 28-day cadence.",
            "The contact by phone on 2026-11-20 does not count as a visit.",
            "A visit is planned on Tue 2026-12-08 10:00 (promised at the visit of 2026-11-20).",
        ],
    )
    in_it, code, _ = why(CAFE, "2026-W50")
    assert (in_it, code) == (True, "planned")


def test_a_visit_planned_before_a_later_week_is_taken_as_made(book, why, run):
    book(prospect(1, grade="C"), prospect(2, grade="C"))
    run("plan", "week")
    assert why(ACME, "next")[2] == [
        "Acme Ltd would not be in 2026-W49: not due until Mon 2026-12-21: C/cold, the visit planned on 2026-11-23 taken"
        " as made, 28-day cadence."
    ]
    run("visit", "add", ACME, "--outcome", "advance")
    assert "last visited on 2026-11-23" in why(ACME, "next")[2][0]


def test_a_visit_put_off_by_hand_and_one_of_a_colleague(book, why, run):
    book(prospect(1), prospect(2))
    run("plan", "week")
    run("plan", "move", ACME, "2026-12-01")
    assert why(ACME)[1:] == ("put-off", ["Acme Ltd is not in 2026-W48: put off by hand to Tue 2026-12-01."])
    run("plan", "drop", CAFE)
    run("plan", "add", CAFE, "fri", "--rep", "Lin")
    assert why(CAFE)[1:] == ("by-colleague", ["春曉咖啡 is not in 2026-W48: Lin visits it on Fri 2026-11-27."])


def test_a_customer_is_maintained(book, why):
    book(sale(2, "2026-10-01"), visit(2, "2026-11-02"))
    assert why(CAFE)[1:] == (
        "not-due",
        ["春曉咖啡 would not be in 2026-W48: not due until Mon 2027-01-25: customer, last visited on 2026-11-02, 84-day"
         " maintenance."],
    )  # fmt: skip


def test_a_lost_prospect_is_tried_again_or_canvassed_later(book, why):
    lost = {"status": "lost", "closed_on": "2026-11-10", "loss_reason": "price"}
    book(prospect(1, **lost, retry_on="2027-02-01"), prospect(2, **lost), visit(2, "2026-11-10"))
    ended = "Its last prospect was lost on 2026-11-10 (price)."
    assert why(ACME)[1:] == (
        "retry-later",
        ["Acme Ltd would not be in 2026-W48: its lost prospect is to be tried again from Mon 2027-02-01 on.", ended],
    )
    assert why(CAFE)[1:] == (
        "seen-lately",
        [
            "春曉咖啡 would not be in 2026-W48: visited on 2026-11-10; it is canvassed again from Mon 2027-02-08 on.",
            ended,
        ],
    )


def test_a_target_to_canvass_that_is_planned_in_another_week(book, why):
    book(planned(2, "2026-12-01", week="2026-W49", claim="manual", rep_id=2, reason=Reason(Claim.MANUAL).stored))
    assert why(CAFE)[1:] == (
        "planned-elsewhere",
        ["春曉咖啡 would not be in 2026-W48: a visit by Lin is planned on Tue 2026-12-01 (planned by hand)."],
    )


def test_a_target_far_back_in_the_order_counts_all_those_before_it(insert, book, why, run):
    book()
    many = [named(TargetFields, f"Shop {number:03}", rep_id=1, added_on="2026-06-01") for number in range(30)]
    insert(*many)
    run("config", "set", "capacity", "1")
    assert why("Shop 029")[1:] == (
        "queued",
        ["Shop 029 would not be in 2026-W48: to be canvassed, but it comes later in its block; canvassing has 5 places,"
         " 25 others come before it."],
    )  # fmt: skip


def test_a_target_that_was_dropped_or_is_looked_after_by_another(book, why, run, insert):
    book()
    insert(named(TargetFields, "Lin's", rep_id=2, added_on="2026-06-01"), prospect(3, rep_id=2))
    run("target", "drop", CAFE, "--reason", "moved away")
    assert why(CAFE)[1:] == ("dropped", ["春曉咖啡 is not in 2026-W48: dropped on 2026-11-23: moved away."])
    in_it, code, lines = why("Lin's")
    assert (in_it, code) == (False, "of-colleague")
    command = 'plan week 2026-W48 --why 3 --rep "Lin"'
    assert lines == [f"Lin's would not be in 2026-W48: Lin looks after it; `salesctl {command}` asks of that week."]
    assert why("3", "--rep", "Lin")[:2] == (True, "planned")


def test_a_week_that_has_passed_says_what_was_recorded(book, why):
    book(
        planned(1, "2026-11-17", week="2026-W47"),
        planned(1, None, week="2026-W46", status="deferred"),
        visit(2, "2026-11-18"),
    )
    assert why(ACME, "last") == (
        True,
        "missed",
        ["Acme Ltd was in 2026-W47: planned on Tue 2026-11-17 (due), missed."],
    )
    assert why(ACME, "2026-W46")[1:] == ("deferred", ["Acme Ltd was not in 2026-W46: deferred, due."])
    assert why(CAFE, "last")[1:] == (
        "extra",
        ["春曉咖啡 was in 2026-W47: visited on Wed 2026-11-18 without being planned."],
    )
    assert why(CAFE, "2026-W46")[1:] == ("unrecorded", ["春曉咖啡 was not in 2026-W46: the week was not planned."])


def test_a_name_that_nobody_has_and_options_without_effect_are_refused(book, refused, tmp_path):
    book()
    assert "Nobody" in refused(3, "plan", "week", "--why", "Nobody")
    assert "--why explains one name and stores nothing" in refused(2, "plan", "week", "--why", ACME, "--replan")
    assert "give one of them" in refused(2, "plan", "week", "--why", ACME, "--facts", str(tmp_path / "facts.py"))
