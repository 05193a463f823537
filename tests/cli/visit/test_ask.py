"""On a terminal `visit add` asks for what is missing: seen through a real pseudo-terminal, and by its parts."""

import os
import pty
import select
import subprocess
import sys
import time

import pytest
import typer

from salesctl.cli import ask
from salesctl.errors import InvalidInput, NotFound

SECONDS = 20.0


class Terminal:
    """The program at a terminal: what it writes is read until it waits for an answer."""

    def __init__(self, *args: str) -> None:
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "salesctl", *args], stdin=slave, stdout=slave, stderr=slave, close_fds=True
        )
        os.close(slave)
        self.seen = ""

    def until(self, text: str) -> str:
        """Read up to and including a text, and return what came before it."""
        end = time.monotonic() + SECONDS
        while text not in self.seen:
            ready, _, _ = select.select([self.master], [], [], max(0.0, end - time.monotonic()))
            assert ready, f"never saw {text!r} in {self.seen!r}"
            self.seen += os.read(self.master, 65536).decode()
        before, _, self.seen = self.seen.partition(text)
        return before

    def type(self, text: str) -> None:
        os.write(self.master, text.encode())

    def close(self) -> tuple[int, str]:
        """Wait for the end, and return the exit code and what else was written."""
        rest = self.seen
        while True:
            try:
                piece = os.read(self.master, 65536)
            except OSError:  # Linux tells the end of a pseudo-terminal like this
                break
            if not piece:
                break
            rest += piece.decode()
        os.close(self.master)
        return self.process.wait(SECONDS), rest


def test_it_asks_who_what_and_when(run, acme, listed):
    run("target", "add", "北方貿易")
    run("plan", "add", "Acme", "today", "--at", "11:00", "--purpose", "figures")
    run("plan", "add", "北方", "today", "--at", "09:00")
    terminal = Terminal("visit", "add")
    offered = terminal.until("Who, a number or a name: ")
    assert [line.split() for line in offered.splitlines()] == [
        ["1", "09:00", "北方貿易"],
        ["2", "11:00", "Acme", "Ltd", "figures"],
    ]
    terminal.type("Nobody\n")
    assert "there is no target 'Nobody'" in terminal.until("Who, a number or a name: ")
    terminal.type("1\n")
    assert "2  advance" in terminal.until("Outcome: ")
    terminal.type("maybe\n")
    assert "'maybe' is not one of order" in terminal.until("Outcome: ")
    terminal.type("2\n")
    terminal.until("Next visit, a date (empty: none): ")
    terminal.type("2026-11-23\n")
    assert "must come after this one" in terminal.until("Next visit, a date (empty: none): ")
    terminal.type("2026-12-01\n")
    code, said = terminal.close()
    assert (code, said.split("\r\n")[-2]) == (
        0,
        "Visit 1 北方貿易: advance, in person. (plan: Mon ticked off; next: 2026-12-01)",
    )
    assert (listed()[0]["name"], listed()[0]["next_on"]) == ("北方貿易", "2026-12-01")


def test_what_is_given_is_not_asked_for(acme, listed):
    terminal = Terminal("visit", "add", "Acme", "--next", "2026-12-01")
    before = terminal.until("Outcome: ")
    assert "Who" not in before
    terminal.type("order\n")
    terminal.until("Order, [PRODUCT=]AMOUNT: ")
    terminal.type("12,5\n")
    assert "cannot read the amount" in terminal.until("Order, [PRODUCT=]AMOUNT: ")
    terminal.type("gtx=12.50\n")
    code, said = terminal.close()
    assert code == 0
    assert "sold: GTX Pro 12.50" in said
    assert listed()[0]["order_amount"] == 12.5


def test_a_complete_command_asks_nothing(acme):
    assert Terminal("visit", "add", "Acme", "--outcome", "advance").close() == (
        0,
        "Visit 1 Acme Ltd: advance, in person.\r\n",
    )


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "end of input"])
def test_cancelling_writes_nothing(acme, tables, key):
    before = tables()
    terminal = Terminal("visit", "add", "Acme")
    terminal.until("Outcome: ")
    terminal.type(key)
    code, said = terminal.close()
    assert code == 130
    assert said.strip().endswith("cancelled; nothing was written")
    assert tables() == before


def test_nobody_can_be_asked_without_a_terminal(monkeypatch):
    for there in ((False, True), (True, False)):
        for stream, is_there in zip(("stdin", "stderr"), there, strict=True):
            monkeypatch.setattr(f"sys.{stream}.isatty", lambda is_there=is_there: is_there, raising=False)
        assert not ask.possible()


@pytest.fixture
def answers(monkeypatch):
    """Answer the questions to come, in order."""

    def call(*texts: str) -> None:
        rest = iter(texts)
        monkeypatch.setattr(typer, "prompt", lambda *_, **__: next(rest))

    return call


def test_a_question_is_repeated_until_it_is_answered(answers, capsys):
    def read(text: str) -> int:
        if text == "x":
            raise typer.BadParameter("not a number")
        if text == "9":
            raise NotFound("no such row")
        return int(text)

    answers("x", "9", " 4 ")
    assert ask.answer("Which", read) == 4
    assert capsys.readouterr().err == "not a number.\nno such row.\n"


def test_a_choice_is_a_number_or_something_else(answers, capsys):
    def other(text: str) -> str:
        if text == "0":
            raise InvalidInput("there is no 0")
        return text.upper()

    answers("0", "2", "3")
    assert ask.choose("Which", ["a", "b"], str, other) == "b"
    assert capsys.readouterr().err == "  1  a\n  2  b\nthere is no 0.\n"
    assert ask.choose("Which", ["a", "b"], str, other) == "3"
