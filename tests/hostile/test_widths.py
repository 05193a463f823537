"""Whatever the width of the terminal, everything that is drawn is drawn, and no text is lost for want of room."""

import os
import random

import pytest
from hostile.commands import commands
from hostile.program import run

seed = 1 if os.environ.get("CI") else random.randrange(10**6)
luck = random.Random(seed)

DRAWING = [
    command.words()
    for command in commands()
    if any(slot.option == "--format" for slot in command.slots) and command.typed != "undo"
]
DRAWING += [["plan", "week", "--explain"], ["plan", "week", "--what-if", "A=2"], ["log", "--limit", "50"], ["log", "7"]]


@pytest.mark.parametrize("words", DRAWING, ids=lambda words: "-".join(word for word in words if word != "--"))
def test_every_command_draws_at_every_width(words, refill, monkeypatch):
    refill()
    for width in [*range(1, 13), *sorted(luck.sample(range(13, 201), 8)), 200]:
        monkeypatch.setenv("COLUMNS", str(width))
        said = run(*words)
        assert said.code in (0, 2, 3, 4), f"seed {seed}, width {width}: {said.err}"
