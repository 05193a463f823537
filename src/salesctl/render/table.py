"""Tables, cards and lines for people; the grids beside it draw on the console that is made here."""

import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from salesctl.domain.text import printable
from salesctl.render.columns import Column, ColumnType, Row, View, cell, tells

UNLIMITED = 10_000
_GAP = 2
_PADDING = (0, _GAP - 1, 0, 0)  # the box's own divider makes up the rest of the gap
_NARROWEST = 12
_WIDE_LETTER = 2


def console(stream: TextIO | None = None) -> Console:
    """Return a console on standard output (or a file) that never cuts what is piped."""
    stream = stream or sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else UNLIMITED
    plain = bool(os.environ.get("NO_COLOR"))  # Rich would still print bold
    return _Console(
        file=stream,
        width=width,
        color_system=None if plain else "auto",
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )


class _Console(Console):
    """A console on which text only ever shows itself, wherever it came from: what moves the cursor is Rich's own."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Yield what is to be printed, without what a terminal would obey."""
        for segment in super().render(renderable, options):
            if segment.control or segment.text.isprintable():
                yield segment
            else:
                yield Segment("\n".join(map(printable, segment.text.split("\n"))), segment.style)


def draw(view: View, rows: Iterable[Row], stream: TextIO | None = None, title: str | None = None) -> None:
    """Draw rows as a table that fits the terminal: columns that may leave do so before any text is cut."""
    shown = [column for column in view if not column.hidden]
    cells = [[(_text(column, row), row[column.key]) for column in shown] for row in rows]
    if not cells:
        return
    out = console(stream)
    widths = [
        max(map(cell_len, [column.header, *(part for line in cells for part in line[index][0].split("\n"))]))
        for index, column in enumerate(shown)
    ]
    telling = [index for index, column in enumerate(shown) if tells(column, [line[index][0] for line in cells])]
    kept = _fitting(shown, telling, widths, out.width)
    # Where even that is too much, every cell folds as narrow as it must: Rich would cut off what does not fit.
    tight = _room(min(widths[index], _NARROWEST) for index in kept) > out.width
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold", padding=_PADDING)
    for index in kept:
        column = shown[index]
        table.add_column(
            Text(column.header),
            justify="right" if column.right else "left",
            no_wrap=not tight and (widths[index] <= _NARROWEST or column.right),
            overflow="fold",
            min_width=min(widths[index], _WIDE_LETTER if tight else _NARROWEST),
        )
    for line in cells:
        table.add_row(*(_styled(shown[index], *line[index]) for index in kept))
    if title:
        out.print(Text(printable(title), style="bold"))
    show(out, table)


def draw_card(view: View, row: Row, stream: TextIO | None = None) -> None:
    """Draw one row as a line per field that has a value."""
    grid = Table.grid(padding=(0, _GAP, 0, 0))
    grid.add_column()
    grid.add_column(overflow="fold")  # a path goes on in the next line: cut off, nobody could copy it
    for column in view:
        if text := cell(column, row):
            grid.add_row(Text(column.header, style="bold"), _styled(column, _lines(text), row[column.key]))
    show(console(stream), grid)


def draw_line(text: str, stream: TextIO | None = None, style: str = "") -> None:
    """Draw text on a line of its own, or on more where it does not fit."""
    show(console(stream), Text(printable(text), style=style))


def show(out: Console, *renderables: RenderableType) -> None:
    """Print what was drawn, without the padding that would follow each line."""
    with out.capture() as capture:
        for renderable in renderables:
            out.print(renderable)
    out.file.write("\n".join(line.rstrip() for line in capture.get().split("\n")))


def _lines(text: str) -> str:
    """Return a text of several lines with nothing in it that is not printable."""
    return "\n".join(map(printable, text.splitlines()))


def _text(column: Column, row: Row) -> str:
    """Return a cell as it is drawn, on one line unless its column has several."""
    return (_lines if column.kind is ColumnType.LINES else printable)(cell(column, row))


def _styled(column: Column, text: str, value: Any) -> Text:
    return Text(text, style=column.style(value) if column.style else "")


def _fitting(columns: Sequence[Column], telling: Sequence[int], widths: Sequence[int], room: int) -> list[int]:
    """Return the columns to keep: the droppable ones leave, the highest `drop` first, until the rest can be read."""
    kept = list(telling)
    while _room(min(widths[index], columns[index].fold) for index in kept) > room:
        leaving = max(kept, key=lambda index: (columns[index].drop, index))
        if not columns[leaving].drop:
            break
        kept.remove(leaving)
    return kept


def _room(widths: Iterable[int]) -> int:
    """Return how wide columns are with the gaps between them."""
    return sum(width + _GAP for width in widths) - _GAP
