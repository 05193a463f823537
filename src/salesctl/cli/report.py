"""`salesctl report`: what a manager reads, made from what was recorded anyway."""

from datetime import date
from typing import Annotated

import typer

from salesctl import clock
from salesctl.cli.core import dates, lookup
from salesctl.cli.core.group import examples, noun
from salesctl.cli.core.options import (
    FormatOption,
    FromOption,
    HtmlOption,
    OutputOption,
    RepOption,
    ToOption,
    refuse_two_forms,
)
from salesctl.cli.core.run import hint, say, this_run
from salesctl.errors import InvalidInput
from salesctl.render.report import as_document, show_report
from salesctl.render.show import Format
from salesctl.services.report import daily_report
from salesctl.store.queries.reps import rep_called

app = noun("The daily report (日報), made from records only: nothing is written twice.")


@app.callback()
def _reports() -> None:
    # A noun with a single verb would else be taken for that verb.
    pass


@app.command(
    epilog=examples(
        "salesctl report day",
        "salesctl report day yesterday --html report.html",
        "salesctl report day --from mon --to today --format md -o week.md",
    )
)
def day(
    which: Annotated[
        date | None, typer.Argument(metavar="DATE", parser=dates.past, help="The day; today when not given.")
    ] = None,
    first: FromOption = None,
    last: ToOption = None,
    rep: RepOption = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    html: HtmlOption = None,
) -> None:
    """Report a day, or each day of a period: attendance, visits, orders, what was missed, and what comes next.

    JSON and CSV give the visits of the report.
    """
    refuse_two_forms(html, form, output)
    run = this_run()
    since, until = _period(which, first, last)
    rep_id = lookup.rep_id(rep) or rep_called(run.store, run.settings.rep)
    report = daily_report(run.store, run.settings, rep_id, since, until)
    if html:
        from salesctl.render.html import save_page  # most reports are read on the terminal

        save_page(as_document(report, run.settings.currency), html)
        say(f"Report written to {html}.")
    else:
        show_report(report, run.settings.currency, form, output)
    if not report.activity:
        hint(f"Nothing was recorded {f'on {since}' if since == until else f'from {since} to {until}'}.")


def _period(which: date | None, first: date | None, last: date | None) -> tuple[date, date]:
    """Return the first and the last day that are meant."""
    if which and (first or last):
        raise InvalidInput("give DATE, or --from and --to, not both")
    if last and not first:
        raise InvalidInput("--to needs --from, the first day of the report")
    if first:
        return first, last or clock.today()
    return which or clock.today(), which or clock.today()
