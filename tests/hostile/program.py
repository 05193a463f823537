"""The program run in this process, held to what it promises whatever it is given."""

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from typing import NamedTuple

from salesctl import main

CODES = {0, 2, 3, 4, 5, 6}
"""The exit codes of a program without bugs."""


class Said(NamedTuple):
    """What a run printed, and its exit code."""

    code: int
    out: str
    err: str


def run(*args: str) -> Said:
    """Run the program: it has no bug to report, an error is one line at the end, and no line disturbs a terminal."""
    out, err = _stream(), _stream()
    sys.argv = ["salesctl", *args]
    with redirect_stdout(out), redirect_stderr(err):
        code = int(main.run())
    said = Said(code, _text(out), _text(err))
    assert code in CODES, f"{args!r}: exit {code}\n{said.err}"
    assert "Traceback" not in said.err, f"{args!r}: {said.err}"
    lines = said.err.split("\n")
    assert [line.startswith("Error:") for line in lines].count(True) == bool(code), f"{args!r}: {said.err}"
    assert not code or lines[-2].startswith("Error:"), f"{args!r}: {said.err}"
    assert all(line.isprintable() for line in lines), f"{args!r}: {said.err!r}"
    return said


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace", newline="")


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    return stream.buffer.getvalue().decode()  # type: ignore[attr-defined]
