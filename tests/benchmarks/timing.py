"""Timing whole processes in pairs, so that what else the machine does falls on both alike."""

import compileall
import os
import resource
import statistics
import subprocess
import sys
import sysconfig
import time
from collections.abc import Sequence
from pathlib import Path

import salesctl

BIN = Path(sys.executable).parent


def prepare() -> None:
    """Compile everything to bytecode first: a user's second run is what is felt."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for place in (Path(salesctl.__file__).parent, Path(sysconfig.get_path("purelib"))):
        compileall.compile_dir(place, quiet=2)


def seconds(command: Sequence[str], environment: dict[str, str]) -> float:
    """Return how long a command takes, start to exit."""
    start = time.perf_counter()
    usage(command, environment)
    return time.perf_counter() - start


def usage(command: Sequence[str], environment: dict[str, str]) -> resource.struct_rusage:
    """Run a command to its end, which must be a good one, and return what it used."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("SALESCTL_")}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env={**clean, **environment}, **quiet) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return used


def ratio(
    ours: Sequence[str], theirs: Sequence[str], runs: int, ours_env: dict[str, str], theirs_env: dict[str, str]
) -> tuple[float, float, float]:
    """Return the medians of both in seconds, and the median of the ratios of alternating runs, after a warm-up."""
    seconds(ours, ours_env), seconds(theirs, theirs_env)
    pairs = [(seconds(ours, ours_env), seconds(theirs, theirs_env)) for _ in range(runs)]
    a, b = (statistics.median(column) for column in zip(*pairs, strict=True))
    return a, b, statistics.median(one / other for one, other in pairs)


def line(name: str, ours: float, theirs: float, measured: float, wanted: str) -> str:
    """Return a row of the table that benchmarks print."""
    return f"{name:34} {ours * 1000:8.0f} ms {theirs * 1000:8.0f} ms   {measured:5.2f}   {wanted}"
