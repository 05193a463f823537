"""Importing a file: every row or none, or all good ones with the bad ones in a file of their own."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from salesctl.config import Settings
from salesctl.errors import Conflict, InvalidInput, NotFound
from salesctl.exchange.bounds import check_bad_rows
from salesctl.exchange.file_rows import FileRow, FileRowReader
from salesctl.exchange.foreign_text import ERROR_HEADER, shown
from salesctl.exchange.headers import HeaderMatch, match_headers, parse_alias, parse_map
from salesctl.exchange.reading import Table, read_table
from salesctl.exchange.rejects import rejects_file
from salesctl.services.importing import lookalikes
from salesctl.services.importing.contacts import ContactImporter
from salesctl.services.importing.job import Effect, Importer, Job
from salesctl.services.importing.products import ProductImporter
from salesctl.services.importing.prospects import ProspectImporter
from salesctl.services.importing.sales import SaleImporter
from salesctl.services.importing.targets import TargetImporter
from salesctl.services.importing.visits import VisitImporter
from salesctl.store.journal import has_history
from salesctl.store.place import back_up_before
from salesctl.store.store import Store

_IMPORTERS: dict[str, Callable[[Job], Importer]] = {
    "targets": TargetImporter,
    "contacts": ContactImporter,
    "products": ProductImporter,
    "prospects": ProspectImporter,
    "visits": VisitImporter,
    "sales": SaleImporter,
}

Track = Callable[[Iterable[FileRow]], Iterable[FileRow]]
"""Wraps the rows of a pass, to show how far it has come."""


@dataclass(frozen=True)
class Source:
    """A file whose headers and dates are understood; `aliases` maps folded names in it to names as they are known."""

    path: Path
    table: Table
    match: HeaderMatch
    reader: FileRowReader
    aliases: Mapping[str, str]


@dataclass(frozen=True)
class Options:
    """How a file is imported: whether unknown targets are made, whether nothing is kept in the end.

    `rejects` is where bad rows go; without it one bad row stops them all.
    """

    new: bool
    rehearse: bool
    rejects: Path | None


@dataclass(frozen=True)
class Done:
    """What an import did: rows by effect, what it made in passing, what to say of it, and the rows it left out."""

    counts: Mapping[Effect, int]
    made: str
    notes: Mapping[str, int]
    warnings: list[str]
    bad: list[FileRow]
    rows: int


class BadRows(InvalidInput):
    """A file has bad rows, and none of its rows was written."""

    def __init__(self, bad: list[FileRow], rows: int) -> None:
        are = "is" if len(bad) == 1 else "are"
        super().__init__(
            f"{len(bad):,} of {rows:,} rows {are} bad, nothing was written; mend the file, or write the good ones with"
            " --skip-bad REJECTS.csv"
        )
        self.bad = bad


class _TakeBack(Exception):
    """Rows were found bad when part of them had been written: the pass is rolled back and run without them."""


def open_source(kind: str, path: Path, maps: Iterable[str], aliases: Iterable[str], date_format: str | None) -> Source:
    """Read a file and understand its headers and dates.

    `maps` are `HEADER=field` and `aliases` are `SEEN=KNOWN`, as the user gives them.

    Raises:
        NotFound: There is no such file.
        InvalidInput: It is no table, or its headers, its dates or an option cannot be understood.
    """
    mapping, known = parse_map(maps), parse_alias(aliases)
    table = read_table(path)
    match = match_headers(kind, table.headers, mapping)
    return Source(path, table, match, FileRowReader(table, match, date_format), known)


def run(store: Store, settings: Settings, source: Source, options: Options, track: Track) -> Done:
    """Import a file in one transaction; before a long one, what the store holds is backed up.

    The file is read and its cells are checked before: nobody else can write while the transaction runs.

    Raises:
        BadRows: There are bad rows and no file for them.
        InvalidInput: The file for bad rows would overwrite something else, or cannot be written.
        StoreError: The store cannot be backed up or written.
    """
    if options.rejects:
        _refuse_overwriting(options.rejects, source.path)
    if not options.rehearse and has_history(store):
        back_up_before(store, "import", source.table.lines, settings.backups_keep)
    rows, left_out = _read(source, track)
    while True:
        try:
            with ExitStack() as after, store.transaction(keep=not options.rehearse):
                job = Job(store, settings, source.match, source.aliases, new=options.new)
                done = _pass(job, rows, source.table.name, options, track, left_out)
                if options.rejects and done.bad and not options.rehearse:
                    after.enter_context(rejects_file(options.rejects, source.table, done.bad))
                return done
        except _TakeBack:
            for row in rows:
                if row.line not in left_out:
                    row.problems.clear()


def _read(source: Source, track: Track) -> tuple[list[FileRow], set[int]]:
    """Return the rows of a file, and the lines of those that are bad by themselves.

    Raises:
        InvalidInput: There are more bad rows than anybody would mend.
    """
    rows, bad = [], set[int]()
    for row in track(source.reader):
        rows.append(row)
        if row.problems:
            bad.add(row.line)
            check_bad_rows(source.table.name, len(bad))
    return rows, bad


def _pass(job: Job, rows: list[FileRow], name: str, options: Options, track: Track, left_out: set[int]) -> Done:
    """Import every row but those left out; add to these the ones that turn out bad in the middle of being written.

    `name` is that of the file.
    """
    begun, known = lookalikes.last_ids(job.store), len(left_out)
    importer = _IMPORTERS[job.kind](job)
    for row in track(rows):
        if row.line not in left_out:
            _take(job, importer, row, left_out)
            check_bad_rows(name, len(left_out))
    left_out.update(row.line for row in importer.finish())
    bad = [row for row in rows if row.problems]
    if bad and not options.rejects:
        raise BadRows(bad, len(rows))
    if len(left_out) > known:
        raise _TakeBack
    warnings = lookalikes.warnings(job.store, begun, job.settings.thresholds.near_name)
    return Done(job.counts, job.places.words(), job.notes, warnings, bad, len(rows))


def _take(job: Job, importer: Importer, record: FileRow, left_out: set[int]) -> None:
    try:
        effect = importer.take(record)
    except (InvalidInput, NotFound, Conflict) as error:
        job.refuse_for(record, error)
        left_out.add(record.line)
    else:
        if effect is not None:
            job.counts[effect] += 1


def _refuse_overwriting(rejects: Path, source: Path) -> None:
    """Keep the file of rejected rows from overwriting the input, or anything but an earlier file of rejected rows.

    Raises:
        InvalidInput: It would.
    """
    name = shown(rejects, 200)
    if not rejects.is_file():
        return
    if rejects.samefile(source):
        raise InvalidInput(f"--skip-bad: {name} is the file being imported; give another name for the rejected rows")
    try:
        rejected = ERROR_HEADER in read_table(rejects).headers
    except InvalidInput:
        rejected = False
    if not rejected:
        raise InvalidInput(f"--skip-bad: {name} exists and holds no rejected rows; give another name")
