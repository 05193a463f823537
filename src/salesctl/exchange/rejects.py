"""The file of rejected rows: the rows as they came, with the reasons, ready to be mended and imported again."""

import csv
from collections.abc import Iterable
from pathlib import Path

from salesctl.exchange.file_rows import FileRow, Problem
from salesctl.exchange.foreign_text import ERROR_HEADER, text_of
from salesctl.exchange.reading import Table
from salesctl.exchange.writing import text_file


def write_rejects(path: str | Path, table: Table, records: Iterable[FileRow]) -> int:
    """Write records that have problems under the headers of their table, and return how many there were.

    The file is UTF-8 with the table's delimiter (a comma for a spreadsheet's) and has one more column last,
    `salesctl_error`, which is ignored when the file is imported.

    Raises:
        StoreError: The file cannot be written.
    """
    headers = list(table.headers)
    again = ERROR_HEADER in headers
    place = headers.index(ERROR_HEADER) if again else len(headers)
    headers[place : place + again] = [ERROR_HEADER]
    count = 0
    with text_file(path) as stream:
        writer = csv.writer(stream, delimiter=table.delimiter or ",")
        writer.writerow(headers)
        for record in records:
            count += 1
            cells = [text_of(cell) for cell in record.cells]
            cells += [""] * (place - len(cells))
            reasons = "; ".join(_in_words(problem) for problem in record.problems)
            cells[place : place + again] = [reasons]
            writer.writerow(cells)
    return count


def _in_words(problem: Problem) -> str:
    return f"{problem.column}: {problem.reason}" if problem.column else problem.reason
