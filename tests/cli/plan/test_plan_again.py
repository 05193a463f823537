"""Planning a week again, rehearsing it, and what cannot be planned; the clock stands on Monday 2026-11-23."""

import pytest
from cli.rows import prospect

from salesctl.cli.plan import week as plan_week
from salesctl.domain.target import TargetFields
from salesctl.domain.territory import BlockFields, RepFields, TerritoryFields


@pytest.fixture
def people(insert):
    """Store targets of one rep, every other one in a block: of the first grade in `grades` target 1, and so on."""

    def call(grades: str) -> None:
        targets = [
            TargetFields(
                name=f"公司 {number:02}" if number % 3 else f"Company {number:02}",
                name_key=f"公司 {number:02}" if number % 3 else f"company {number:02}",
                rep_id=1,
                added_on="2026-10-01",
                territory_id=1 if number % 2 else None,
                block_id=1 if number % 2 else None,
            )
            for number, _ in enumerate(grades, 1)
        ]
        insert(
            RepFields(name="me", name_key="me"),
            TerritoryFields(name="North", name_key="north"),
            BlockFields(territory_id=1, name="Harbour", name_key="harbour", position=1),
            *targets,
            *[prospect(number, grade=grade) for number, grade in enumerate(grades, 1) if grade in "ABC"],
        )

    return call


def rows(run, *args: str) -> list[dict]:
    """Return the week's rows without their ids, which a rehearsal has no use for."""
    return [{**row, "id": None} for row in run("plan", "week", *args, "-f", "json").json]


def days(run) -> dict[str, str | None]:
    return {row["name"]: row["weekday"] for row in run("plan", "week", "-f", "json").json}


@pytest.mark.parametrize(("grades", "capacity"), [("A.B.C..", "8"), ("ABC" * 15, "1"), ("C" * 30 + "B" * 3, "2")])
def test_a_rehearsal_shows_what_would_be_stored(run, people, tables, grades, capacity):
    people(grades)
    run("config", "set", "capacity", capacity)
    run("plan", "add", "2", "wed", "--at", "10:00", "--with", "Ms Wu", "--purpose", "demo")
    before = tables()
    rehearsed, drawn = rows(run, "--dry-run"), run("plan", "week", "--dry-run").out
    explained = run("plan", "week", "--dry-run", "--explain").out.splitlines()
    assert tables() == before
    assert run("plan", "week").out == drawn
    assert rows(run) == rehearsed
    assert [line.split()[1:] for line in run("plan", "week", "--explain").out.splitlines()[2:]] == [
        line.split()[1:] for line in explained[2:]
    ]


def test_in_mid_week_a_rehearsal_shows_what_replanning_would_store(run, people, monkeypatch, tables):
    people("ABC" * 15)
    run("plan", "week", "--capacity", "2")
    monkeypatch.setenv("SALESCTL_TODAY", "2026-11-25")
    run("visit", "add", "3", "--outcome", "advance", "--next", "fri")
    before = tables()
    told = run("plan", "week", "--replan", "--dry-run", "--capacity", "3").out
    rehearsed = rows(run, "--replan", "--dry-run", "--capacity", "3")
    assert tables() == before
    assert run("plan", "week", "--replan", "--capacity", "3").out == told
    assert rows(run) == rehearsed


def test_every_deferred_visit_is_explained_until_nobody_would_read_on(run, people, monkeypatch):
    people("B" * 40)
    run("config", "set", "capacity", "1")
    assert "35 deferred" in run("plan", "week").out
    deferred = [row["name"] for row in run("plan", "week", "-f", "json").json if row["status"] == "deferred"]
    assert f"Deferred: {', '.join(deferred[:5])} and 30 more (--explain says why)" in run("plan", "week").out
    explained = run("plan", "week", "--explain")
    assert (explained.out.count("deferred"), explained.err) == (35, "")
    monkeypatch.setattr(plan_week, "_EXPLAINED", 20)
    explained = run("plan", "week", "--explain")
    assert explained.out.count("deferred") == 20
    assert explained.err == "And 15 more are deferred; -f csv shows all.\n"
    assert len(rows(run)) == 40


def test_planning_again_shows_only_what_it_changed(run, people, tmp_path):
    people("AB")
    first = run("plan", "week", "--replan").out
    assert "Mon 23 Nov" in first  # nothing was planned before: the whole week is new
    assert "Replanned" not in first
    before = run("plan", "week", "-f", "json").json
    run("prospect", "lose", "2", "--reason", "price", "--retry", "2027-03-01")
    written = tmp_path / "week.txt"
    told = run("plan", "week", "--replan").out.splitlines()
    assert told[:3] == ["2026-W48: 1 visit needed, the week holds 40", "Replanned: 1 taken out.", "Taken out:"]
    assert len(told) == 4
    assert len(run("plan", "week", "-f", "json").json) == len(before) - 1
    assert run("plan", "week", "--replan", "-o", str(written)).out == "Nothing to change in the plan.\n"
    assert "Mon 23 Nov" in written.read_text(encoding="utf-8")


