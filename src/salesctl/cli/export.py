"""`salesctl export`: the lists, the visits, the plan and the sales as files."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from salesctl import clock
from salesctl.cli import lookup
from salesctl.cli.group import examples, verb
from salesctl.cli.options import FromOption, RepOption, ToOption
from salesctl.cli.run import current, hint
from salesctl.domain.prospect import ProspectStatus
from salesctl.domain.text import plural
from salesctl.errors import InvalidInput
from salesctl.render.columns import Row
from salesctl.render.show import write_rows
from salesctl.render.views.contacts import CONTACT_EXPORT
from salesctl.render.views.plan import PLAN
from salesctl.render.views.products import PRODUCTS
from salesctl.render.views.prospects import PROSPECT_EXPORT
from salesctl.render.views.sales import SALES
from salesctl.render.views.targets import TARGET_EXPORT
from salesctl.render.views.visits import VISIT_EXPORT
from salesctl.rules.calendar import Week
from salesctl.services import pipeline
from salesctl.services.agenda import write_agenda
from salesctl.store.queries.contacts import ContactFilter, stream_contacts
from salesctl.store.queries.plan import stream_plan
from salesctl.store.queries.products import stream_products
from salesctl.store.queries.prospects import ProspectFilter
from salesctl.store.queries.sales import SaleFilter, stream_sales
from salesctl.store.queries.targets import TargetFilter, stream_targets
from salesctl.store.queries.visits import VisitFilter, stream_visits

export = verb()


class What(StrEnum):
    """What can be exported."""

    TARGETS = "targets"
    CONTACTS = "contacts"
    PRODUCTS = "products"
    PROSPECTS = "prospects"
    VISITS = "visits"
    PLAN = "plan"
    SALES = "sales"


_VIEWS = {
    What.TARGETS: TARGET_EXPORT,
    What.CONTACTS: CONTACT_EXPORT,
    What.PRODUCTS: PRODUCTS,
    What.PROSPECTS: PROSPECT_EXPORT,
    What.VISITS: VISIT_EXPORT,
    What.PLAN: PLAN,
    What.SALES: SALES,
}
_DATED = (What.VISITS, What.PLAN, What.SALES)


@export.command(
    epilog=examples(
        "salesctl export targets -o targets.csv",
        "salesctl export visits --from 2026-11-01 --excel -o visits.xlsx",
        "salesctl export plan --to +2w",
        "salesctl export plan -o week.ics",
    )
)
def export_rows(
    what: Annotated[What, typer.Argument(metavar="|".join(What), help="What to export.")],
    since: FromOption = None,
    until: ToOption = None,
    rep: RepOption = None,
    excel: Annotated[
        bool, typer.Option("--excel", help="For a spreadsheet: marked as UTF-8, and no cell runs as a formula.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write to this file instead: CSV, or as its name says, XLSX or ICS."),
    ] = None,
) -> None:
    """Write a list as CSV to standard output or a file; what was exported without --excel is imported again unchanged.

    Visits, plan and sales take --from and --to, both days included; without --from the plan begins with the current
    week. Prospects are the open ones. The plan as .ics goes into a calendar, where a second import updates.
    """
    if (since or until) and what not in _DATED:
        raise InvalidInput(f"{what} have no period: --from and --to are for {', '.join(_DATED)}")
    if rep is not None and what is What.PRODUCTS:
        raise InvalidInput("products belong to no rep: leave out --rep")
    rep_id = lookup.rep_id(rep)
    if output is not None and output.suffix.lower() == ".ics":
        count = _write_calendar(what, output, since, until, rep_id)
    else:
        rows = _Counted(_rows(what, since, until, rep_id))
        write_rows(_VIEWS[what], rows, output, excel=excel)
        count = rows.count
    if output is not None or not count:
        hint(f"{count} {_called(what, count)} exported{f' to {output}' if output is not None else ''}.")


def _rows(what: What, since: date | None, until: date | None, rep_id: int | None) -> Iterable[Row]:
    store = current().store
    match what:
        case What.TARGETS:
            return stream_targets(store, TargetFilter(rep_id=rep_id))
        case What.CONTACTS:
            return stream_contacts(store, ContactFilter(rep_id=rep_id))
        case What.PRODUCTS:
            return stream_products(store)
        case What.PROSPECTS:
            chosen = ProspectFilter(status=ProspectStatus.OPEN, rep_id=rep_id)
            return pipeline.streamed(store, chosen, current().settings)
        case What.VISITS:
            return stream_visits(store, VisitFilter(first=since, last=until, rep_id=rep_id))
        case What.PLAN:
            return stream_plan(store, since or Week.of(clock.today()).monday, until, rep_id)
        case What.SALES:
            return stream_sales(store, SaleFilter(since, until, rep_id=rep_id))


def _write_calendar(what: What, output: Path, since: date | None, until: date | None, rep_id: int | None) -> int:
    if what is not What.PLAN:
        raise InvalidInput(f"{output}: only the plan makes a calendar; {what} are written as .csv or .xlsx")
    first = since or Week.of(clock.today()).monday
    return write_agenda(current().store, current().settings, output, first, until, rep_id)


class _Counted:
    """Rows, and how many of them went by."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.count += 1
            yield row


def _called(what: What, count: int) -> str:
    return plural("planned visit" if what is What.PLAN else what.removesuffix("s"), count)
