"""What is written for programs is UTF-8, whatever the terminal speaks; what it cannot show is never lost in silence."""

import io
import json
import sys

import pytest
from hostile.commands import commands

from salesctl import main

FORMS = ("json", "csv", "md")
READERS = [command for command in commands() if any(slot.option == "--format" for slot in command.slots)]


def written(monkeypatch, encoding: str, *words: str) -> tuple[int, bytes]:
    """Run the program with a standard output of an encoding, and return its exit code and the bytes it wrote."""
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding, errors="backslashreplace"))
    monkeypatch.setattr(sys, "argv", ["salesctl", *words])
    code = int(main.run())
    sys.stdout.flush()
    return code, raw.getvalue()


@pytest.mark.parametrize("encoding", ["cp950", "cp1252", "ascii"])
@pytest.mark.parametrize("command", READERS, ids=lambda command: command.typed.replace(" ", "-"))
def test_machine_formats_are_utf_8(command, encoding, refill, monkeypatch):
    for form in FORMS:
        words = command.words(form=form)
        refill()
        usual = written(monkeypatch, "utf-8", *words)
        refill()
        assert written(monkeypatch, encoding, *words) == usual, words
        if form == "json" and not usual[0] and command.typed != "undo":
            json.loads(usual[1].decode("utf-8"))
