"""The file of rejected rows: the rows as they came, with the reasons, ready to be mended and imported again."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from salesctl.exchange.file_rows import FileRow, Problem
from salesctl.exchange.files import text_file
from salesctl.exchange.foreign_text import ERROR_HEADER, text_of
from salesctl.exchange.reading import Table


@contextmanager
def rejects_file(path: str | Path, table: Table, records: Iterable[FileRow]) -> Iterator[None]:
    """Write records that have problems under the headers of their table; the file is there once the block is through.

    The file is UTF-8 with the table's delimiter (a comma for a spreadsheet's) and has one more column last,
    `salesctl_error`, which is ignored when the file is imported.

    Raises:
        InvalidInput: The file is not to be written over, or cannot be written.
    """
    headers = list(table.headers)
    again = ERROR_HEADER in headers
    place = headers.index(ERROR_HEADER) if again else len(headers)
    headers[place : place + again] = [ERROR_HEADER]
    with text_file(path) as stream:
        writer = csv.writer(stream, delimiter=table.delimiter or ",")
        writer.writerow(headers)
        for record in records:
            cells = [text_of(cell) for cell in record.cells]
            cells += [""] * (place - len(cells))
            reasons = "; ".join(_in_words(problem) for problem in record.problems)
            cells[place : place + again] = [reasons]
            writer.writerow(cells)
        stream.flush()  # a disk that is full is found out before the block begins
        yield


def _in_words(problem: Problem) -> str:
    return f"{problem.column}: {problem.reason}" if problem.column else problem.reason
