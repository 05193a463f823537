"""The entry point: run the app and turn every error into one line and an exit code."""

import contextlib
import gc
import os
import signal
import sys
from typing import TextIO

from salesctl.errors import ExitCode, SalesctlError


def main() -> None:
    """Run `salesctl`."""
    gc.disable()  # the program ends before a collection would pay for itself
    _end_on_signals()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # a record is what it says, whatever else is installed
    _prepare_output()
    try:
        code = _flush(run())
    except KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
    gc.freeze()
    sys.exit(code)


def run() -> int:
    """Run the app once, say what went wrong in one line, and return the exit code."""
    if "_SALESCTL_COMPLETE" in os.environ:
        from salesctl.cli.completion.shells import answer

        return answer()
    import typer.exceptions

    from salesctl.cli.core.app import app
    from salesctl.cli.core.run import damaged, finish

    try:
        return app(standalone_mode=False, prog_name="salesctl") or ExitCode.OK
    except SalesctlError as error:
        return _fail(str(error), error.exit_code)
    except typer.exceptions.TyperException as error:
        return _fail(error.format_message().replace("Value error, ", ""), error.exit_code)
    except typer.Abort:
        return _fail("cancelled; nothing was written", ExitCode.INTERRUPTED)
    except SystemExit as leaving:
        # Typer leaves like this when the reader of a pipe has seen enough.
        if isinstance(leaving.__context__, BrokenPipeError):
            return _unwritten(leaving.__context__)
        return int(leaving.code or 0)
    except MemoryError:
        return _fail("there is not enough memory for this; nothing was written", ExitCode.STORE)
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        if isinstance(error, OSError):
            return _fail(f"{error.filename}: {error.strerror}", ExitCode.STORE) if error.filename else _unwritten(error)
        if damage := damaged():
            return _fail(str(damage), damage.exit_code)
        return _fail(f"this is a bug in salesctl ({type(error).__name__}: {error}); --debug shows where", ExitCode.BUG)
    finally:
        finish()


def _unwritten(error: OSError) -> int:
    """Say what could not be printed, of a command that wrote that it did; a reader that has gone away is no error."""
    from salesctl.cli.core.run import finish, recorded

    finish()
    if told := recorded():
        return _fail(f"the output: {error.strerror}; it was {told}", ExitCode.STORE)
    if isinstance(error, BrokenPipeError):
        return int(ExitCode.OK)
    return _fail(f"the output: {error.strerror}", ExitCode.STORE)


def _fail(message: str, code: int) -> int:
    from salesctl.domain.text import one_line

    with contextlib.suppress(OSError):
        print(f"Error: {one_line(message)}", file=sys.stderr)
    return int(code)


def _end_on_signals() -> None:
    """Let a hang-up or a termination end the run as Ctrl-C does, so that nothing half-written is left behind."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is signal.SIG_DFL:  # under `nohup` it stays ignored
            signal.signal(number, _end)


def _end(number: int, _frame: object) -> None:
    signal.signal(number, signal.SIG_DFL)  # a second one ends it at once
    raise SystemExit(128 + number)


def _prepare_output() -> None:
    """Let output be written whatever the encoding, and nowhere when it is closed: no file may take its place."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115  # for the rest of the run
        else:
            stream.reconfigure(errors="backslashreplace")


def _flush(code: int) -> int:
    """Write what is still buffered and return the exit code."""
    try:
        if not code and sys.stdout.name == os.devnull:  # it was closed
            return _unwritten(BrokenPipeError(0, "it is closed"))
        sys.stdout.flush()
    except OSError as error:
        _discard(sys.stdout)
        if not code:
            code = _unwritten(error)
    try:
        sys.stderr.flush()
    except OSError:
        _discard(sys.stderr)
    return code


def _discard(stream: TextIO) -> None:
    """Let what a stream still holds go nowhere: Python would try to write it once more at its end, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
