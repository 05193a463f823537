from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from salesctl.errors import InvalidInput
from salesctl.exchange.ics import write_ics

STAMP = datetime(2026, 11, 23, 12, tzinfo=UTC)
BLANK = {
    "id": 7,
    "date": "2026-11-24",
    "at": None,
    "name": "Acme",
    "grade": "A",
    "claim": "cadence",
    "status": "planned",
    "reason": "A/hot, due Tue by its 7-day cadence",
    "purpose": None,
    "person": None,
    "person_phone": None,
    "phone": None,
    "instruction": None,
    "address": None,
    "revision": 0,
}


@pytest.fixture
def written(tmp_path):
    """Write rows and return the file's bytes."""

    def call(*rows: dict, stamp: datetime = STAMP) -> bytes:
        path = tmp_path / "week.ics"
        write_ics(path, [{**BLANK, **row} for row in rows], store_id="S1", stamp=stamp, minutes=45)
        return path.read_bytes()

    return call


def events(text: bytes):
    return Calendar.from_ical(text).walk("VEVENT")


def test_a_timed_visit_is_an_appointment_of_local_time(written):
    text = written({"at": "10:00", "claim": "promised", "address": "台北市中山北路一段1號, 3樓"})
    (event,) = events(text)
    assert event.decoded("dtstart") == datetime(2026, 11, 24, 10)  # no zone: ten o'clock wherever the rep is
    assert event.decoded("dtend") == datetime(2026, 11, 24, 10, 45)
    assert (event["status"], event["transp"]) == ("CONFIRMED", "OPAQUE")
    assert event["location"] == "台北市中山北路一段1號, 3樓"
    assert b"\r\nDTSTART:20261124T100000\r\n" in text
    assert event.decoded("dtstamp") == STAMP


def test_an_untimed_visit_is_an_entry_of_its_day_that_leaves_it_free(written):
    (event,) = events(written({}))
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 11, 24), date(2026, 11, 25))
    assert (event["status"], event["transp"]) == ("TENTATIVE", "TRANSPARENT")
    assert "location" not in event


def test_a_visit_into_the_night_ends_the_day_after(written):
    (event,) = events(written({"at": "23:30"}))
    assert event.decoded("dtend") == datetime(2026, 11, 25, 0, 15)


def test_the_description_says_what_the_rep_wants_to_know(written):
    (event,) = events(
        written(
            {
                "purpose": "bring the two-year cost sheet; ask, then listen",
                "person": "Ms Wu 吳",
                "person_phone": "02 1234",
                "phone": "02 9999",
                "instruction": "line 1\nline 2",
            }
        )
    )
    assert event["description"].splitlines() == [
        "Why: A/hot, due Tue by its 7-day cadence",
        "Purpose: bring the two-year cost sheet; ask, then listen",
        "Person: Ms Wu 吳",
        "Phone: 02 1234",
        "Instruction: line 1",
        "line 2",
    ]
    (event,) = events(written({"phone": "02 9999"}))
    assert event["description"].splitlines()[1:] == ["Phone: 02 9999"]


def test_the_name_stands_with_its_grade_or_else_its_claim(written):
    shown = [event["summary"] for event in events(written({}, {"grade": None, "claim": "canvass", "name": "路人"}))]
    assert shown == ["Acme (A)", "路人 (canvass)"]


def test_only_planned_and_done_visits_with_a_day_are_written(written, tmp_path):
    rows = [
        {"id": 1},
        {"id": 2, "status": "done"},
        {"id": 3, "status": "missed"},
        {"id": 4, "status": "deferred", "date": None},
    ]
    shown = events(written(*rows))
    assert [event["uid"] for event in shown] == ["1-S1@salesctl", "2-S1@salesctl"]
    assert [event["status"] for event in shown] == ["TENTATIVE", "CONFIRMED"]
    assert write_ics(tmp_path / "n.ics", [{**BLANK, **row} for row in rows], store_id="S", stamp=STAMP, minutes=1) == 2


def test_a_calendar_without_visits_can_be_read(written):
    assert events(written()) == []


def test_a_moved_visit_keeps_its_uid_and_counts_up(written):
    (before,) = events(written({"at": "10:00"}))
    later = datetime(2026, 11, 24, 8, tzinfo=UTC)
    (after,) = events(written({"at": "11:00", "date": "2026-11-26", "revision": 1}, stamp=later))
    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after.decoded("dtstamp") > before.decoded("dtstamp")


def test_every_line_is_short_and_no_character_is_cut_in_two(written):
    name = "台北市政府捷運工程局中區工程處" * 8 + "🏢" * 20
    text = written({"name": name, "instruction": "說明，" * 200})
    assert text.endswith(b"\r\nEND:VCALENDAR\r\n")
    lines = text.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    for line in lines:
        line.decode()  # each line is whole characters, as some programs read line by line
    (event,) = events(text)
    assert event["summary"] == f"{name} (A)"


words = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=120)


@given(words, words.filter(str.strip), st.none() | words)
def test_whatever_the_text_nothing_of_it_becomes_a_line_of_its_own(tmp_path_factory, name, reason, address):
    path = tmp_path_factory.mktemp("ics") / "week.ics"
    row = {**BLANK, "name": name, "reason": reason, "address": address}
    write_ics(path, [row], store_id="S1", stamp=STAMP, minutes=45)
    (event,) = events(path.read_bytes())
    assert event["summary"] == f"{name} (A)"
    assert event["description"] == f"Why: {reason}"
    assert event.get("location") == (address or None)


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path):
    with pytest.raises(InvalidInput, match="a folder"):
        write_ics(tmp_path, [BLANK], store_id="S1", stamp=STAMP, minutes=45)
    assert list(tmp_path.iterdir()) == []
