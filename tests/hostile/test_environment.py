"""Disks that are full, folders that take nothing, files that are none: one line says so, and nothing is half-done."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from hostile.program import run

from salesctl.store.sqlite.lane import Lane

WRITES = [
    ["target", "add", "New", "--territory", "Far away"],
    ["visit", "add", "Acme", "--outcome", "advance", "--note", "x" * 9000],
    ["import", "targets", "many.csv"],
    ["plan", "week", "--replan"],
    ["undo"],
    ["search", "Acme"],
    ["contact", "drop", "Acme", "Ann"],
]


def rows(store: Path) -> list[str]:
    """Return all that a store holds, but the index made for searching."""
    with closing(sqlite3.connect(store)) as connection:
        return [line for line in connection.iterdump() if "search" not in line]


def whole(store: Path) -> bool:
    return run("--db", str(store), "db", "check").code == 0


@pytest.mark.parametrize("command", WRITES, ids=lambda command: " ".join(command[:2]))
def test_a_full_disk_leaves_the_store_as_it_was(command, home, refill, monkeypatch):
    store = refill()
    (home / "many.csv").write_text("name\n" + "".join(f"Target {n} {'x' * 150}\n" for n in range(900)))
    before = rows(store)
    start = Lane.__init__

    def with_full_disk(lane: Lane, path: Path) -> None:
        start(lane, path)
        pages = next(iter(lane.run("PRAGMA page_count")))[0]
        list(lane.run(f"PRAGMA max_page_count = {pages}"))

    with monkeypatch.context() as patch:
        patch.setattr(Lane, "__init__", with_full_disk)
        said = run(*command)
    assert said.code in (0, 5)
    if said.code:
        assert said.err.count("\n") == 1 + said.err.startswith("Read ")
        assert f"the disk is full: nothing was written to {store}" in said.err
        assert rows(store) == before
    assert whole(store)
    assert run(*command).code in (0, 3, 4)


def test_a_full_disk_is_met(home, refill, monkeypatch):
    """So that the test above is about one."""
    refill()
    monkeypatch.setattr("salesctl.store.sqlite.opening.Lane", _tiny)
    assert run("visit", "add", "Acme", "--outcome", "advance", "--note", "x" * 9000).code == 5


def _tiny(path: Path) -> Lane:
    lane = Lane(path)
    list(lane.run("PRAGMA max_page_count = 1"))
    return lane


@contextmanager
def mounted(folder: Path, size: str):
    """Give a folder of limited size, where this is allowed."""
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("mounting is not permitted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)  # what still has it open keeps it, alone


def test_a_disk_that_fills_up_while_it_is_used(home, filled_bytes):
    if sys.platform != "linux":
        pytest.skip("tmpfs is Linux's")
    with mounted(home / "small", "1m") as folder:
        store = folder / "store.db"
        store.write_bytes(filled_bytes)
        codes = []
        for number in range(60):
            said = run(
                "--db", str(store), "visit", "add", "Acme", "--outcome", "advance", "--note", f"{number}" + "x" * 9000
            )
            codes.append(said.code)
            if said.code:
                assert said.err.startswith("Error: the disk is full") or "space" in said.err, said.err
        assert set(codes) == {0, 5}
        stored = [line for line in rows(store) if line.startswith('INSERT INTO "visit"')]
        assert len(stored) == 1 + codes.count(0)
        said = run("--db", str(store), "export", "visits", "-o", str(folder / "out.csv"))
        assert said.code in (0, 2)
        assert said.code == 0 or os.listdir(folder).count("out.csv") == 0
        assert run("--db", str(store), "db", "backup").code == 5
        assert not [name for name in os.listdir(folder / "backups") if name.endswith(".db")]
        assert whole(store)


@contextmanager
def unwritable(folder: Path):
    """Make a folder and what is in it read-only, for root too, where this is allowed."""
    if os.geteuid():
        places = [folder, *folder.iterdir()]
        for place in places:
            place.chmod(place.stat().st_mode & 0o555)
        yield
        for place in places:
            place.chmod(place.stat().st_mode | 0o200)
        return
    if subprocess.run(["mount", "--bind", folder, folder], capture_output=True, check=False).returncode:
        pytest.skip("root may write everywhere, and mounting is not permitted here")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)  # what still has it open keeps it, alone


@pytest.mark.skipif(os.name == "nt", reason="permissions are other ones there")
def test_a_folder_that_cannot_be_written(home, filled_bytes):
    folder = home / "fixed"
    folder.mkdir()
    store = folder / "store.db"
    store.write_bytes(filled_bytes)
    with unwritable(folder):
        for command in ("visit add Acme --outcome advance", "undo", "plan week --replan", "db vacuum"):
            said = run("--db", str(store), *command.split())
            assert said.code == 5, command
            assert "check the permissions" in said.err or "you may read and write" in said.err
        assert run("--db", str(folder / "new.db"), "target", "list").code == 5
        said = run("target", "list", "-o", str(folder / "out.csv"))
        assert (said.code, "cannot be written" in said.err) == (2, True)
        said = run("--config", str(folder / "config.toml"), "config", "set", "capacity", "9")
        assert said.code in (3, 5)
    assert store.read_bytes() == filled_bytes


def test_a_missing_folder_is_made_for_a_store_and_not_for_a_report(home):
    assert run("--db", str(home / "a/b/store.db"), "target", "add", "Acme").code == 0
    said = run("target", "list", "--output", str(home / "c/out.txt"))
    assert (said.code, "cannot be written" in said.err) == (2, True)


@pytest.mark.parametrize(
    "command", ["target list", "visit add Acme --outcome advance", "db check", "db backup", "demo"]
)
def test_a_folder_in_the_place_of_the_store(command, home):
    (home / "store.db").mkdir()
    said = run(*command.split())
    assert said.code == (0 if command == "demo" else 5)


@pytest.mark.parametrize(
    ("db", "code"),
    [
        ("config.toml/store.db", 5),
        ("x" * 300, 5),
        ("caf\udce9.db", 0),
        ("空 間 'quote'?#%.db", 0),
        ("sqlite:///other.db", 0),
        ("postgresql://x/y", 2),
        ("/dev/null", 5),
        ("/dev/full", 5),
        ("", 0),
    ],
)
def test_strange_places_for_a_store(db, code, home):
    assert run("--db", db, "target", "add", "Acme").code == code


@pytest.mark.parametrize("text", ["2026-11-23T10:00+08:00", "9999-12-31", "0001-01-01", "now", "\udcff", ""])
def test_strange_clocks(text, refill, monkeypatch):
    refill()
    for command in ("plan week", "visit list", "report day", "target add New"):
        assert run(f"--today={text}", *command.split()).code == (0 if "+08" in text else 2)


@pytest.mark.parametrize(
    "content", [b"\xff", b"rep = ", b"db = 'a\\u0000b'", b'db = "a\\u0000b"', b'rep = "\\u001b[2J"', b"rep = 1e400"]
)
def test_strange_settings(content, home, refill):
    refill()
    (home / "config.toml").write_bytes(content)
    for command in ("target list", "visit add Acme --outcome advance", "config show", "config set capacity 9"):
        assert run(*command.split()).code in (0, 2)


def test_a_file_with_a_name_that_is_no_text(home, refill):
    refill()
    (home / "caf\udce9.csv").write_text("name\nNew\n")
    assert run("import", "targets", "caf\udce9.csv").code == 0
    assert run("export", "targets", "-o", "caf\udce9-2.csv").code == 0
    assert run("export", "targets", "-o", "caf\udce9.xlsx").code == 0
    assert os.path.exists("caf\udce9-2.csv")
    assert "caf\\udce9.csv" in run("log").out


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device")
@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
def test_an_output_that_takes_nothing(form, refill):
    refill()
    said = run("target", "list", "--format", form, "--output", "/dev/full")
    assert (said.code, said.err) == (2, "Error: /dev/full: cannot be written (No space left on device)\n")


def test_without_a_home(home):
    env = {name: value for name, value in os.environ.items() if not name.startswith(("HOME", "SALESCTL", "XDG"))}
    done = subprocess.run(
        [sys.executable, "-m", "salesctl", "--db", "own.db", "target", "list"],
        env=env, cwd=home, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)


@pytest.mark.parametrize("command", ["target list", "db path", "config show", "demo"])
@pytest.mark.parametrize("told", [True, False])
def test_under_a_number_that_no_user_has(command, told, home, monkeypatch):
    """As in a container: there is no home, and none in the system's list of users."""
    monkeypatch.delenv("SALESCTL_DB")
    monkeypatch.delenv("SALESCTL_CONFIG")
    monkeypatch.delenv("HOME")
    monkeypatch.setattr("os.getuid", lambda: 2**31 - 9)
    if told:  # older versions of platformdirs do not tell
        monkeypatch.setattr("platformdirs.user_config_path", _homeless)
    said = run(*command.split())
    assert (said.code, said.err) == (
        5,
        "Error: there is no home folder; set HOME, or name the files with --db and --config\n",
    )
    assert not (home / "~").exists()
    assert run("--config", "config.toml", "--db", "own.db", "target", "add", "Acme").code == 0


