"""The day's list and marking it in one go; the clock stands on Monday 2026-11-23."""

import os
import pty
import subprocess
import sys

import pytest
from rich.cells import cell_len

KEYS = (
    "id date weekday at target_id name rep block grade temperature claim reason purpose person instruction status"
    " phone last_visit last_said distance_km address materials questions"
)


@pytest.fixture
def promote(run):
    """Put a target into the list and make a prospect of it."""

    def call(name, grade, *target):
        run("target", "add", name, *target)
        run("prospect", "promote", name, "--grade", grade, "--money", "m", "--need", "n", "--interest", "slight")

    return call


@pytest.fixture
def on_a_terminal(home):
    """Run the program on a terminal of its own, typing the answers; return its exit code and the screen."""

    def call(*args, answers=()):
        master, slave = pty.openpty()
        with subprocess.Popen(
            [sys.executable, "-m", "salesctl", *args], stdin=slave, stdout=slave, stderr=slave, close_fds=True
        ) as process:
            os.close(slave)
            os.write(master, "".join(f"{answer}\n" for answer in answers).encode())
            screen = _read_all(master)
            code = process.wait(timeout=30)
        os.close(master)
        return code, screen

    return call


def _read_all(terminal):
    """Read until the program has closed its side, which Linux reports as an error."""
    read = b""
    while True:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:
            chunk = b""
        if not chunk:
            return read.decode().replace("\r\n", "\n")
        read += chunk


def day(run, *args):
    return run("plan", "day", *args, "-f", "json").json


def planned(run, *names, on="+1d"):
    for name in names:
        run("plan", "add", name, on)


def test_the_keys(run, promote):
    promote("Acme", "A")
    planned(run, "Acme")
    (row,) = day(run, "tomorrow")
    assert " ".join(row) == KEYS
    assert run("plan", "day", "tomorrow", "-f", "csv").out.splitlines()[0] == KEYS.replace(" ", ",")


def test_appointments_come_first_in_time_then_the_rest_place_by_place(run, promote):
    promote("Far A", "A", "--territory", "North", "--block", "Hill")
    promote("Near C", "C", "--territory", "North", "--block", "Harbour")
    promote("Near B", "B", "--territory", "North", "--block", "Harbour")
    promote("Far C", "C", "--territory", "North", "--block", "Hill")
    promote("Late", "C", "--territory", "North", "--block", "Harbour")
    promote("Early", "C", "--territory", "North", "--block", "Station")
    promote("Same house", "C", "--territory", "North", "--block", "Hill", "--site", "Tower")
    promote("House", "A", "--territory", "North", "--block", "Hill", "--site", "Tower")
    planned(run, "Far A", "Near C", "Near B", "Far C", "Same house", "House")
    run("plan", "add", "Late", "+1d", "--at", "16:00")
    run("plan", "add", "Early", "+1d", "--at", "09:00")
    assert [row["name"] for row in day(run, "tomorrow")] == [
        *("Early", "Late"),
        *("Near B", "Near C"),  # the block of the last appointment
        *("Far A", "House", "Same house", "Far C"),  # then by grade, and nobody walks out of a house and in again
    ]


def test_the_phone_is_the_persons_else_the_targets(run, promote):
    for name in ("Acme", "Beta", "Gamma"):
        promote(name, "A", "--phone", f"02 {len(name)}{name}")
    run("contact", "add", "Acme", "Ann", "--phone", "0912 345 678")
    run("contact", "add", "Beta", "Bob")
    run("plan", "add", "Acme", "+1d", "--with", "Ann")
    run("plan", "add", "Beta", "+1d", "--with", "Bob")
    planned(run, "Gamma")
    phones = {row["name"]: (row["person"], row["phone"]) for row in day(run, "tomorrow")}
    assert phones == {"Acme": ("Ann", "0912 345 678"), "Beta": ("Bob", "02 4Beta"), "Gamma": (None, "02 5Gamma")}


def test_what_was_said_last_time_is_of_the_visit_before_the_day(run, promote):
    for name in ("Acme", "Beta", "Gamma", "Delta"):
        promote(name, "A")
    run("visit", "add", "Acme", "--on", "2026-11-02", "--outcome", "advance", "--impression", "long ago")
    run("visit", "add", "Acme", "--on", "2026-11-09", "--outcome", "no-sale", "--impression", "too dear", "--note", "x")
    run("visit", "add", "Beta", "--on", "2026-11-10", "--outcome", "continuation", "--note", "rings back")
    run("visit", "add", "Gamma", "--on", "2026-11-11", "--outcome", "advance")
    planned(run, "Acme", "Beta", "Gamma", "Delta", on="today")
    run("visit", "add", "Beta", "--outcome", "advance", "--note", "today's own")
    said = {row["name"]: (row["last_visit"], row["last_said"], row["status"]) for row in day(run)}
    assert said == {
        "Acme": ("2026-11-09", "no-sale: too dear", "planned"),
        "Beta": ("2026-11-10", "continuation: rings back", "done"),
        "Gamma": ("2026-11-11", "advance", "planned"),
        "Delta": (None, None, "planned"),
    }


