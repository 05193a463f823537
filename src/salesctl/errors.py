"""What can go wrong, each with the exit code that scripts rely on."""

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes of every command; part of the contract with scripts."""

    OK = 0
    BUG = 1
    USAGE = 2
    NOT_FOUND = 3
    CONFLICT = 4
    STORE = 5
    NEWER_STORE = 6
    INTERRUPTED = 130


class SalesctlError(Exception):
    """An error the user can act on: one line that says what was wrong and what to do.

    `field` is the field whose value was wrong, where it was one; the line then begins with it.
    """

    exit_code = ExitCode.BUG

    def __init__(self, reason: str, *, field: str | None = None) -> None:
        """Say what is wrong, and with which field."""
        super().__init__(f"{field.replace('_', ' ')}: {reason}" if field else reason)
        self.reason = reason
        self.field = field


class InvalidInput(SalesctlError):
    """A value that cannot be accepted."""

    exit_code = ExitCode.USAGE


class NotFound(SalesctlError):
    """A name, id or file that does not exist, or a name that fits several things."""

    exit_code = ExitCode.NOT_FOUND


class Conflict(SalesctlError):
    """A duplicate, or something not allowed in the present state."""

    exit_code = ExitCode.CONFLICT


class StoreError(SalesctlError):
    """The store is busy, unreadable or unwritable."""

    exit_code = ExitCode.STORE


class NewerStore(SalesctlError):
    """The store was made by a newer version of salesctl."""

    exit_code = ExitCode.NEWER_STORE
