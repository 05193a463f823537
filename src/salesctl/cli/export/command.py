"""`salesctl export`: the lists, the visits, the plan, the sales and the grids as files."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from salesctl.cli.core import lookup
from salesctl.cli.core.group import examples, verb
from salesctl.cli.core.options import FromOption, RepOption, ToOption, free_to_write
from salesctl.cli.core.run import hint, this_run
from salesctl.cli.export.kinds import EXPORTS, Asked, What, plan_start, view_of
from salesctl.cli.progress.segments import cut
from salesctl.domain.enums.prospect import ProspectStatus
from salesctl.domain.enums.quota import Measure
from salesctl.domain.progress import QuotaBy
from salesctl.domain.text import plural
from salesctl.errors import InvalidInput
from salesctl.messages import reasons
from salesctl.render.columns import Row
from salesctl.render.show import write_rows
from salesctl.services.plan.calendar import write_agenda

app = verb()


@app.command(
    epilog=examples(
        "salesctl export targets -o targets.csv",
        "salesctl export visits --from 2026-11-01 --excel -o visits.xlsx",
        "salesctl export prospects --all -o prospects.csv",
        "salesctl export prospects --status lost -o lost.xlsx",
        "salesctl export plan --to +2w",
        "salesctl export plan -o week.ics",
        "salesctl export quota -o quota.xlsx",
        "salesctl export quota-season --from 2027-01-01 -o season.xlsx",
        "salesctl export quota-progress --by rep --from 2025-01-01 -o progress.xlsx",
        "salesctl export segments --by size -o segments.xlsx",
    )
)
def export_rows(
    what: Annotated[What, typer.Argument(metavar="|".join(What), help="What to export.")],
    since: FromOption = None,
    until: ToOption = None,
    rep: RepOption = None,
    status: Annotated[
        ProspectStatus | None, typer.Option(help="How prospects stand; the open ones when not given.")
    ] = None,
    closed_too: Annotated[bool, typer.Option("--all", help="Prospects that are open and those closed.")] = False,
    by: Annotated[
        str | None,
        typer.Option(metavar="FIELD", help="How segments are cut, or what the lines of quota-progress are."),
    ] = None,
    measure: Annotated[Measure | None, typer.Option(help="What quotas count.")] = None,
    excel: Annotated[
        bool, typer.Option("--excel", help="For a spreadsheet: marked as UTF-8, and no cell runs as a formula.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            callback=free_to_write,
            help="Write to this file instead: CSV, or as its name says, XLSX or ICS.",
        ),
    ] = None,
) -> None:
    """Write a list or a grid as CSV to standard output or a file.

    What happens on days takes --from and --to, both included; without --from the plan begins with the current week, and
    the visit grid is the month's. Quotas are those of the year of --from, else of this one, else the latest; the season
    and the suggestion are for the year of --from, else the next one. Prospects are the open ones, without --status or
    --all. The plan as .ics goes into a calendar, where a second import updates.
    Targets, contacts, products, prospects, visits and sales that were exported without --excel are imported again
    unchanged.
    """
    asked = Asked(since, until, lookup.rep_id(rep), measure=measure or Measure.AMOUNT)
    _refuse_idle_options(what, asked, by, measure)
    asked = asked._replace(status=_standing(what, status, closed_too))
    if by is not None:
        asked = asked._replace(cut=cut(by)) if what is What.SEGMENTS else asked._replace(lines=_lines(by))
    if output is not None and output.suffix.lower() == ".ics":
        count = _write_calendar(what, output, asked)
    else:
        rows = _Counted(EXPORTS[what].rows(this_run(), asked))
        write_rows(view_of(what, asked), rows, output, excel=excel)
        count = rows.count
    if output is not None or not count:
        called = plural(EXPORTS[what].called, count)
        hint(f"{count} {called} exported{f' to {output}' if output is not None else ''}.")


def _refuse_idle_options(what: What, asked: Asked, by: str | None, measure: Measure | None) -> None:
    """Refuse an option that would narrow nothing."""
    if (asked.since or asked.until) and not EXPORTS[what].dated:
        dated = ", ".join(kind for kind, found in EXPORTS.items() if found.dated)
        raise InvalidInput(f"{what} have no period: --from and --to are for {dated}")
    if asked.rep_id is not None and not EXPORTS[what].of_rep:
        raise InvalidInput(f"{what} belong to no rep: leave out --rep")
    if by is not None and what not in (What.SEGMENTS, What.QUOTA_PROGRESS):
        raise InvalidInput(f"{what} are exported in one way: --by is for segments and quota-progress")
    if measure is not None and not EXPORTS[what].measured:
        measured = ", ".join(kind for kind, found in EXPORTS.items() if found.measured)
        raise InvalidInput(f"{what} count no quota: --measure is for {measured}")


def _standing(what: What, status: ProspectStatus | None, closed_too: bool) -> ProspectStatus | None:
    """Return how the prospects asked for stand, None for all of them; other kinds are refused the options."""
    if (status or closed_too) and what is not What.PROSPECTS:
        raise InvalidInput(f"{what} are neither open nor closed: --status and --all are for prospects")
    if status and closed_too:
        raise InvalidInput("give --status or --all, not both")
    return None if closed_too else status or ProspectStatus.OPEN


def _lines(by: str) -> QuotaBy:
    """Read what the lines of the quota grid are."""
    if by not in list(QuotaBy):
        raise typer.BadParameter(f"'{by}' is not one of {', '.join(QuotaBy)}", param_hint="--by")
    return QuotaBy(by)


def _write_calendar(what: What, output: Path, asked: Asked) -> int:
    if what is not What.PLAN:
        raise InvalidInput(f"{output}: only the plan makes a calendar; {what} are written as .csv or .xlsx")
    run = this_run()
    return write_agenda(run.store, run.settings, output, plan_start(asked), asked.until, asked.rep_id, reasons.worded)


class _Counted:
    """Rows, and how many of them went by."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.count += 1
            yield row
