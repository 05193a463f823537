"""Showing a view in the format asked for, on standard output or in a file."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from salesctl import clock
from salesctl.errors import StoreError
from salesctl.render.columns import Row, View
from salesctl.render.data import write_csv, write_json, write_markdown
from salesctl.rules.calendar import Week


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"


def show_rows(
    view: View, rows: Iterable[Row], form: Format = Format.TABLE, output: Path | None = None, title: str | None = None
) -> None:
    """Print rows; a title is for tables only.

    Raises:
        StoreError: The file cannot be written.
    """
    with destination(output) as stream:
        match form:
            case Format.JSON:
                write_json(stream, view, rows)
            case Format.CSV:
                write_csv(stream, view, rows)
            case Format.MD:
                write_markdown(stream, view, rows)
            case Format.TABLE:
                from salesctl.render.table import draw

                draw(view, rows, stream, title)


def show_card(view: View, row: Row, form: Format = Format.TABLE, output: Path | None = None) -> None:
    """Print one row: as a table, a line per field that has a value; otherwise like a list of one.

    Raises:
        StoreError: The file cannot be written.
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
        StoreError: The file cannot be written.
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


def show_week(
    week: Week,
    rows: Sequence[Row],
    free: Mapping[date, str],
    load: tuple[int | None, int | None],
    output: Path | None = None,
) -> None:
    """Print a week's plan as a grid, then what it needs against what it holds, and what was deferred.

    `free` names the days that are not worked; `load` is the visits needed and those the week holds.

    Raises:
        StoreError: The file cannot be written.
    """
    from salesctl.render.week import LEGEND, balance, deferred_line, draw_week

    deferred = [row for row in rows if row["status"] == "deferred"]
    with destination(output) as stream:
        stream.write(f"{week}: {balance(*load, len(deferred))}\n")
        draw_week(rows, week.days, free, clock.today(), stream)
        if deferred:
            stream.write(f"Deferred: {deferred_line(deferred)} (--explain says why)\n")
        stream.write(f"{LEGEND}\n")


def show_visit_grid(rows: Sequence[Row], output: Path | None = None, title: str = "") -> None:
    """Print the visit grid, a column per week.

    Raises:
        StoreError: The file cannot be written.
    """
    from salesctl.render.grids import LEGEND, draw_visit_grid

    with destination(output) as stream:
        stream.write(f"{title}\n")
        draw_visit_grid(rows, stream)
        stream.write(f"{LEGEND}\n")


@contextmanager
def destination(output: Path | None) -> Iterator[TextIO]:
    """Give the stream to write to: standard output, or a file that appears only once it is whole.

    Raises:
        StoreError: The file cannot be written.
    """
    if output is None:
        yield sys.stdout
        return
    part = output.with_name(output.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        part.replace(output)
    except OSError as error:
        raise StoreError(f"{output} cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
