"""Showing a view in the format asked for, on standard output or in a file."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from salesctl import clock
from salesctl.domain.text import printable
from salesctl.errors import InvalidInput
from salesctl.render.columns import Matrix, Row, Section, View
from salesctl.render.data import write_csv, write_json, write_markdown, write_sheet

if TYPE_CHECKING:
    from salesctl.rules.calendar import Week
    from salesctl.rules.findings import Review


class Load(NamedTuple):
    """What a week was asked for, what it holds, and what found no place, in visits; None where it was not planned."""

    needed: int | None
    capacity: int | None
    deferred: int


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"


def show_rows(
    view: View,
    rows: Iterable[Row],
    form: Format = Format.TABLE,
    output: Path | None = None,
    title: str | None = None,
    *,
    drawn: View | None = None,
) -> None:
    """Print rows; a title is for tables only, and so is `drawn`, a view with bars and marks that programs do not read.

    Raises:
        InvalidInput: The file is not to be written over, or cannot be written.
    """
    with destination(output, form) as stream:
        match form:
            case Format.JSON:
                write_json(stream, view, rows)
            case Format.CSV:
                write_csv(stream, view, rows)
            case Format.MD:
                write_markdown(stream, view, rows)
            case Format.TABLE:
                from salesctl.render.table import draw

                draw(drawn or view, rows, stream, title)


def show_card(view: View, row: Row, form: Format = Format.TABLE, output: Path | None = None) -> None:
    """Print one row: as a table, a line per field that has a value; otherwise like a list of one.

    Raises:
        InvalidInput: The file is not to be written over, or cannot be written.
    """
    if form is not Format.TABLE:
        show_rows(view, [row], form, output)
        return
    from salesctl.render.table import draw_card

    with destination(output) as stream:
        draw_card(view, row, stream)


def show_parts(
    card: View,
    row: Row,
    view: View,
    parts: Sequence[Row],
    form: Format = Format.TABLE,
    output: Path | None = None,
) -> None:
    """Print what consists of parts: as tables, the whole and then its parts; in the other formats the parts alone.

    Raises:
        InvalidInput: The file is not to be written over, or cannot be written.
    """
    if form is not Format.TABLE:
        show_rows(view, parts, form, output)
        return
    from salesctl.render.table import draw, draw_card

    with destination(output) as stream:
        draw_card(card, row, stream)
        if parts:
            stream.write("\n")
            draw(view, parts, stream)


def show_page(sections: Iterable[Section], output: Path | None = None) -> None:
    """Print a page of tables, a blank line between them.

    Raises:
        InvalidInput: The file is not to be written over, or cannot be written.
    """
    from salesctl.render.grids import draw_across
    from salesctl.render.table import draw, draw_line

    with destination(output) as stream:
        for number, section in enumerate(sections):
            stream.write("\n" if number else "")
            draw_line(section.title, stream)
            (draw_across if section.across else draw)(section.view, section.rows, stream)
            for line in section.note.splitlines():
                draw_line(line, stream)


def show_lines(lines: Iterable[str], output: Path | None = None) -> None:
    """Print lines of text as they are.

    Raises:
        InvalidInput: The file is not to be written over, or cannot be written.
    """
    with destination(output) as stream:
        stream.writelines(f"{printable(line)}\n" for line in lines)


def show_load(week: "Week", load: Load) -> None:
    """Print a line that holds what a week needs against what it holds."""
    from salesctl.render.table import draw_line
    from salesctl.render.week import balance

    with destination(None) as stream:
        draw_line(f"{week}: {balance(*load)}", stream)


def show_week(
    week: "Week",
    rows: Sequence[Row],
    free: Mapping[date, str],
    load: Load,
    output: Path | None = None,
) -> None:
    """Print a week's plan as a grid, then what it needs against what it holds, and what was deferred.

    `free` names the days that are not worked; of the deferred the first rows are enough.

    Raises:
        InvalidInput: The file is not to be written over, or cannot be written.
    """
    from salesctl.render.table import draw_line
    from salesctl.render.week import LEGEND, balance, deferred_line, draw_week

    deferred = [row for row in rows if row["status"] == "deferred"]
    with destination(output) as stream:
        draw_line(f"{week}: {balance(*load)}", stream)
        draw_week(rows, week.days, free, clock.today(), stream)
        if deferred:
            draw_line(f"Deferred: {deferred_line(deferred, load.deferred)} (--explain says why)", stream)
        draw_line(LEGEND, stream)


def show_day(day: date, rows: Sequence[Row], form: Format = Format.TABLE, output: Path | None = None) -> None:
    """Print a day's planned visits: as a table, a block for each, which is read on a narrow screen too.

    Raises:
        InvalidInput: The file is not to be written over, or cannot be written.
    """
    if form is not Format.TABLE:
        from salesctl.render.views.plan import DAY

        show_rows(DAY, rows, form, output)
        return
    from salesctl.render.day import draw_day

    with destination(output) as stream:
        draw_day(day, rows, stream)


def show_visit_grid(rows: Sequence[Row], output: Path | None = None, title: str = "") -> None:
    """Print the visit grid, a column per week.

    Raises:
        InvalidInput: The file is not to be written over, or cannot be written.
    """
    from salesctl.render.grids import draw_visit_grid

    with destination(output) as stream:
        draw_visit_grid(rows, stream, title)


def show_across(view: View, rows: Sequence[Row], output: Path | None = None, title: str = "") -> None:
    """Print rows side by side, a line per column of the view: for few rows of many figures.

    Raises:
        InvalidInput: The file is not to be written over, or cannot be written.
    """
    from salesctl.render.grids import draw_across

    with destination(output) as stream:
        draw_across(view, rows, stream, title)


def show_summed(listed: Section, sums: Section, form: Format = Format.TABLE, output: Path | None = None) -> None:
    """Print a list: as a table with its sums below when there are any; in the other formats the list alone.

    Raises:
        InvalidInput: The file is not to be written over, or cannot be written.
    """
    if form is Format.TABLE and sums.rows:
        show_page([listed, sums], output)
    else:
        show_rows(listed.view, listed.rows, form, output)


def show_matrix(
    matrix: Matrix,
    apart: Section,
    view: View,
    rows: Sequence[Row],
    form: Format = Format.TABLE,
    output: Path | None = None,
) -> None:
    """Print rows as four fields, and below them what lies in none; in the other formats as rows, and no rows as such.

    Raises:
        StoreError: The file cannot be written.
    """
    if form is not Format.TABLE or not rows:
        show_rows(view, rows, form, output)
        return
    from salesctl.render.grids import draw_matrix
    from salesctl.render.table import draw

    with destination(output) as stream:
        draw_matrix(matrix, stream)
        if apart.rows:
            stream.write("\n")
            draw(apart.view, apart.rows, stream, apart.title)


def show_review(page: "Review", output: Path | None = None) -> None:
    """Print a review as a page.

    Raises:
        InvalidInput: The file is not to be written over, or cannot be written.
    """
    from salesctl.render.review import draw_review

    with destination(output) as stream:
        draw_review(page, stream)


def write_rows(view: View, rows: Iterable[Row], output: Path | None = None, *, excel: bool = False) -> None:
    """Write rows as CSV, for a spreadsheet with `excel`, or as XLSX to a file whose name ends so.

    Raises:
        InvalidInput: The file is not to be written over, cannot be written, or is a spreadsheet that holds less.
    """
    if output is not None and output.suffix.casefold() == ".xlsx":
        write_sheet(output, view, rows)
        return
    with destination(output, Format.CSV) as stream:
        write_csv(stream, view, rows, excel=excel)


@contextmanager
def destination(output: Path | None, form: Format = Format.TABLE) -> Iterator[TextIO]:
    """Give the stream to write to: standard output, or a file that appears only once it is whole.

    Every format but the table is for programs, and UTF-8 whatever the terminal speaks.

    Raises:
        InvalidInput: The file is not to be written over, cannot be written, or is a spreadsheet, which holds no text.
    """
    if output is None:
        if form is not Format.TABLE and isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
        yield sys.stdout
        return
    if output.suffix.casefold() == ".xlsx":
        raise InvalidInput(f"{output}: this command writes text; `salesctl export` writes .xlsx")
    from salesctl.exchange.files import text_file

    with text_file(output) as stream:
        yield stream