def test_the_distance_from_the_stop_before(run, promote):
    places = {"Acme": ("25.0", "121.5"), "Beta": ("25.1", "121.5"), "Delta": ("25.1", "121.6")}
    for hour, name in enumerate(("Acme", "Beta", "Nowhere", "Delta", "Epsilon"), start=9):
        promote(name, "A", *(("--lat", places[name][0], "--lon", places[name][1]) if name in places else ()))
        run("plan", "add", name, "today", "--at", f"{hour}:00")
    distances = {row["name"]: row["distance_km"] for row in day(run)}
    assert distances == {"Acme": None, "Beta": 11.12, "Nowhere": None, "Delta": None, "Epsilon": None}
    run("plan", "drop", "Nowhere")
    run("plan", "miss", "Beta", "--reason", "away")
    distances = {row["name"]: row["distance_km"] for row in day(run)}
    assert distances == {
        "Acme": None,
        "Beta": None,
        "Delta": 15.0,
        "Epsilon": None,
    }  # straight on, past the missed one
    assert "15.0 km from the stop before" in run("plan", "day").out


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_blocks_fit_the_terminal_and_hide_nothing(run, promote, monkeypatch, width):
    name = "台北市政府捷運工程局中區工程處機電設備採購科"
    promote(name, "A", "--address", "台北市中正區忠孝西路一段三號" * 3, "--phone", "+886 2 2345 6789")
    promote("Beta [red]<b>|</b>", "B")
    purpose = "bring the two-year cost sheet, the references of the harbour office and the [bold]price list[/bold]"
    run("visit", "add", name, "--outcome", "advance", "--on", "2026-11-10", "--impression", "想看兩年的成本" * 8)
    run("plan", "add", name, "today", "--at", "10:00", "--with", "陳小明", "--purpose", purpose)
    planned(run, "Beta", on="today")
    monkeypatch.setenv("COLUMNS", str(width))
    shown = run("plan", "day").out
    assert max(cell_len(line) for line in shown.splitlines()) <= width
    assert not any(line != line.rstrip() for line in shown.splitlines())
    text = "".join(shown.split())
    for told in (name, purpose, "陳小明", "+886 2 2345 6789", "想看兩年的成本" * 8, "Beta [red]<b>|</b>", "A/cold"):
        assert "".join(told.split()) in text
    assert "台北市中正區忠孝西路一段三號" * 3 in text
    assert shown.startswith("Mon 2026-11-23: 2 visits\n")


def test_a_piped_block_is_not_wrapped(run, promote):
    promote("Acme", "A", "--address", "somewhere " * 30)
    planned(run, "Acme", on="today")
    assert ("somewhere " * 30).strip() in run("plan", "day").out


def test_an_empty_day_says_so(run):
    shown = run("plan", "day", "sat")
    assert shown.out == ""
    assert "Nothing is planned on 2026-11-28" in shown.err
    assert run("plan", "day", "sat", "-f", "json").json == []


def test_without_a_terminal_marking_is_refused(run, promote, sql):
    promote("Acme", "A")
    planned(run, "Acme", on="today")
    assert "`salesctl visit add NAME" in run("plan", "day", "--done", code=2).err
    assert "leave out --format" in run("plan", "day", "--done", "-f", "json", code=2).err
    assert sql("SELECT count(*) FROM visit") == [(0,)]


