"""`salesctl import`: lists, visits and sales from CSV files and spreadsheets."""

from collections.abc import Iterable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from salesctl.cli.core.group import examples, verb
from salesctl.cli.core.options import free_to_write
from salesctl.cli.core.run import hint, say, this_run
from salesctl.render.tracking import tracked
from salesctl.services.importing import engine, wording
from salesctl.services.importing.job import Effect

app = verb()


class What(StrEnum):
    """What can be imported."""

    TARGETS = "targets"
    CONTACTS = "contacts"
    PRODUCTS = "products"
    PROSPECTS = "prospects"
    VISITS = "visits"
    SALES = "sales"


_MOST_WARNINGS = 10


@app.command(
    epilog=examples(
        "salesctl import targets customers.csv --dry-run",
        "salesctl import targets 客戶.xlsx --map 負責人=rep --skip-bad rejects.csv",
        'salesctl import sales won.csv --date-format dd-mm-yy --alias "GTXPro=GTX Pro"',
    )
)
def import_rows(
    what: Annotated[What, typer.Argument(metavar="|".join(What), help="What the file holds.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file in any encoding, or a spreadsheet.")],
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="HEADER=field", help="Which field a column fills; may be repeated."),
    ] = None,
    alias: Annotated[
        list[str] | None,
        typer.Option(
            metavar='"SEEN=KNOWN"',
            help="What a product, target (or its id), territory, rep or person seen in the file is called here; may be"
            " repeated.",
        ),
    ] = None,
    date_format: Annotated[
        str | None,
        typer.Option(metavar="F", help="How dates are written, such as dd-mm-yy or mm/dd/yyyy; else found from them."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would happen, and write nothing.")] = False,
    skip_bad: Annotated[
        Path | None,
        typer.Option(
            metavar="REJECTS.csv",
            callback=free_to_write,
            help="Write the good rows, and the bad ones to this file, to be mended.",
        ),
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="Make the targets that are not known yet.")] = False,
) -> None:
    """Import a list from a file: all of its rows, or none when one is bad.

    A row that is known already is changed where the file says something else; a second run changes nothing.

    Rows are matched by external id, else by name and territory, visits by day and outcome, sales by day and amount.

    A prospect without a grade is C, its interest slight; without money or need it is promoted by force: "imported".
    One whose status is won, lost or disqualified is stored as closed, or closes the one that is open here.

    The orders of visits become sales and close no prospect; a next date that is still ahead joins the plan.

    Of the status of targets only "dropped" counts, and only for new ones.
    """
    source = engine.open_source(what, file, mapping or [], alias or [], date_format)
    hint(wording.understood(source))
    run = this_run()
    options = engine.Options(new, dry_run, skip_bad)
    track = partial(tracked, label=f"Importing {what}", total=source.table.lines)
    try:
        done = engine.run(run.store, run.settings, source, options, track)
    except engine.BadRows as error:
        _hint_each(wording.problems(error.bad))
        raise
    _report(what, done, options)


def _report(what: What, done: engine.Done, options: engine.Options) -> None:
    """Print what an import did in one line, and on standard error what there is to know of it."""
    _hint_each(wording.problems(done.bad))
    if options.rejects:
        place = f" {options.rejects} has them." if done.bad and not options.rehearse else ""
        hint(f"{len(done.bad):,} of {done.rows:,} rows rejected.{place}")
    _hint_each(f"Note: {note}: {count:,}." for note, count in done.notes.items())
    _hint_each(f"Warning: {warning}." for warning in done.warnings[:_MOST_WARNINGS])
    if (more := len(done.warnings) - _MOST_WARNINGS) > 0:
        hint(f"Warning: {more:,} more names are nearly known ones.")
    counts = ", ".join(f"{done.counts[effect]:,} {effect}" for effect in Effect)
    dry = "Dry run, nothing was written. " if options.rehearse else ""
    say(f"{dry}{what.title()}: {counts}.", done.made)


def _hint_each(lines: Iterable[str]) -> None:
    for line in lines:
        hint(line)
