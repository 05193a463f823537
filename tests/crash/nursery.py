"""A process that has everything imported and forks a child per run of the program: killing hundreds takes seconds.

It reads a JSON request per line and answers each with a line. The child of `{"args": …, "db": …, "stop": n}` signals at
its n-th point and waits there to be killed; with `stop` null it runs to its end. A list of requests is run at once, by
a child each. A point is whatever could leave something half-done: each SQL statement about to run, each page of a copy,
each file that gets another name.
"""

import gc
import json
import os
import signal
import sqlite3
import sys
import tempfile
from pathlib import Path
from typing import Any

import parsers

import salesctl.store.sqlite.migrate
from salesctl import main

PAGES = 16


class Points:
    """Counts the points of a child and stops at one of them."""

    def __init__(self, stop: int | None, signals: int) -> None:
        self.stop, self.signals, self.passed = stop, signals, 0

    def reach(self, what: str) -> None:
        if self.passed == self.stop:
            os.write(self.signals, what.encode()[:400])
            while True:
                signal.pause()
        self.passed += 1


class WatchedConnection(sqlite3.Connection):
    """A connection whose copies go page by page."""

    points: Points

    def backup(self, target: sqlite3.Connection, **options: Any) -> None:
        given = options.pop("progress", None)

        def progress(*state: int) -> None:
            if given:
                given(*state)
            self.points.reach(f"copying, {state[1]} pages left")

        super().backup(target, pages=options.pop("pages", PAGES), progress=progress, **options)


def watch(points: Points) -> None:
    """Make points of all that the program does to files and databases."""
    connect = sqlite3.connect

    def connecting(*args: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(*args, **{**options, "factory": WatchedConnection})
        connection.points = points
        connection.set_trace_callback(points.reach)
        return connection

    sqlite3.connect = sqlite3.dbapi2.connect = connecting
    for name in ("link", "replace", "unlink", "rename"):
        setattr(os, name, reaching(points, name, getattr(os, name)))


def reaching(points: Points, name: str, call: Any) -> Any:
    def wrapped(*args: Any, **options: Any) -> Any:
        points.reach(name)
        done = call(*args, **options)
        points.reach(f"{name} done")
        return done

    return wrapped


def child(request: dict[str, Any], signals: int) -> None:
    """Run the program in this process, and leave it."""
    points = Points(request["stop"], signals)
    watch(points)
    code = run(request)
    os.write(signals, json.dumps([code, points.passed]).encode())
    os._exit(0)


def run(request: dict[str, Any]) -> int:
    """Run commands one after the other until one fails; what they say is kept beside the store."""
    os.environ["SALESCTL_DB"] = request["db"]
    said = os.open(f"{request['db']}{request.get('name', '')}.said", os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
    os.dup2(said, 1)
    os.dup2(said, 2)
    code = 0
    for args in request["args"]:
        sys.argv = ["salesctl", *args]
        code = int(main.run())
        sys.stdout.flush()
        if code:
            break
    return code


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Fork a child, wait for its signal, kill it if it waits too, and return what came of it."""
    signals, end = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            child(request, end)
        finally:
            os._exit(99)
    os.close(end)
    signalled = os.read(signals, 500).decode()
    os.close(signals)
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    if signalled.startswith("["):
        code, points = json.loads(signalled)
        return {"killed_at": None, "code": code, "points": points}
    return {"killed_at": signalled, "code": None, "points": request["stop"], "status": status}


def answer_all(requests: list[dict[str, Any]]) -> list[int]:
    """Run each request in a child of its own, all at once, and return their exit codes."""
    children = []
    for request in requests:
        pid = os.fork()
        if not pid:
            code = 99
            try:
                code = run(request)
            finally:
                os._exit(code)
        children.append(pid)
    return [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children]


def warm_up(requests: list[list[str]]) -> None:
    """Run commands once on a store of no concern, so that all is imported before the first fork."""
    with tempfile.TemporaryDirectory() as folder:
        out, err = os.dup(1), os.dup(2)
        for args in requests:
            run({"args": [args], "db": str(Path(folder) / "store.db")})
        os.dup2(out, 1)
        os.dup2(err, 2)


if __name__ == "__main__":
    assert salesctl.store.sqlite.migrate, "a child that migrates finds Alembic imported"
    parsers.keep()
    gc.freeze()
    warm_up(json.loads(sys.argv[1]))
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(answer_all(asked) if isinstance(asked, list) else answer(asked)), flush=True)
