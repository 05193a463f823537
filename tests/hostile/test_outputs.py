"""Output goes over nothing that must not be lost, whichever command writes it and by whatever name it is reached."""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hostile.commands import Command, commands
from hostile.program import run

WRITERS = [
    (command, slot.name)
    for command in commands()
    for slot in command.slots
    if slot.option in ("--output", "--html", "--skip-bad") or (command.typed, slot.name) == ("db backup", "file")
]
seed = 1 if os.environ.get("CI") else random.randrange(10**6)
luck = random.Random(seed)


def other(home: Path) -> Path:
    with closing(sqlite3.connect(home / "photos.sqlite")) as connection:
        connection.execute("CREATE TABLE photo (id)")
    return home / "photos.sqlite"


def logged(home: Path) -> Path:
    """A log without its store beside it."""
    (home / "moved").write_bytes(b"\x37\x7f\x06\x82" + bytes(60))
    return home / "moved"


def beside(home: Path, ending: str) -> Path:
    (home / f"store.db{ending}").write_bytes(b"")
    return home / f"store.db{ending}"


def backup(home: Path) -> Path:
    assert run("db", "backup").code == 0
    return next((home / "backups").glob("*.db"))


def linked(home: Path) -> Path:
    (home / "report.csv").symlink_to("store.db")
    return home / "report.csv"


def linked_twice(home: Path) -> Path:
    os.link(home / "store.db", home / "same.csv")
    return home / "same.csv"


def settings(home: Path) -> Path:
    return home / "config.toml"


def linked_settings(home: Path) -> Path:
    os.link(home / "config.toml", home / "settings.csv")
    return home / "settings.csv"


def questions(home: Path) -> Path:
    (home / "questions.toml").write_text("# mine\n")
    return home / "questions.toml"


def by_folder(home: Path) -> Path:
    (home / "folder").mkdir()
    return home / "folder" / ".." / "store.db"


def linked_folder(home: Path) -> Path:
    (home / "here").symlink_to(".")
    return home / "here" / "store.db"


PROTECTED: list[Callable[[Path], Path]] = [
    lambda home: home / "store.db",
    lambda home: beside(home, "-wal"),
    lambda home: beside(home, "-shm"),
    lambda home: beside(home, "-journal"),
    lambda home: Path(os.path.relpath(home / "store.db")),
    lambda home: home / "copy.db",
    other, logged, backup, linked, linked_twice, settings, linked_settings, questions, by_folder, linked_folder,
]  # fmt: skip


def protected(home: Path, kind: Callable[[Path], Path]) -> dict[Path, bytes]:
    """Return what every file below a folder holds once one of a kind is there."""
    return {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} | {kind(home): b""}


@pytest.fixture
def desk(home, refill):
    refill()
    shutil.copy(home / "store.db", home / "copy.db")
    (home / "list.csv").write_text("name\nNew\n,\n", encoding="utf-8")
    return home


def refuses(home: Path, command: Command, slot: str, kind: Callable[[Path], Path]) -> None:
    path = kind(home)
    before = {file: file.read_bytes() for file in home.rglob("*") if file.is_file()}
    said = run(*command.words(**{slot: str(path)}))
    assert said.code in (2, 4), f"seed {seed}: {command.typed} {slot} over {path}: {said}"
    after = {file: file.read_bytes() for file in home.rglob("*") if file.is_file()}
    looked = {home / f"store.db{ending}" for ending in ("-wal", "-shm", "-journal")}
    assert {file: after.get(file) for file in before if file not in looked} == {
        file: content for file, content in before.items() if file not in looked
    }, f"seed {seed}: {command.typed} {slot} over {path}"
    assert not [name for name in os.listdir(home) if name.startswith(".salesctl-")]


@pytest.mark.parametrize("kind", PROTECTED)
def test_an_export_goes_over_nothing_that_must_stay(kind, desk):
    [writer] = [(command, slot) for command, slot in WRITERS if command.typed == "export"]
    refuses(desk, *writer, kind)


@pytest.mark.parametrize(("command", "slot"), WRITERS, ids=lambda it: getattr(it, "typed", it))
def test_every_writer_of_files_keeps_to_it(command, slot, desk, refill):
    store = desk / "store.db"
    stored = store.read_bytes()
    refuses(desk, command, slot, PROTECTED[0])
    if store.read_bytes() != stored:
        refill()
    refuses(desk, command, slot, luck.choice(PROTECTED[1:]))


def test_a_store_that_is_yet_to_be_made_is_kept_free(home):
    assert run("--db", str(home / "new.db"), "config", "path", "-o", str(home / "new.db")).code == 2
    assert not (home / "new.db").exists()


def test_what_is_no_such_file_is_replaced(desk):
    (desk / "old.csv").write_text("before")
    assert run("export", "targets", "-o", "old.csv").code == 0
    assert "Acme" in (desk / "old.csv").read_text()
