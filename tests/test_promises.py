"""What README and SECURITY.md promise and no other test holds: no network, no stray files, a lock file."""

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from contextlib import closing
from pathlib import Path

import pytest
from hostile.commands import SETUP, commands

from salesctl.folders import cache_folder
from salesctl.store.sqlite.opening import open_store

ROOT = Path(__file__).parents[1]

SPECIAL = """
config set country TW
visit add 大同 --outcome advance --next "in 3 weeks"
export targets -o out.xlsx
export plan -o week.ics
report day --html day.html
search 同
db backup
undo
redo
demo
"""
"""What reads or writes in ways of its own."""

WATCHED = """
import json, os, sys
import parsers
from salesctl import config, main

parsers.keep()
seen = {"network": [], "written": [], "refused": []}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT

def watch(event, args):
    if event.startswith("socket.") and event not in ("socket.__new__", "socket.gethostname"):
        seen["network"].append(event)
    if event in ("sqlite3.connect", "os.mkdir") or (event == "open" and args[2] & WRITING):
        seen["written"].append(os.fsdecode(args[0]) if isinstance(args[0], str | bytes) else "")
    if event in ("os.rename", "os.link"):
        seen["written"].append(os.fsdecode(args[1]))

sys.addaudithook(watch)
store = config.default_store()
filled = b""
for commands in map(json.loads, sys.argv[1:]):
    for command in commands:
        if filled:
            store.write_bytes(filled)
        sys.argv = ["salesctl", *command]
        if main.run():
            seen["refused"].append(command)
    filled = store.read_bytes()
print(json.dumps(seen), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """What every command opened in a home of its own: connections, and files to write; and what else there was."""
    home, others = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("others")
    (home / "list.csv").write_text("name\n大同公司\n", encoding="utf-8")
    setup = [shlex.split(line) for line in [*SETUP.strip().splitlines(), "db backup copy.db"]]
    each = [*map(shlex.split, SPECIAL.strip().splitlines()), *(command.words() for command in commands())]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SALESCTL_", "XDG_"))}
    done = subprocess.run(
        [sys.executable, "-B", "-c", WATCHED, json.dumps(setup), json.dumps(each)],
        env={
            **kept,
            "HOME": str(home),
            "TMPDIR": str(others),
            "SALESCTL_TODAY": "2026-11-23",
            "PYTHONPATH": str(ROOT / "tests"),
        },
        cwd=home,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stderr.splitlines()[-1])
    assert len(found["refused"]) < len(each) / 8, found["refused"]
    return home, found


def test_no_command_opens_a_connection(seen):
    assert seen[1]["network"] == []


def test_nothing_is_written_outside_the_folders_of_the_user(seen):
    home, found = seen
    written = {os.path.join(home, path) for path in found["written"] if path not in (os.devnull, ":memory:")}
    for name in ("out.xlsx", "week.ics", "day.html", "/salesctl.db", "/demo.db", "/config.toml", "by-hand.db"):
        assert any(path.endswith(name) for path in written), name
    assert [path for path in written if not path.startswith(f"{home}{os.sep}")] == []


@pytest.mark.skipif(not os.path.exists("/proc/self/fd"), reason="there is no list of open files")
@pytest.mark.parametrize("name", ["plain", "王's"])
def test_what_sqlite_puts_on_disk_for_a_while_stays_beside_the_store(home, name):
    (home / name).mkdir()
    with closing(open_store(home / name / "store.db").lane) as lane:
        lane.run("PRAGMA temp_store = FILE")
        lane.run("CREATE TEMP TABLE long (text)")
        lane.run_many("INSERT INTO long VALUES (:text)", ({"text": "x" * 1000} for _ in range(5000)))
        opened = [os.readlink(f"/proc/self/fd/{number}") for number in _open_files()]
    spilled = [path for path in opened if "etilqs" in path]
    assert spilled
    assert all(path.startswith(str(home / name)) for path in spilled)


def _open_files() -> list[str]:
    return [number for number in os.listdir("/proc/self/fd") if os.path.islink(f"/proc/self/fd/{number}")]


def test_a_sample_store_of_an_earlier_day_is_cleared_away(run):
    run("demo")
    cache = cache_folder()
    (first,) = cache.iterdir()
    assert cache.stat().st_mode & 0o777 == 0o700
    assert sorted(path.name for path in first.iterdir()) == ["config.toml", "demo.db"]
    os.utime(first, (0, 0))
    (cache / "theirs").touch()
    run("demo")
    assert not first.exists()
    assert len(list(cache.iterdir())) == 2


def test_the_lock_file_pins_what_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    versions = {package["name"]: package.get("version", "") for package in locked}
    asked = {wanted.lower() for wanted in (*project["dependencies"], *project["optional-dependencies"]["dev"])}
    for wanted in asked:
        name, bound = wanted.split(">=")
        assert _parts(versions[name]) >= _parts(bound), wanted
    (own,) = (package for package in locked if package["name"] == project["name"])
    assert {f"{one['name']}{one['specifier']}" for one in own["metadata"]["requires-dist"]} == asked, "`uv lock` is due"
    files = [file for package in locked for file in package.get("wheels", [])]
    assert files
    assert all(file["hash"].startswith("sha256:") for file in files)


def _parts(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]


PROMISES = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "README.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("file", "name"), PROMISES)
def test_each_promise_names_a_test_that_is_there(file, name):
    assert re.search(rf"def {name}\(", (ROOT / file).read_text(encoding="utf-8"))


def test_each_promise_is_held_by_tests_that_there_are():
    """Also where a whole file or folder holds it."""
    rows = re.findall(r"^\| .* \| (`tests/.*) \|$", (ROOT / "README.md").read_text(encoding="utf-8"), re.M)
    assert len(rows) > 25
    for place in (place for row in rows for place in re.findall(r"`(tests/[\w/.]+)", row)):
        files = [ROOT / place] if place.endswith(".py") else list((ROOT / place).glob("test_*.py"))
        assert files, place
        assert all("def test_" in file.read_text(encoding="utf-8") for file in files), place


def test_there_are_promises():
    assert len(PROMISES) > 10
