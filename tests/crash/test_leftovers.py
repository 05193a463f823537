"""What a program leaves behind that is ended while it writes files: nothing, or what the next one clears away."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

SLOW = """
import os, sys, time
from salesctl import main
from salesctl.exchange import files
place = files.put_in_place
def wait(part, target):
    print("there", file=sys.stderr, flush=True)
    time.sleep(30)
    place(part, target)
files.put_in_place = wait
main.main()
"""
ENDINGS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL]
WRITERS = [
    "export targets -o out/list.csv",
    "export targets -o out/list.xlsx",
    "target list -f json -o out/list.json",
    "report day --html out/day.html",
    "export plan -o out/week.ics",
]


def left(folder: Path) -> list[str]:
    return sorted(name for name in os.listdir(folder) if name != "old.csv")


@pytest.mark.parametrize("ending", ENDINGS, ids=lambda number: number.name)
@pytest.mark.parametrize("command", WRITERS)
def test_who_is_ended_while_writing_leaves_nothing_for_long(run, home, monkeypatch, command, ending):
    run("target", "add", "Acme")
    monkeypatch.chdir(home)
    (home / "out").mkdir()
    (home / "out" / "old.csv").write_text("before")
    with subprocess.Popen([sys.executable, "-c", SLOW, *command.split()], stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == b"there\n"
        assert left(home / "out"), "it is being written"
        process.send_signal(ending)
        code = process.wait(10)
    assert code == (-9 if ending == signal.SIGKILL else 130 if ending == signal.SIGINT else 128 + ending)
    if ending != signal.SIGKILL:
        assert left(home / "out") == []
    run("target", "list", "-o", "out/old.csv")
    assert left(home / "out") == []


def test_what_another_program_is_writing_stays(run, home, monkeypatch):
    run("target", "add", "Acme")
    monkeypatch.chdir(home)
    (home / "out").mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", SLOW, *WRITERS[0].split()], stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stderr is not None
        process.stderr.readline()
        held = left(home / "out")
        run("export", "targets", "-o", "out/other.csv")
        assert set(held) <= set(left(home / "out"))
        process.terminate()
    assert left(home / "out") == ["other.csv"]


def test_nobody_hangs_up_on_who_ignores_it(run, home, monkeypatch):
    """As `nohup` has it."""
    run("target", "add", "Acme")
    monkeypatch.chdir(home)
    code = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n" + SLOW.replace("30", "0.5")
    with subprocess.Popen([sys.executable, "-c", code, *WRITERS[0].replace("out/", "").split()], stderr=-1) as process:
        assert process.stderr is not None
        process.stderr.readline()
        process.send_signal(signal.SIGHUP)
        assert process.wait(10) == 0
    assert (home / "list.csv").exists()


@pytest.mark.parametrize("writers", [20])
def test_settings_changed_by_several_at_once_are_all_kept(home, monkeypatch, writers):
    monkeypatch.setenv("SALESCTL_CONFIG", str(home / "folder" / "config.toml"))
    keys = [
        "capacity", "canvass_share", "visit_minutes", "working_minutes", "journal_keep", "backups_keep",
        "fiscal_year_start", "cadence.A", "cadence.B", "cadence.C", "maintenance.A", "maintenance.B", "maintenance.C",
        "thresholds.near_name", "thresholds.hot_silent_days", "thresholds.key_person_days",
        "thresholds.canvass_again_days", "thresholds.same_step_times", "phone_resets", "coaching",
    ]  # fmt: skip
    values = dict.fromkeys(keys[:writers], "3") | {"canvass_share": "0.3", "thresholds.near_name": "70"}
    values |= {"phone_resets": "true", "coaching": "false"}
    processes = [
        subprocess.Popen([sys.executable, "-m", "salesctl", "config", "set", key, value], stdout=subprocess.DEVNULL)
        for key, value in values.items()
    ]
    assert [process.wait(60) for process in processes] == [0] * len(processes)
    text = (home / "folder" / "config.toml").read_text()
    assert [key for key in values if f"{key.rpartition('.')[2]} = " not in text] == []
    assert os.listdir(home / "folder") == ["config.toml"]