def test_the_day_is_marked_in_one_go(run, promote, sql, on_a_terminal):
    for name in ("Acme", "Beta", "Gamma", "大同"):
        promote(name, "A")
    run("plan", "add", "Acme", "today", "--at", "09:00")
    run("plan", "add", "Beta", "today", "--at", "11:00")
    run("plan", "add", "Gamma", "today", "--at", "13:00")
    run("plan", "add", "大同", "today", "--at", "15:00")
    entries = sql("SELECT count(*) FROM command")[0][0]
    code, screen = on_a_terminal(
        *("plan", "day", "--done"),
        answers=[
            *("9", "advance", "2026-11-22", "+1w"),  # two slips: no such number, a day that is over
            "",  # Beta is passed over
            *("5", "", "the customer was away"),  # a reason is asked for until there is one
            *("1", "12.345", "1,200.50", ""),
        ],
    )
    assert code == 0, screen
    assert sql("SELECT target_id, outcome, visited_on, at FROM visit ORDER BY id") == [
        (1, "advance", "2026-11-23", "09:00"),
        (4, "order", "2026-11-23", "15:00"),
    ]
    assert sql("SELECT target_id, planned_on, claim FROM planned_visit WHERE from_visit_id IS NOT NULL") == [
        (1, "2026-11-30", "promised")
    ]
    assert sql("SELECT amount FROM sale") == [(120050,)]
    assert [(row["name"], row["status"]) for row in day(run)] == [
        *(("Acme", "done"), ("Beta", "planned"), ("Gamma", "missed"), ("大同", "done"))
    ]
    assert "Why  the customer was away" in run("plan", "day").out
    assert "4/4  15:00  大同" in screen
    assert "Visit 1 Acme: advance, in person. (plan: Mon ticked off; next: 2026-11-30)" in screen
    assert "Gamma: 2026-11-23 missed: the customer was away." in screen
    assert sql("SELECT count(*) FROM command") == [(entries + 1,)]
    run("undo")
    assert sql("SELECT count(*) FROM visit") == [(0,)]
    assert {row["status"] for row in day(run)} == {"planned"}


def test_what_cannot_be_stored_stores_nothing(run, promote, sql, on_a_terminal):
    """The last answer breaks off: what was answered before is not written either."""
    promote("Acme", "A")
    promote("Beta", "A")
    planned(run, "Acme", "Beta", on="today")
    code, screen = on_a_terminal("plan", "day", "--done", answers=["2", "", "\x04"])
    assert code == 130, screen
    assert "nothing was written" in screen
    assert sql("SELECT count(*) FROM visit") == [(0,)]


def test_a_day_of_last_week_can_still_be_marked(run, promote, sql, monkeypatch, on_a_terminal):
    promote("Acme", "A")
    planned(run, "Acme", on="today")
    monkeypatch.setenv("SALESCTL_TODAY", "2026-11-30")
    assert [row["status"] for row in day(run, "2026-11-23")] == ["missed"]
    assert on_a_terminal("plan", "day", "2026-11-23", "--done", answers=["2", ""])[0] == 0
    assert sql("SELECT outcome, visited_on FROM visit") == [("advance", "2026-11-23")]
    assert [row["status"] for row in day(run, "2026-11-23")] == ["done"]


def test_two_appointments_of_a_day_are_not_mixed_up(run, promote, on_a_terminal):
    promote("Acme", "A")
    run("plan", "add", "Acme", "today", "--at", "09:00")
    run("plan", "add", "Acme", "today", "--at", "15:00")
    assert on_a_terminal("plan", "day", "--done", answers=["", "5", "away"])[0] == 0
    assert [(row["at"], row["status"]) for row in day(run)] == [("09:00", "planned"), ("15:00", "missed")]
    run("undo")
    assert on_a_terminal("plan", "day", "--done", answers=["", "2", ""])[0] == 0
    assert [(row["at"], row["status"]) for row in day(run)] == [("09:00", "planned"), ("15:00", "done")]


def test_the_visits_are_those_of_the_rep_whose_plan_it_is(run, promote, sql, on_a_terminal):
    promote("Acme", "A", "--rep", "Lin")
    promote("Mine", "A")
    run("plan", "add", "Acme", "today", "--rep", "Lin")
    planned(run, "Mine", on="today")
    assert [row["name"] for row in day(run, "--rep", "Lin")] == ["Acme"]
    assert on_a_terminal("plan", "day", "--rep", "Lin", "--done", answers=["3", ""])[0] == 0
    assert sql("SELECT r.name, v.outcome FROM visit v JOIN rep r ON r.id = v.rep_id") == [("Lin", "continuation")]


def test_nothing_to_mark_and_a_day_to_come(run, promote, on_a_terminal):
    promote("Acme", "A")
    assert on_a_terminal("plan", "day", "--done") == (0, "No planned visit of 2026-11-23 is left to mark.\n")
    planned(run, "Acme")
    code, screen = on_a_terminal("plan", "day", "tomorrow", "--done")
    assert (code, "still to come" in screen) == (2, True)
    planned(run, "Acme", on="today")
    code, screen = on_a_terminal("plan", "day", "--done", answers=[""])
    assert (code, "Nothing was marked." in screen) == (0, True)
