"""The review page: what was planned and done, what was missed, what to ask, what was decided."""

from collections.abc import Sequence
from typing import TextIO

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from salesctl.domain.enums.review import FindingKey
from salesctl.domain.finding import Concern, Finding
from salesctl.domain.text import printable
from salesctl.messages.findings import QUESTIONS, detail
from salesctl.render.columns import Row, bar
from salesctl.render.table import console, show
from salesctl.rules.findings import Review

_MOST_NAMES = 8


def draw_review(page: Review, stream: TextIO | None = None) -> None:
    """Draw a reviewed week as one page."""
    lines: list[RenderableType] = [Text(f"Review of {page.week}", style="bold")]
    lines += [Text(_planned(row)) for row in page.grid if row["planned"] or row["extra"]]
    if page.deferred:
        lines.append(Text(f"{page.deferred} deferred: the week could not hold them"))
    lines += _section("Missed", [_missed(row) for row in page.missed], "nothing was missed")
    if page.undone:
        lines += _section("Not made yet", [_who(row) for row in page.undone], "")
    lines.append(Text("\nFindings", style="bold"))
    lines += [line for finding in page.findings for line in _finding(finding)] or [Text("  nothing to ask")]
    lines += _section("Decisions", [_decision(row) for row in page.decisions], "none yet: `salesctl review act TEXT`")
    show(console(stream), *lines)


def _section(heading: str, entries: Sequence[str], when_empty: str) -> list[RenderableType]:
    return [Text(f"\n{heading}", style="bold"), *(_indented(entry) for entry in entries or [when_empty])]


def _indented(text: str) -> Padding:
    return Padding(Text(printable(text)), (0, 0, 0, 2))


def _planned(row: Row) -> str:
    extra = f" +{row['extra']}" if row["extra"] else ""
    missed = f" -{row['missed']}" if row["missed"] else ""
    return f"  {row['grade']:8} {row['done']}/{row['planned']}{extra}{missed}".ljust(26) + bar(row["attainment"])


def _missed(row: Row) -> str:
    return f"{_who(row)}: {row['miss_reason'] or 'no reason given'}"


def _who(row: Row) -> str:
    grade = f" {row['grade']}/{row['temperature']}" if row["grade"] else ""
    return f"{row['weekday']} {row['name']}{grade}"


def _finding(finding: Finding) -> list[RenderableType]:
    shown = [_concern(finding.key, concern) for concern in finding.concerns[:_MOST_NAMES]]
    if (more := len(finding.concerns) - _MOST_NAMES) > 0:
        shown.append(f"and {more} more")
    return [
        Padding(Text(QUESTIONS[finding.key], style="yellow"), (0, 0, 0, 2)),
        *(Padding(Text(printable(line)), (0, 0, 0, 4)) for line in shown),
    ]


def _concern(key: FindingKey, concern: Concern) -> str:
    grade = f" ({concern.grade})" if concern.grade else ""
    return f"{concern.name}{grade}: {detail(key, concern.seen)}"


def _decision(row: Row) -> str:
    return f"{row['id']} {row['week']} {row['verdict']}: {row['text']}"