def _homeless(_name):
    raise RuntimeError("could not determine the home directory")


def test_a_full_stick_is_blamed_and_not_the_store(home, filled_bytes):
    if sys.platform != "linux":
        pytest.skip("tmpfs is Linux's")
    (home / "store.db").write_bytes(filled_bytes)
    with mounted(home / "stick", "64k") as stick:
        said = run("db", "backup", str(stick / "mine.db"))
        assert (said.code, os.listdir(stick)) == (5, [])
        assert said.err == f"Error: no backup could be made in {stick}: the disk is full; nothing was changed\n"


LIMITED = """
import resource, sys
from salesctl.main import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)
main()
"""


@pytest.mark.skipif(os.name == "nt", reason="there are no such limits there")
@pytest.mark.parametrize("command", [["visit", "add", "Acme", "--outcome", "advance"], ["db", "backup", "mine.db"]])
def test_a_limit_on_the_size_of_files_is_blamed_and_not_the_store(command, home, filled_bytes):
    store = home / "store.db"
    store.write_bytes(filled_bytes)
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, "8192", *command], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr.count("\n")) == (5, 1), done.stderr
    assert "the disk, or a limit on the size of files, does not take it" in done.stderr
    assert "db check" not in done.stderr
    assert not (home / "mine.db").exists()
    assert whole(store)
