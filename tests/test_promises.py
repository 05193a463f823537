"""What README and SECURITY.md promise and no other test holds: no network, no stray files, a lock file."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

COMMANDS = (
    ("config", "set", "country", "TW"),
    ("target", "add", "台北捷運", "--territory", "North"),
    ("prospect", "promote", "台北", "--grade", "A", "--money", "yes", "--need", "yes", "--interest", "strong"),
    ("plan", "week"),
    ("visit", "add", "台北", "--outcome", "advance", "--next", "in 3 weeks"),
    ("import", "targets", "{home}/more.csv"),
    ("export", "targets", "-o", "{home}/out.xlsx"),
    ("export", "plan", "-o", "{home}/week.ics"),
    ("report", "day", "--html", "{home}/day.html"),
    ("search", "捷"),
    ("db", "backup"),
    ("undo",),
    ("log",),
    ("demo",),
)

WATCHED = """
import json, sys
from salesctl import main

seen = {"network": [], "written": []}

def watch(event, args):
    if event.startswith("socket.") and event not in ("socket.__new__", "socket.gethostname"):
        seen["network"].append(event)
    if event == "sqlite3.connect":
        seen["written"].append(str(args[0]))
    if event == "open" and isinstance(args[0], str) and set(str(args[1])) & set("wax+"):
        seen["written"].append(args[0])

sys.addaudithook(watch)
for command in json.loads(sys.argv[1]):
    sys.argv = ["salesctl", *command]
    try:
        main.main()
    except SystemExit as end:
        assert not end.code, command
print(json.dumps(seen), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """What commands of all kinds opened, in a home of their own: connections and files to write."""
    home = tmp_path_factory.mktemp("home")
    (home / "tmp").mkdir()
    (home / "more.csv").write_text("name\n大同公司\n", encoding="utf-8")
    commands = [[word.format(home=home) for word in command] for command in COMMANDS]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SALESCTL_", "XDG_"))}
    done = subprocess.run(
        [sys.executable, "-B", "-c", WATCHED, json.dumps(commands)],
        env={**kept, "HOME": str(home), "TMPDIR": str(home / "tmp"), "SALESCTL_TODAY": "2026-11-23"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return home, json.loads(done.stderr.splitlines()[-1])


def test_no_command_opens_a_connection(seen):
    assert seen[1]["network"] == []


def test_nothing_is_written_outside_the_folders_of_the_user(seen):
    home, opened = seen
    assert any("out.xlsx" in path for path in opened["written"])
    assert any("salesctl.db" in path for path in opened["written"])
    strangers = [path for path in opened["written"] if str(home) not in path and path not in (os.devnull, ":memory:")]
    assert strangers == []


def test_the_lock_file_pins_what_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    versions = {package["name"]: package.get("version", "") for package in locked}
    for wanted in (*project["dependencies"], *project["optional-dependencies"]["dev"]):
        name, bound = wanted.lower().split(">=")
        assert _parts(versions[name]) >= _parts(bound), wanted
    files = [file for package in locked for file in package.get("wheels", [])]
    assert files
    assert all(file["hash"].startswith("sha256:") for file in files)


def _parts(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]


PROMISES = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "README.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("file", "name"), PROMISES)
def test_each_promise_names_a_test_that_is_there(file, name):
    assert re.search(rf"def {name}\(", (ROOT / file).read_text(encoding="utf-8"))


def test_there_are_promises():
    assert len(PROMISES) > 10
