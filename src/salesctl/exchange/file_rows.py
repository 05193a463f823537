"""Rows to records: each mapped cell read as its field, each bad one with its line, column and reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from salesctl.exchange.datecolumns import date_forms
from salesctl.exchange.dates import DateForm
from salesctl.exchange.foreign_text import BadValue, Cell, shown
from salesctl.exchange.headers import HeaderMatch
from salesctl.exchange.percentages import percentages
from salesctl.exchange.reading import Table
from salesctl.exchange.values import Reader


@dataclass(slots=True)
class Problem:
    """What is wrong in a row; `column` is the header, empty when the row as a whole is meant."""

    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        place = f", {shown(self.column)}" if self.column else ""
        return f"line {self.line}{place}: {self.reason}"


@dataclass(slots=True)
class FileRow:
    """A row: its values by field, and what is wrong with it.

    A blank cell is None (an empty list for a field of lists); fields without a column or with a bad cell are absent.
    The caller adds the problems it finds; `cells` are the originals, for a file of rejects.
    """

    line: int
    values: dict[str, Any]
    cells: Sequence[Cell]
    problems: list[Problem] = field(default_factory=list)


class FileRowReader:
    """The records of a table; they may be iterated over several times.

    Raises:
        InvalidInput: `date_format` cannot be understood, or a column of dates can be read in two ways.
    """

    def __init__(self, table: Table, match: HeaderMatch, date_format: str | None = None) -> None:
        self._table = table
        self._match = match
        self._specs = {spec.name: spec for spec in match.kind.fields if spec.name in match.columns}
        self.date_forms: dict[str, DateForm] = {}
        self._readers = self._prepared(date_format)

    def __iter__(self) -> Iterator[FileRow]:
        required = [(name, self._match.columns[name]) for name, spec in self._specs.items() if spec.required]
        plan = [(name, index, self._readers[name]) for name, index in self._match.columns.items()]
        for line, cells, problem in self._table.rows():
            if problem is not None:
                yield FileRow(line, {}, cells, [Problem(line, "", problem)])
                continue
            record = FileRow(line, {}, cells)
            values = record.values
            for name, index, read in plan:
                try:
                    values[name] = read(cells[index])
                except BadValue as error:
                    record.problems.append(Problem(line, self._match.headers[index], str(error)))
            for name, index in required:
                if values.get(name, "") is None:
                    record.problems.append(Problem(line, self._match.headers[index], "is empty"))
            yield record

    def _prepared(self, date_format: str | None) -> dict[str, Reader]:
        """Return each field's reader; columns that are read in one form are looked through for it first."""
        readers: dict[str, Reader] = {name: spec.read for name, spec in self._specs.items()}
        seen = self._different_cells([name for name, spec in self._specs.items() if spec.form != "cell"])
        dated = {name: cells for name, cells in seen.items() if self._specs[name].form == "date"}
        titles = {name: self._match.header_of(name) for name in dated}
        forms = date_forms({titles[name]: cells for name, cells in dated.items()}, date_format)
        self.date_forms = {name: forms[title] for name, title in titles.items()}
        for name, cells in seen.items():
            match self._specs[name].form:
                case "date":
                    readers[name] = self.date_forms[name].read
                case "discount":
                    readers[name] = percentages(cells, 0, 100, scale=100, discount=True)
                case "margin":
                    readers[name] = percentages(cells, -1, 1, scale=1)
        return readers

    def _different_cells(self, names: list[str]) -> dict[str, dict[Cell, None]]:
        """Return each column's different cells, in the order in which they come."""
        seen: dict[str, dict[Cell, None]] = {name: {} for name in names}
        places = [(seen[name], self._match.columns[name]) for name in names]
        if places:
            for _, cells, problem in self._table.rows():
                if problem is None:
                    for found, index in places:
                        found[cells[index]] = None
        return seen
