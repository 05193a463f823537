from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from salesctl import clock
from salesctl.config import Settings
from salesctl.messages import reasons
from salesctl.services.plan.calendar import write_agenda
from salesctl.store.sqlite.opening import open_store


@pytest.fixture
def agenda(home):
    """Write the agenda of a period and return its events by name."""

    def call(
        first: date, last: date | None = None, rep_id: int | None = None, today: str = "2026-11-23T15:30"
    ) -> dict[str, Calendar]:
        path = Path(home) / "week.ics"
        store = open_store(home / "store.db")
        clock.set_clock(today)
        count = write_agenda(store, Settings(visit_minutes=60), path, first, last, rep_id, reasons.worded)
        store.lane.close()
        found = {event["summary"]: event for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT")}
        assert sum(event["status"] != "CANCELLED" for event in found.values()) == count
        return found

    yield call
    clock.set_clock(None)


@pytest.fixture
def planned(run):
    run("target", "add", "台北捷運公司", "--address", "台北市中山北路一段1號", "--phone", "02 1")
    run("target", "add", "Bolt", "--rep", "Lin")
    run("plan", "add", "台北捷運公司", "2026-11-25", "--at", "10:00", "--with", "Ms Wu", "--purpose", "sign; today")
    run("plan", "add", "Bolt", "2026-12-01", "--rep", "Lin")


def test_a_second_agenda_updates_what_the_first_one_showed(run, agenda, planned):
    (before,) = agenda(date(2026, 11, 23), date(2026, 11, 29)).values()
    assert before["location"] == "台北市中山北路一段1號"
    assert before["description"].splitlines() == [
        "Why: planned by hand",
        "Purpose: sign; today",
        "Person: Ms Wu",
        "Phone: 02 1",
    ]
    assert before.decoded("dtend").isoformat() == "2026-11-25T11:00:00"
    assert before.decoded("dtstamp").isoformat() == "2026-11-23T15:30:00+00:00"
    run("plan", "move", "台北捷運公司", "2026-11-27")
    (after,) = agenda(date(2026, 11, 23), date(2026, 11, 29)).values()
    assert after["uid"] == before["uid"] == "1-20261123T120000Z@salesctl"
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after.decoded("dtstart").isoformat() == "2026-11-27T10:00:00"


def test_taking_a_move_back_is_one_more_change(run, agenda, planned):
    run("plan", "move", "台北捷運公司", "2026-11-27")
    run("undo")
    (event,) = agenda(date(2026, 11, 23), date(2026, 11, 29)).values()
    assert event["sequence"] == 2
    assert event.decoded("dtstart").isoformat() == "2026-11-25T10:00:00"


def test_an_agenda_may_be_of_one_rep_and_without_an_end(agenda, planned):
    assert set(agenda(date(2026, 11, 23))) == {"台北捷運公司 (manual)", "Bolt (manual)"}
    assert set(agenda(date(2026, 11, 23), rep_id=2)) == {"Bolt (manual)"}
    assert agenda(date(2026, 12, 2)) == {}


def test_what_was_left_undone_in_a_week_that_has_ended_is_missed_and_not_shown(agenda, planned):
    assert set(agenda(date(2026, 11, 23), today="2026-11-29")) == {"台北捷運公司 (manual)", "Bolt (manual)"}
    assert set(agenda(date(2026, 11, 23), today="2026-11-30")) == {"Bolt (manual)"}


def test_what_is_no_longer_planned_is_cancelled_in_the_calendar(run, agenda, planned):
    (before,) = agenda(date(2026, 11, 23), date(2026, 11, 29)).values()
    run("plan", "drop", "台北捷運公司")
    (after,) = agenda(date(2026, 11, 23), date(2026, 11, 29)).values()
    assert (after["uid"], after["dtstart"].dt) == (before["uid"], before["dtstart"].dt)
    assert (after["status"], after["summary"], after["sequence"]) == ("CANCELLED", "台北捷運公司", 1)
    run("undo")
    assert agenda(date(2026, 11, 23), date(2026, 11, 29)).popitem()[1]["status"] == "CONFIRMED"


def test_what_replanning_defers_is_cancelled_and_what_never_had_a_day_is_not_there(run, agenda):
    for name in ("Acme", "Bolt"):
        run("target", "add", name)
        run("prospect", "promote", name, "--grade", "A", "--force", "--reason", "asked")
    run("config", "set", "capacity", "1")
    run("plan", "week")
    assert set(agenda(date(2026, 11, 23))) == {"Acme (A)", "Bolt (A)"}
    run("plan", "off", "2026-11-24", "2026-11-27")
    run("plan", "week", "--replan")
    found = agenda(date(2026, 11, 23))
    assert {name: event["status"] for name, event in found.items()} == {"Acme (A)": "TENTATIVE", "Bolt": "CANCELLED"}
    assert set(agenda(date(2026, 11, 23), rep_id=2)) == set()
    assert set(agenda(date(2026, 11, 25))) == set()
