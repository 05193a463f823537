from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from salesctl import clock
from salesctl.config import Settings
from salesctl.services.agenda import write_agenda
from salesctl.store.opening import open_store


@pytest.fixture
def agenda(home):
    """Write the agenda of a period and return its events by name."""

    def call(
        first: date, last: date | None = None, rep_id: int | None = None, today: str = "2026-11-23T15:30"
    ) -> dict[str, Calendar]:
        path = Path(home) / "week.ics"
        store = open_store(home / "store.db")
        clock.set_clock(today)
        count = write_agenda(store, Settings(visit_minutes=60), path, first, last, rep_id)
        store.lane.close()
        found = {event["summary"]: event for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT")}
        assert len(found) == count
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
