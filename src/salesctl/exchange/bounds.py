"""How large a list may become, in one place, and the line that says so.

What counts is what a file becomes, not its size: a few hundred kilobytes of packed spreadsheet may be gigabytes of
text (one string in a million cells) or a table of sixteen billion cells (one cell far out). Everything is measured
before or while it is read, in a time that grows as the file does.
"""

from salesctl.errors import InvalidInput

MOST_BYTES = 512 << 20
"""Of a file, and of what is packed in it: a million rows of five hundred bytes. It is held in memory whole."""

MOST_PACKED = 200
"""How many times its size a file may unpack to; sheets pack to a tenth, the most monotonous ones to a hundredth."""

ALWAYS_UNPACKED = 16 << 20
"""What any file may unpack to, however small it is: two seconds of work."""

MOST_LINES = 5_000_000
"""Of a text file, empty ones included: a million rows, each with a few line ends in its cells."""

LONGEST_ROW = 4 << 20
"""The characters of a row, and so of a line: a hundred cells that are as long as a spreadsheet's can be."""

LONGEST_CELL = 131_072
"""The characters of a cell of a text file: four times what a spreadsheet's can hold."""

MOST_COLUMNS = 16_384
"""As many as a spreadsheet has."""

MOST_CELLS = 10_000_000
"""Rows times columns of a sheet, empty cells included: a full sheet of nine columns. They are held in memory at once,
some hundred bytes each."""

MOST_PADDED = 100_000_000
"""Rows times columns of a text file, whose rows are held one at a time: a million rows of a hundred columns."""

MOST_TEXT = 128 << 20
"""Of the cells of a sheet, a string counted wherever it stands: a million rows of a hundred characters."""

MOST_BAD_ROWS = 1_000_000
"""They are held in memory with what is wrong with them, some five hundred bytes each."""

_SMALLER = "give the list in several files"


def beyond_bytes(name: str) -> InvalidInput:
    """Say that a file is too large."""
    return InvalidInput(f"{name}: more than {MOST_BYTES >> 20} MB; {_SMALLER}")


def check_lines(name: str, lines: int, columns: int = 1) -> None:
    """Refuse a text file of too many lines, or with too many columns for its lines.

    Raises:
        InvalidInput: It is one.
    """
    if columns > MOST_COLUMNS:
        raise InvalidInput(f"{name}: {columns:,} columns, {MOST_COLUMNS:,} are the limit; is this a list?")
    if lines > MOST_LINES:
        raise InvalidInput(f"{name}: more than {MOST_LINES:,} lines; take out the empty ones, or {_SMALLER}")
    if lines * columns > MOST_PADDED:
        raise InvalidInput(
            f"{name}: {lines:,} lines of {columns:,} columns, more than {MOST_PADDED:,} cells; take out the empty"
            f" columns, or {_SMALLER}"
        )


def check_line(name: str, number: int, length: int) -> None:
    """Refuse a text file with a line that is far too long.

    Raises:
        InvalidInput: It is one.
    """
    if length > LONGEST_ROW:
        raise InvalidInput(f"{name}: line {number} has more than {LONGEST_ROW:,} characters; is this a list?")


def check_bad_rows(name: str, rows: int) -> None:
    """Refuse a list of which more rows are bad than can be kept.

    Raises:
        InvalidInput: It is one.
    """
    if rows > MOST_BAD_ROWS:
        raise InvalidInput(
            f"{name}: more than {MOST_BAD_ROWS:,} bad rows, the first few hold for all; is this the list?"
        )


def check_unpacked(name: str, size: int, packed: int) -> None:
    """Refuse a file of `packed` bytes that unpacks to too many.

    Raises:
        InvalidInput: It is one.
    """
    most = min(MOST_BYTES, max(ALWAYS_UNPACKED, MOST_PACKED * packed))
    if size > most:
        raise InvalidInput(f"{name}: it unpacks to more than {most >> 20} MB; save it as CSV, or {_SMALLER}")


def check_area(name: str, rows: int, columns: int) -> None:
    """Refuse a sheet whose cells, empty ones included, do not fit in memory.

    Raises:
        InvalidInput: It is one.
    """
    if rows * columns > MOST_CELLS:
        raise InvalidInput(
            f"{name}: a sheet reaches row {rows} and column {columns}, far beyond any list; "
            "delete the empty rows and columns behind the data, or save it as CSV"
        )


def check_cells(name: str, cells: int) -> None:
    """Refuse a spreadsheet that holds more cells, or strings for them, than fit in memory.

    Raises:
        InvalidInput: It is one.
    """
    if cells > MOST_CELLS:
        raise InvalidInput(f"{name}: more than {MOST_CELLS:,} cells; save it as CSV, or {_SMALLER}")


def check_text(name: str, size: int) -> None:
    """Refuse a sheet whose cells hold too much text.

    Raises:
        InvalidInput: It is one.
    """
    if size > MOST_TEXT:
        raise InvalidInput(
            f"{name}: the cells of a sheet hold more than {MOST_TEXT >> 20} MB of text; save it as CSV, or {_SMALLER}"
        )


def damaged(name: str, reason: str) -> InvalidInput:
    """Say that a spreadsheet is damaged, or not one at all."""
    return InvalidInput(f"{name}: not a spreadsheet that can be read ({reason})")
