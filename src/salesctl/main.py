"""The entry point: run the app and turn every error into one line and an exit code."""

import gc
import os
import sys


def main() -> None:
    """Run `salesctl`."""
    # The program ends before a collection would pay for itself, and no pydantic plug-in is ours: both cost start-up.
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    code = run()
    _flush()
    gc.freeze()
    sys.exit(code)


def run() -> int:
    """Run the app once, say what went wrong in one line, and return the exit code."""
    import typer.exceptions

    from salesctl.cli.app import app
    from salesctl.errors import ExitCode, SalesctlError

    try:
        return app(standalone_mode=False) or ExitCode.OK
    except SalesctlError as error:
        return _fail(str(error), error.exit_code)
    except typer.exceptions.TyperException as error:
        return _fail(error.format_message(), error.exit_code)
    except typer.Abort:
        return _fail("cancelled; nothing was written", ExitCode.INTERRUPTED)
    except BrokenPipeError:
        # The reader has seen enough; nothing more can be flushed to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.OK
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        line = " ".join(str(error).split())
        return _fail(f"this is a bug in salesctl ({type(error).__name__}: {line}); --debug shows where", ExitCode.BUG)


def _fail(message: str, code: int) -> int:
    print(f"Error: {' '.join(message.split())}", file=sys.stderr)
    return int(code)


def _flush() -> None:
    """Write what is still buffered; a reader that has gone away is no error."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