def test_a_day_that_a_promise_overfills_is_told_of_at_once_and_each_time_the_week_is_shown(run, people):
    people("ABC")
    run("config", "set", "capacity", "1")
    run("plan", "week")
    over = "Warning: Wed 2026-11-25 holds 2 visits, 1 over its capacity.\n"
    assert over in run("visit", "add", "1", "--outcome", "advance", "--next", "wed", "--next-purpose", "sign").err
    assert run("plan", "week").err == over
    assert run("plan", "week", "--capacity", "2", "-f", "json").err.startswith("2026-W48 is planned already; --replan")
    assert run("plan", "add", "2", "sat").err == "Warning: 2026-11-28 is not a working day.\n"
    assert "Sat 2026-11-28 is not a working day but holds 1 planned visit" in run("plan", "week").err
    run("plan", "week", "--replan")
    assert "Wed 2026-11-25" not in run("plan", "week").err
    run("plan", "move", "1", "thu")
    assert run("plan", "move", "2", "thu").err == "Warning: Thu 2026-11-26 holds 2 visits, 1 over its capacity.\n"


def test_a_next_visit_on_a_holiday_is_told_of_while_the_customer_is_there(run, people):
    people("A")
    run("config", "set", "country", "US")
    said = run("visit", "add", "1", "--outcome", "advance", "--next", "thu", "--next-purpose", "sign")
    assert "Warning: 2026-11-26 is Thanksgiving" in said.err


def test_what_has_no_effect_is_said_or_refused(run, people, refused, monkeypatch):
    people("AB")
    assert run("plan", "week").err == ""
    assert run("plan", "week", "--capacity", "3").err == (
        "2026-W48 is planned already; --replan plans it again with 3 a day, --dry-run shows it.\n"
    )
    assert run("plan", "week", "last", "--replan").err == "2026-W47 has passed: nothing is planned again.\n"
    for option in ("--replan", "--explain"):
        assert "--what-if compares loads" in refused(2, "plan", "week", "--what-if", "A=2", option)
    monkeypatch.setenv("SALESCTL_TODAY", "2026-11-26")
    assert run("plan", "week").err == (
        "2 visits of the days before were not made; --replan finds them new days where there is room.\n"
    )
    run("plan", "week", "--replan")
    assert run("plan", "week").err == ""


def test_planning_again_names_what_it_changed(run, people):
    people("AAAAAA")
    run("config", "set", "capacity", "1")
    run("plan", "week")
    run("plan", "off", "wed")
    run("prospect", "lose", "3", "--reason", "price")
    told = run("plan", "week", "--replan").out
    assert told[told.index("Replanned") :].splitlines() == [
        "Replanned: 2 moved, 1 taken out.",
        "Moved:",
        "  Tue 24 Nov → Mon 23 Nov  Company 06 (A/cold, never visited; due since 2026-11-01 by its 7-day cadence)",
        "  Wed 25 Nov → Tue 24 Nov  公司 01 (A/cold, never visited; due since 2026-11-02 by its 7-day cadence)",
        "Taken out:",
        "  Mon 23 Nov  Company 03 (A/cold, never visited; due since 2026-11-01 by its 7-day cadence)",
    ]
    run("plan", "off", "fri")
    run("prospect", "lose", "5", "--reason", "price")
    told = run("plan", "week", "--replan").out
    assert told[told.index("Replanned") :].splitlines() == [
        "Replanned: 1 deferred, 1 no longer deferred.",
        "Deferred:",
        "  Fri 27 Nov  公司 04 (no place left: the week holds 3; A/cold, never visited; due since 2026-11-06 by its"
        " 7-day cadence)",
        "No longer deferred:",
        "  公司 05 (no place left: the week holds 4; A/cold, never visited; due since 2026-11-06 by its 7-day cadence)",
    ]


def test_long_differences_are_cut_and_programs_read_them_on_stderr(run, people):
    people("B" * 60)
    run("plan", "week", "--capacity", "1")
    told = run("plan", "week", "--replan", "--capacity", "8", "-f", "csv")
    assert len(told.csv) == 60
    words = told.err.splitlines()
    assert words[0] == "Replanned: 35 added, 3 moved."
    assert words[1] == "Added:"
    assert all(line.startswith(("  Mon", "  Tue", "  Wed", "  Thu")) for line in words[2:22])
    assert words[22:24] == ["  and 15 more", "Moved:"]
    assert len(words) == 27


