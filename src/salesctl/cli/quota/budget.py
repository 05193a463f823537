"""`salesctl quota budget`: what may be spent in a territory in a month, beside its quota."""

from typing import Annotated

import typer

from salesctl.cli.completion import offers
from salesctl.cli.core import dates, lookup
from salesctl.cli.core.group import FigureCommand, examples, noun
from salesctl.cli.core.options import FormatOption, LimitOption, OutputOption, TerritoryOption, amount
from salesctl.cli.core.run import hint_if_cut, say, this_run
from salesctl.domain.figures import money
from salesctl.render.show import Format, show_rows
from salesctl.render.views.budgets import BUDGETS
from salesctl.rules.calendar import Month
from salesctl.rules.fiscal import FiscalCalendar
from salesctl.services.quota import budgets
from salesctl.store.queries.budgets import BudgetFilter, list_budgets

app = noun("What may be spent in a territory in a month, beside its quota and sales.")

Territory = Annotated[
    str, typer.Argument(metavar="TERRITORY", autocompletion=offers.territories, help="The territory.")
]
InMonth = Annotated[Month, typer.Argument(metavar="MONTH", parser=dates.month, help="2026-12, this, next or last.")]


@app.command(
    "set", cls=FigureCommand, epilog=examples("salesctl quota budget set North 2026-12 5000 --note 'trade fair'")
)
def set_(
    territory: Territory,
    month: InMonth,
    value: Annotated[int, typer.Argument(parser=amount, metavar="AMOUNT", help="How much, such as 5000.")],
    note: Annotated[str | None, typer.Option(help="What it is for; an empty text clears it.")] = None,
) -> None:
    """Set the budget of a territory for a month; one that was set before is replaced."""
    place = lookup.territory(territory)
    budget, before = budgets.set_budget(this_run().store, place["id"], month, value, note)
    was = "" if before is None else f"it was {money(before)}"
    say(f"Budget {budget['id']} {place['name']}, {month}: {money(value)}.", was)


@app.command("list", epilog=examples("salesctl quota budget list 2026", "salesctl quota budget list --territory North"))
def list_(
    year: Annotated[
        int | None, typer.Argument(min=1990, max=2200, metavar="YEAR", help="The fiscal year; all if none.")
    ] = None,
    territory: TerritoryOption = None,
    limit: LimitOption = 1000,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """List budgets by month, each beside what the quota asks of that territory and month, and what was sold there."""
    run = this_run()
    months = FiscalCalendar(run.settings.fiscal_year_start).months(year) if year is not None else ()
    first, last = (str(months[0]), str(months[-1])) if months else (None, None)
    rows = list_budgets(run.store, BudgetFilter(first, last, lookup.territory_id(territory)), limit)
    show_rows(BUDGETS, rows, form, output)
    hint_if_cut(rows, limit, "no budgets fit; `salesctl quota budget set` makes one")


@app.command(epilog=examples("salesctl quota budget drop North 2026-12"))
def drop(territory: Territory, month: InMonth) -> None:
    """Delete the budget of a territory for a month."""
    place = lookup.territory(territory)
    budgets.drop_budget(this_run().store, place["id"], month)
    say(f"Budget of {place['name']}, {month}, dropped.")
