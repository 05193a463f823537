"""`salesctl progress quota`: the quota grid, the forecast, and what is still to be done for the year."""

from typing import Annotated

import typer

from salesctl import clock
from salesctl.cli.core import lookup
from salesctl.cli.core.group import examples, verb
from salesctl.cli.core.options import FormatOption, OutputOption, ProductOption, RepOption, TerritoryOption
from salesctl.cli.core.run import hint, this_run
from salesctl.domain.enums.quota import Measure
from salesctl.domain.progress import QuotaBy
from salesctl.render.show import Format, show_card, show_page, show_rows
from salesctl.rules.fiscal import FiscalCalendar

app = verb()


@app.command(
    epilog=examples(
        "salesctl progress quota",
        "salesctl progress quota 2026 --by rep",
        "salesctl progress quota --territory North --measure orders",
        "salesctl progress quota --summary --format json",
    )
)
def quota(
    year: Annotated[
        int | None, typer.Argument(metavar="YEAR", min=1990, max=2200, help="A fiscal year, else the present one.")
    ] = None,
    by: Annotated[QuotaBy, typer.Option(help="What the lines are, against products.")] = QuotaBy.MONTH,
    product: ProductOption = None,
    territory: TerritoryOption = None,
    rep: RepOption = None,
    measure: Annotated[Measure, typer.Option(help="What is counted.")] = Measure.AMOUNT,
    summary: Annotated[bool, typer.Option("--summary", help="Print the figures about the whole, one row.")] = False,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show the quota grid: product by month, territory or rep, with quota, actual, attainment, gap and forecast.

    The forecast is what was sold, and the expected amount times the probability of every open prospect whose decision
    falls in the time still to come. Probabilities by grade and temperature are settings; a rep's own share won takes
    their place once enough prospects were closed. Dates that passed are listed apart.

    Run rate: actual by calendar days that have come. Pace needed: what remains by months left, this one included.
    Visits needed: what remains ÷ average order ÷ hit rate, both of the last twelve months.
    """
    # Loaded here: the other verbs of `progress`, which are asked for daily, need none of it.
    from salesctl.render.views import quota_progress as views
    from salesctl.services.quota.progress import Scope, quota_progress, slipped
    from salesctl.store.queries.forecast import Part

    run = this_run()
    chosen = year if year is not None else FiscalCalendar(run.settings.fiscal_year_start).year_of(clock.today())
    part = Part(lookup.product_id(product), lookup.territory_id(territory), lookup.rep_id(rep))
    scope = Scope(chosen, measure, part)
    found = quota_progress(run.store, run.settings, scope, by)
    if summary:
        view = views.card(measure) if form is Format.TABLE else views.summary(measure)
        show_card(view, found.summary, form, output)
    elif form is Format.TABLE:
        show_page(views.page(by, measure, found.rows, found.summary, slipped(run.store, scope)), output)
    else:
        show_rows(views.grid(by, measure), found.rows, form, output)
    if found.summary["quota"] is None and any(part):
        hint(f"No part of a quota of {chosen} is for that alone; `salesctl quota split {chosen} --by …` makes parts.")
    elif found.summary["quota"] is None:
        hint(f"There is no quota of {chosen}; `salesctl quota suggest {chosen}` helps to find one.")
