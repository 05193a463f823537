"""Text that a spreadsheet would run as a formula: guarded in files for spreadsheets, and as it was when read again."""

import re

# Where a formula would begin: in front, and also behind a semicolon, a tab or a line end, which part cells where the
# spreadsheet's country writes lists with semicolons; the quotation marks around a cell then count for nothing.
# Apostrophes that stand there already are counted in, so that exactly those put in can be taken out.
_SIGN = "[=+@＝＋－＠-]"
_STARTS = rf"""'*[\t\r\n]|'*(?:[^\S\t\r\n]|")*{_SIGN}"""
_LATER = rf"""'*(?:[^\S\t\r\n]|")*{_SIGN}"""
_EXECUTABLE = re.compile(rf"^(?={_STARTS})|(?<=[;\t\r\n])(?={_LATER})")
_GUARD = re.compile(rf"^'(?={_STARTS})|(?<=[;\t\r\n])'(?={_LATER})")


def guarded(text: str) -> str:
    """Put an apostrophe before each place where a formula would begin."""
    return _EXECUTABLE.sub("'", text)


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given."""
    return _GUARD.sub("", text) if "'" in text else text
