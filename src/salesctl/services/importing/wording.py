"""How a file was understood and what is wrong with it, in a few lines."""

from collections.abc import Iterable

from salesctl.domain.text import plural
from salesctl.exchange.file_rows import FileRow, Problem
from salesctl.exchange.foreign_text import ERROR_HEADER, listed, shown
from salesctl.services.importing.engine import Source

_MOST = 20
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


def understood(source: Source) -> str:
    """Say how a file was read: what it is, which column fills which field, and how dates are written."""
    table, match = source.table, source.match
    text = f"{table.encoding}, {_DELIMITERS.get(table.delimiter or '', table.delimiter)}-separated"
    renamed = [f"{shown(header)} → {field}" for header, field in match.pairs if header != field]
    derived = [header for header in match.derived if header != ERROR_HEADER]
    dates = list(dict.fromkeys(form.label for form in source.reader.date_forms.values()))
    parts = {
        "": renamed,
        "not imported: ": match.unmatched,
        "worked out anew: ": derived,
        "dates: ": dates,
    }
    said = [f"{label}{listed(words)}" for label, words in parts.items() if words]
    return "; ".join([f"Read {table.name}: {text if table.encoding else 'a spreadsheet'}", *said]) + "."


def problems(bad: Iterable[FileRow], most: int = _MOST) -> list[str]:
    """Return a line for each different problem, by its first row, and how many more there are."""
    alike: dict[tuple[str, str], list[Problem]] = {}
    for record in bad:
        for problem in record.problems:
            alike.setdefault((problem.column, problem.reason), []).append(problem)
    lines = [_line(same) for same in list(alike.values())[:most]]
    if rest := list(alike.values())[most:]:
        count = sum(map(len, rest))
        lines.append(f"and {count:,} more {plural('problem', count)}")
    return lines


def _line(problems: list[Problem]) -> str:
    first, more = problems[0], len(problems) - 1
    others = f" and {more:,} more {plural('line', more)}" if more else ""
    column = f", column {shown(first.column)}" if first.column else ""
    return f"line {first.line}{others}{column}: {first.reason}"