@pytest.mark.parametrize(
    ("cadence", "words"),
    [("0", "cadence: input should be greater than or equal to 1"), ("-1", "cannot read '-1'; give a whole number")],
)
def test_a_cadence_is_at_least_one_visit(run, people, refused, cadence, words):
    people("A")
    assert words in refused(2, "prospect", "edit", "1", "--cadence", cadence)
    assert "A: a cadence is 1 to 28 visits" in refused(2, "plan", "week", "--what-if", f"A={cadence}")
    assert "config set: cadence.A: input should be greater than or equal to 1" in refused(
        2, "config", "set", "cadence.A", "--", cadence
    )


def test_a_capacity_of_none_is_refused_and_its_place_named(run, refused, home, monkeypatch):
    assert refused(2, "plan", "week", "--capacity", "0").startswith("Error: Invalid value for '--capacity'")
    assert "capacity: input should be greater" in refused(2, "config", "set", "capacity", "0")
    named = home / "own.toml"
    named.write_text("capacity = 0\n", encoding="utf-8")
    assert f"{named}: capacity: input should be greater" in refused(2, "--config", str(named), "plan", "week")
    monkeypatch.setenv("SALESCTL_CAPACITY", "0")
    assert "Error: SALESCTL_CAPACITY: input should be greater" in refused(2, "plan", "week")


def test_a_week_without_a_working_day_defers_all_and_says_why(run, people):
    people("AB")
    run("plan", "off", "2026-11-23", "2026-11-27")
    shown = run("plan", "week").out
    assert "these cadences need 2 visits, the week holds 0; 2 deferred" in shown
    assert shown.count("day off") == 5
    assert {row["reason"].partition(";")[0] for row in rows(run)} == {"no working day left for it"}


def test_a_move_to_a_holiday_is_allowed_and_said(run, people):
    people("A")
    run("config", "set", "country", "US")
    run("plan", "week")
    moved = run("plan", "move", "1", "thu")
    assert "moved to Thu 2026-11-26" in moved.out
    assert moved.err == "Warning: 2026-11-26 is Thanksgiving Day.\n"
    assert days(run) == {"公司 01": "Thu"}


def test_without_prospects_it_says_what_comes_first(run, insert):
    insert(RepFields(name="me", name_key="me"))
    for args in ((), ("--replan",), ("--dry-run",), ("--what-if", "A=2"), ("-f", "json"), ("--explain",)):
        assert "Nothing to plan yet: `salesctl target add`" in run("plan", "week", *args).err


def test_a_promise_that_has_its_new_day_is_not_asked_for_again(run, people, monkeypatch):
    people("C")
    run("visit", "add", "1", "--outcome", "advance", "--next", "tue", "--next-purpose", "sign")
    monkeypatch.setenv("SALESCTL_TODAY", "2026-11-25")
    assert [row["claim"] for row in rows(run)] == ["promised", "overdue"]
    assert run("plan", "week").err == ""


def test_on_a_sunday_the_next_week_is_pointed_to(run, people, monkeypatch):
    people("AB")
    monkeypatch.setenv("SALESCTL_TODAY", "2026-11-29")
    shown = run("plan", "week")
    assert "the week holds 0; 2 deferred" in shown.out
    assert shown.err == "No working day is left in 2026-W48; `salesctl plan week next` plans the next week.\n"
    monkeypatch.setenv("SALESCTL_TODAY", "2026-11-27")
    assert run("plan", "week", "--replan").err == ""


def test_a_lost_prospect_is_canvassed_again_from_its_retry_date(run, monkeypatch):
    """It returns as a target, however lately it was visited; once visited again, it waits as others do."""

    def planned(today: str) -> list[tuple[str, str]]:
        monkeypatch.setenv("SALESCTL_TODAY", today)
        week = run("plan", "week", "--dry-run", "-f", "json").json
        return [(row["claim"], row["reason"]) for row in week if row["name"] == "Acme"]

    run("target", "add", "Acme", "--territory", "North", "--block", "Harbour")
    run("prospect", "promote", "Acme", "--grade", "B", "--money", "m", "--need", "n", "--interest", "slight")
    run("visit", "add", "Acme", "--outcome", "no-sale", "--on", "2026-11-20")
    run("prospect", "lose", "Acme", "--reason", "price", "--retry", "2026-12-09")
    assert planned("2026-11-30") == []
    again = "canvass: block Harbour, lost once, to be tried again from 2026-12-09"
    assert planned("2026-12-07") == [("canvass", again)]
    assert planned("2026-12-14") == [("canvass", again)]
    run("visit", "add", "Acme", "--outcome", "continuation")
    assert planned("2026-12-21") == []
