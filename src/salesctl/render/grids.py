"""Grids: the visit grid and rows side by side, in blocks where a terminal is too narrow; a matrix of two by two."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TextIO

from rich import box
from rich.cells import cell_len
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from salesctl.domain.text import printable
from salesctl.render.columns import GRADE_STYLES, Field, Matrix, Row, View, bar, cell
from salesctl.render.table import console, show

LEGEND = "done/planned  +extra  -missed, coloured by adherence"
_GOOD, _FAIR = 0.8, 0.5
_GAP = 2
_NARROWEST = 12


class _Column(NamedTuple):
    """A column of a grid; a `spare` one is shown only where it fits beside the others, and whole."""

    header: str
    cells: Sequence[Text]
    spare: bool = False

    @property
    def natural(self) -> int:
        """The width at which nothing is broken."""
        return max(map(cell_len, (self.header, *(text.plain for text in self.cells))))

    @property
    def least(self) -> int:
        """The width at which no figure is broken; a long heading may be."""
        words = [word for text in self.cells for word in text.plain.split()]
        return self.natural if self.spare else max(min(cell_len(self.header), _NARROWEST), *map(cell_len, words))


def draw_visit_grid(rows: Sequence[Row], stream: TextIO | None = None, title: str = "") -> None:
    """Draw the rows of the visit grid, the totals last in both directions; its lines are named in the first column."""
    by = next(iter(rows[0]))
    weeks = list(dict.fromkeys(row["week"] for row in rows))
    height = len(rows) // len(weeks)
    *groups, total = [rows[index::height] for index in range(height)]
    shown = [line for line in groups if _worth_a_line(line, by)]
    lines = [*shown, total]
    labels = [Text(printable(line[0][by]), style=GRADE_STYLES.get(line[0][by], "")) for line in shown]
    columns = [
        _Column(week.partition("-")[2] or week, [_calls(line[index]) for line in lines])
        for index, week in enumerate(weeks)
    ]
    bars = _Column("attainment", [Text(bar(line[-1]["attainment"])) for line in lines], spare=True)
    out = console(stream)
    out.print(Text(printable(title), style="bold"))
    _draw(out, by.capitalize(), [*labels, Text("total", style="bold")], [*columns, bars], apart=len(shown))
    out.print(Text(LEGEND))


def draw_across(view: View, rows: Sequence[Row], stream: TextIO | None = None, title: str = "") -> None:
    """Draw rows side by side: a column for each, headed by its first cell, and a line for each other column."""
    heading, *lines = view
    columns = [
        _Column(
            printable(cell(heading, row)),
            [Text(printable(cell(line, row)), style=line.style(row[line.key]) if line.style else "") for line in lines],
        )
        for row in rows
    ]
    out = console(stream)
    if title:
        out.print(Text(printable(title), style="bold"))
    _draw(out, heading.header, [Text(printable(line.header)) for line in lines], columns, right=True)


def draw_matrix(matrix: Matrix, stream: TextIO | None = None) -> None:
    """Draw two by two fields as wide as they need, or as the terminal allows."""
    out = console(stream)
    table = Table(box=box.SQUARE, show_lines=True, header_style="bold")
    table.add_column("", width=max(map(cell_len, " ".join(matrix.down).split())))
    for heading in matrix.across:
        table.add_column(Text(heading), ratio=1, overflow="fold")
    for number, heading in enumerate(matrix.down):
        fields = matrix.fields[2 * number : 2 * number + 2]
        table.add_row(Text(heading, style="bold"), *map(_field, fields))
    out.print(Text(printable(matrix.title), style="bold"))
    show(out, table)


def _field(field: Field) -> Group:
    about = [Text(field.heading, style="bold"), Text(field.meaning, style="italic")]
    listed = Table.grid(padding=(0, 1, 0, 0))
    for line in field.lines:
        listed.add_row("·", Text(printable(line), overflow="fold"))
    return Group(*(line for line in about if line), listed if field.lines else Text("–", style="dim"))


def _draw(
    out: Console,
    corner: str,
    labels: Sequence[Text],
    columns: Sequence[_Column],
    *,
    right: bool = False,
    apart: int | None = None,
) -> None:
    """Draw lines against columns, with a rule before the line `apart`."""
    widest = max(map(cell_len, (corner, *(label.plain for label in labels))))
    first = min(widest, max(_NARROWEST, out.width // 3))
    for number, (block, widths) in enumerate(_blocks(columns, out.width - first)):
        if number:
            out.print()
        table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
        table.add_column(Text(corner), width=first, overflow="fold")
        for column, width in zip(block, widths, strict=True):
            table.add_column(Text(column.header), width=width, justify="right" if right else "left", overflow="fold")
        for index, label in enumerate(labels):
            table.add_row(label, *(column.cells[index] for column in block), end_section=index + 1 == apart)
        show(out, table)


def _blocks(columns: Sequence[_Column], room: int) -> Iterator[tuple[Sequence[_Column], Sequence[int]]]:
    """Part columns into runs that fit the room, and give each its width; what is spare leaves first."""
    needed = [column for column in columns if not column.spare]
    if _least(columns) > room:
        columns = needed
    start = 0
    while start < len(columns):
        end = next(
            (end for end in range(start + 1, len(columns)) if _least(columns[start : end + 1]) > room), len(columns)
        )
        block = columns[start:end]
        more = max(0, room - _least(block)) // len(block)
        yield block, [min(column.natural, column.least + more) for column in block]
        start = end


def _least(columns: Iterable[_Column]) -> int:
    return sum(column.least + _GAP for column in columns)


def _worth_a_line(line: Sequence[Row], by: str) -> bool:
    """Leave out what never happened, but not the grades themselves."""
    return (by == "grade" and line[0][by] in GRADE_STYLES) or any(row["planned"] or row["extra"] for row in line)


def _calls(row: Row) -> Text:
    if not (row["planned"] or row["extra"]):
        return Text("–", style="dim")
    text = f"{row['done']}/{row['planned']}"
    if row["extra"]:
        text += f" +{row['extra']}"
    if row["missed"]:
        text += f" -{row['missed']}"
    return Text(text, style=_shade(row["adherence"]))


def _shade(adherence: float | None) -> str:
    if adherence is None:
        return ""
    return "green" if adherence >= _GOOD else "yellow" if adherence >= _FAIR else "red"
