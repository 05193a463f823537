"""What the program reads of others: files, pipes and devices up to a bound, and settings that nobody would write."""

import os
import random
import shutil
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from salesctl import intake
from salesctl.exchange import reading

LIST = "name,phone\nAcme,1\nBolt,2\n"
PROGRAM = [sys.executable, "-m", "salesctl"]


def at_a_shell(command: str) -> subprocess.CompletedProcess[str]:
    """Run a command line of bash, in which `$S` is the program."""
    env = {**os.environ, "S": " ".join(PROGRAM)}
    return subprocess.run(["bash", "-c", command], env=env, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def pipe(home: Path) -> Path:
    path = home / "pipe"
    os.mkfifo(path)
    return path


@pytest.mark.parametrize(
    "command",
    [
        "cat list.csv | $S import targets /dev/stdin",
        "(sleep 0.5; cat list.csv) | $S import targets /dev/stdin",
        "(head -1 list.csv; sleep 0.5; tail -2 list.csv) | $S import targets /dev/stdin",
        "$S import targets /dev/stdin < list.csv",
        "$S import targets <(cat list.csv)",
        "(sleep 0.5; cat list.csv > pipe) & $S import targets pipe",
    ],
)
def test_a_pipe_is_read_to_its_end(command, home, pipe, monkeypatch):
    monkeypatch.chdir(home)
    (home / "list.csv").write_text(LIST)
    done = at_a_shell(command)
    assert done.stdout.startswith("Targets: 2 added, 0 changed, 0 unchanged."), done.stderr


def test_a_large_list_comes_through_a_pipe(home, pipe, run):
    rows = "".join(f"Company {number},{number}\n" for number in range(20_000))
    writer = threading.Thread(target=pipe.write_text, args=[f"name,phone\n{rows}"])
    writer.start()
    assert "20,000 added" in run("import", "targets", str(pipe)).out
    writer.join()


def test_a_pipe_without_a_writer_is_not_waited_for(pipe, refused, monkeypatch):
    monkeypatch.setattr(intake, "_PATIENCE", 0.2)
    before = time.monotonic()
    assert "a pipe that nobody has written to" in refused(2, "import", "targets", str(pipe))
    assert time.monotonic() - before < 5


def test_a_pipe_closed_without_a_word_is_an_empty_file(pipe, refused):
    writer = threading.Thread(target=pipe.write_text, args=[""])
    writer.start()
    assert "an empty file" in refused(2, "import", "targets", str(pipe))
    writer.join()


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/urandom"])
def test_an_endless_device_ends_at_the_bound(device, refused, monkeypatch):
    monkeypatch.setattr(reading, "MOST_BYTES", 8 << 20)
    assert "; give the list in several files" in refused(2, "import", "targets", device)


def test_other_things_that_are_no_files(home, refused):
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(home / "socket"))
        assert "cannot be read" in refused(2, "import", "targets", str(home / "socket"))
    assert "an empty file" in refused(2, "import", "targets", "/dev/null")
    assert "a folder" in refused(2, "import", "targets", str(home))
    assert "no such file" in refused(3, "import", "targets", str(home / "none"))


def test_a_file_too_large_is_not_read(home, refused):
    with (home / "in.csv").open("wb") as stream:
        stream.truncate(1 << 40)  # it takes no room
    assert "more than 512 MB" in refused(2, "import", "targets", str(home / "in.csv"))


def nested(luck: random.Random, deep: int) -> str:
    kinds = [luck.choice(["[", "{a="]) for _ in range(deep)]
    return f"a={''.join(kinds)}{''.join(']' if kind == '[' else '}' for kind in reversed(kinds))}"


TOML = {
    "arrays nested": "a=" + "[" * 5_000 + "]" * 5_000,
    "arrays nested over lines": "a=" + "[\n" * 5_000 + "]\n" * 5_000,
    "tables nested": "a=" + "{a=" * 400 + "1" + "}" * 400,
    "tables and arrays nested": nested(random.Random(1), 300),
    "an integer of 5,000 digits": "capacity=" + "1" * 5_000,
    "an integer of 900 digits": "capacity=" + "1" * 900,
    "an integer of 900 hexadecimal digits": "capacity=0x" + "f" * 900,
    "an integer in a list": "working_days=[" + "9" * 1_000 + "]",
    "a number with a long fraction": "capacity=0." + "1" * 900,
    "a key of 50,000 parts": ".".join("a" * 50_000) + "=1",
    "many keys of 490 parts": "\n".join(f"{'.'.join('a' * 490)}.b{number}=1" for number in range(125)),
    "a table of 490 parts": f"[{'.'.join('a' * 490)}]",
    "many tables": "[[a]]\n" * 20_000,
    "a long string": f'rep="{"x" * 900}"',
    "a long text": "rep='''" + "x\n" * 60_000 + "'''",
    "too large": "#" + "\n" * 300_000,
    "half a character": b"rep='\xe5'",
    "no text": os.urandom(1000),
    "NUL": b"rep='\0'",
    "control characters": 'rep="\x1b[2J"',
    "a key that moves the cursor": '"\\u001b[2J"=1',
    "a lone half": 'rep="\\ud800"',
    "infinity": "canvass_share=inf",
    "a date": "capacity=1979-05-27T07:32:00Z",
    "a table for a number": "[capacity]\na=1",
    "a number for a table": "cadence=1",
}


@pytest.mark.parametrize("name", ["config.toml", "questions.toml"])
@pytest.mark.parametrize("text", TOML.values(), ids=list(TOML))
def test_settings_that_nobody_would_write(text, name, home, run):
    run("target", "add", "Acme")
    (home / "config.toml").touch()
    (home / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    before = time.process_time()
    commands = ("target list", "visit prep Acme", "config show", "config set capacity 5")
    for command in map(str.split, commands):
        said = run("--config", str(home / "config.toml"), *command, code=None)
        assert said.code in (0, 2), said
        assert said.err.isprintable() or said.err.count("\n") == 1, said
        if name == "config.toml":
            (home / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    assert time.process_time() - before < 60


@pytest.mark.parametrize("name", ["config.toml", "questions.toml"])
def test_settings_that_are_no_file(name, home, run, monkeypatch):
    monkeypatch.setattr(intake, "_PATIENCE", 0.1)
    run("target", "add", "Acme")
    if name != "config.toml":
        (home / "config.toml").touch()
    place = home / name
    command = ["--config", str(home / "config.toml"), "visit", "prep", "Acme"]
    place.symlink_to("/dev/zero")
    assert "it holds more than 128 KB" in run(*command, code=2).err
    place.unlink()
    os.mkfifo(place)
    assert "nobody has written to" in run(*command, code=2).err
    place.unlink()
    place.mkdir()
    assert "directory" in run(*command, code=2).err
    shutil.rmtree(place)
    assert run(*command, code=None).code == (0 if name == "questions.toml" else 3)
