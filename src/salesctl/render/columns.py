"""A view is a list of columns over result rows; every format is made from it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

from salesctl import clock
from salesctl.domain.figures import SEPARATOR, items, money

Row = Mapping[str, Any]


class ColumnType(Enum):
    """What a column holds, which decides how it is written in each format."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    AMOUNT = "amount"  # integer minor units
    FRACTION = "fraction"  # 0.75, shown as 75%
    LIST = "list"  # of texts, as SQL joins them: with SEPARATOR
    FLAG = "flag"  # 0 or 1
    DATE = "date"  # ISO text, like the next two
    TIME = "time"  # HH:MM
    MOMENT = "moment"  # a timestamp in UTC
    LINES = "lines"  # a text whose lines stay apart in a table


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` in JSON and CSV, `header` in tables; `drop` > 0 leaves a narrow table, the highest first.

    `words` says in every format what a code in the row means, or each of a list. `human` replaces the table's text,
    `style` gives it a Rich style; `hidden` columns are in JSON and CSV only; `varied` ones are in a table only when
    their values differ (a single rep never sees their own name). `fold` is how narrow a text may be folded before
    another column has to leave.
    """

    key: str
    header: str
    kind: ColumnType = ColumnType.TEXT
    drop: int = 0
    words: Callable[[Any], Any] | None = None
    human: Callable[[Any], str] | None = None
    style: Callable[[Any], str] | None = None
    hidden: bool = False
    varied: bool = False
    fold: int = 48

    @property
    def right(self) -> bool:
        """Whether a table aligns it to the right, as figures are."""
        return self.kind in (ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.AMOUNT, ColumnType.FRACTION)


View = tuple[Column, ...]


class Section(NamedTuple):
    """A part of a page: a title, the rows below it if there are any (or side by side), and what closes it."""

    title: str
    view: View = ()
    rows: Sequence[Row] = ()
    note: str = ""
    across: bool = False


class Field(NamedTuple):
    """A field of a matrix: its heading, what it means, and a line for each that lies in it."""

    heading: str
    meaning: str
    lines: Sequence[str]


class Matrix(NamedTuple):
    """Two by two fields, row by row, the high ones first; `down` and `across` name the rows and the columns."""

    title: str
    down: tuple[str, str]
    across: tuple[str, str]
    fields: Sequence[Field]


def value_of(column: Column, row: Row) -> Any:
    """Return what a column says of a row: its value, in words where the row has a code."""
    return said(column, row[column.key])


def said(column: Column, value: Any) -> Any:
    """Return the value of a column in words where it is a code, as `value_of` does of a row."""
    if column.words is None or value is None:
        return value
    return SEPARATOR.join(column.words(value)) if column.kind is ColumnType.LIST else column.words(value)


def cell(column: Column, row: Row) -> str:
    """Return a cell as people read it."""
    if column.human is not None:
        return column.human(row[column.key])
    value = value_of(column, row)
    if value is None:
        return "–" if column.kind is ColumnType.FRACTION else ""
    match column.kind:
        case ColumnType.AMOUNT:
            return money(value)
        case ColumnType.FRACTION:
            return f"{value:.0%}"
        case ColumnType.LIST:
            return "; ".join(items(value))
        case ColumnType.FLAG:
            return "yes" if value else "no"
        case ColumnType.MOMENT:
            return clock.shown(value)
        case _:
            return str(value)


def tells(column: Column, texts: Sequence[str]) -> bool:
    """Whether a column, whose cells read so, is worth its room: one that may leave does so when nothing is in it."""
    if column.varied:
        return len(set(texts)) > 1
    return not column.drop or any(texts)


_BAR = 12


def bar(fraction: float | None, width: int = _BAR) -> str:
    """Draw a fraction as a bar with its figure; a bar ends at 1 where the figure may go on."""
    return "–" if fraction is None else f"{strip(fraction, width)} {fraction:4.0%}"


def strip(fraction: float | None, width: int = _BAR) -> str:
    """Draw a fraction as a bar alone; of nothing there is no fraction, and no bar."""
    if fraction is None:
        return ""
    full = min(width, round(fraction * width))
    return f"{'█' * full}{'░' * (width - full)}"


GRADE_STYLES = {"A": "bold green", "B": "yellow", "C": "cyan"}
TEMPERATURE_STYLES = {"hot": "bold red", "warm": "yellow", "cold": "blue"}


def grade_style(value: Any) -> str:
    """Return the colour of a grade."""
    return GRADE_STYLES.get(value, "")


def temperature_style(value: Any) -> str:
    """Return the colour of a temperature."""
    return TEMPERATURE_STYLES.get(value, "")
