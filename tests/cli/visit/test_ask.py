"""On a terminal `visit add` asks for what is missing: seen through a real pseudo-terminal, and by its parts."""

import contextlib
import os
import pty
import select
import signal
import subprocess
import sys

import pytest
import typer

from salesctl.cli.core import ask
from salesctl.errors import InvalidInput, NotFound

SECONDS = 20.0


class Terminal:
    """The program at a terminal: what it writes is read until it waits for an answer."""

    def __init__(self, *args: str) -> None:
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "salesctl", *args],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            # Tests that run in the background inherit that Ctrl-C is ignored; a user's terminal does not.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        os.close(slave)
        self.seen = ""

    def read(self) -> bool:
        """Read what comes next; False at the end, which Linux tells by an error."""
        ready, _, _ = select.select([self.master], [], [], SECONDS)
        assert ready, f"nothing came after {self.seen!r}"
        try:
            piece = os.read(self.master, 65536)
        except OSError:
            return False
        self.seen += piece.decode()
        return bool(piece)

    def until(self, text: str) -> str:
        """Read up to and including a text, and return what came before it."""
        while text not in self.seen:
            assert self.read(), f"never saw {text!r} in {self.seen!r}"
        before, _, self.seen = self.seen.partition(text)
        return before

    def type(self, text: str) -> None:
        os.write(self.master, text.encode())

    def end(self) -> tuple[int, str]:
        """Wait for the end, and return the exit code and what else was written."""
        while self.read():
            pass
        return self.process.wait(SECONDS), self.seen

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.master)


@pytest.fixture
def terminal():
    """Start the program at a terminal, and clean up after it."""
    started = []

    def call(*args: str) -> Terminal:
        started.append(Terminal(*args))
        return started[-1]

    yield call
    for one in started:
        one.close()


def test_it_asks_who_what_and_when(run, acme, listed, terminal):
    run("target", "add", "北方貿易")
    run("plan", "add", "Acme", "today", "--at", "11:00", "--purpose", "figures")
    run("plan", "add", "北方", "today", "--at", "09:00")
    at = terminal("visit", "add")
    offered = at.until("Who, a number or a name: ")
    assert [line.split() for line in offered.splitlines()] == [
        ["1", "09:00", "北方貿易"],
        ["2", "11:00", "Acme", "Ltd", "figures"],
    ]
    at.type("Nobody\n")
    assert "there is no target 'Nobody'" in at.until("Who, a number or a name: ")
    at.type("1\n")
    assert "2  advance" in at.until("Outcome: ")
    at.type("maybe\n")
    assert "'maybe' is not one of order" in at.until("Outcome: ")
    at.type("2\n")
    at.until("Next visit, a date (empty: none): ")
    at.type("2026-11-23\n")
    assert "must come after this one" in at.until("Next visit, a date (empty: none): ")
    at.type("2026-12-01\n")
    code, said = at.end()
    assert (code, said.split("\r\n")[-2]) == (
        0,
        "Visit 1 北方貿易: advance, in person. (plan: Mon ticked off; next: 2026-12-01)",
    )
    assert (listed()[0]["name"], listed()[0]["next_on"]) == ("北方貿易", "2026-12-01")


def test_what_is_given_is_not_asked_for(acme, listed, terminal):
    at = terminal("visit", "add", "Acme", "--next", "2026-12-01")
    before = at.until("Outcome: ")
    assert "Who" not in before
    at.type("order\n")
    at.until("Order, [PRODUCT=]AMOUNT: ")
    at.type("12,5\n")
    assert "cannot read the amount" in at.until("Order, [PRODUCT=]AMOUNT: ")
    at.type("gtx=12.50\n")
    code, said = at.end()
    assert code == 0
    assert "sold: GTX Pro 12.50" in said
    assert listed()[0]["order_amount"] == 12.5


def test_a_complete_command_asks_nothing(acme, terminal):
    assert terminal("visit", "add", "Acme", "--outcome", "advance").end() == (
        0,
        "Visit 1 Acme Ltd: advance, in person.\r\n",
    )


def press_ctrl_c(at: Terminal) -> None:
    """Interrupt the program; again if it came in the moment before the program began to wait for input."""
    while at.process.poll() is None:
        at.process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            at.process.wait(2)


@pytest.mark.parametrize("cancel", [press_ctrl_c, lambda at: at.type("\x04")], ids=["Ctrl-C", "end of input"])
def test_cancelling_writes_nothing(acme, tables, terminal, cancel):
    before = tables()
    at = terminal("visit", "add", "Acme")
    at.until("Outcome: ")
    cancel(at)
    code, said = at.end()
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
