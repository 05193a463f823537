"""`salesctl quota set`, `copy` and `drop`: whole years."""

from typing import Annotated

import typer

from salesctl.cli.core.group import FigureCommand, examples, verb
from salesctl.cli.core.options import growth
from salesctl.cli.core.run import hint, say, this_run
from salesctl.cli.quota.options import MeasureOption, YearArgument, figure, quota_year
from salesctl.cli.quota.words import followed
from salesctl.domain.enums.quota import Measure
from salesctl.domain.figures import in_words
from salesctl.domain.text import plural
from salesctl.services.quota import years as quotas

app = verb()


@app.command(
    "set",
    cls=FigureCommand,
    epilog=examples("salesctl quota set 2027 12,000,000", "salesctl quota set 2027 450 --measure orders"),
)
def set_(
    year: YearArgument,
    amount: Annotated[str, typer.Argument(metavar="AMOUNT", help="The year's figure: money, or a number of orders.")],
    measure: MeasureOption = Measure.AMOUNT,
) -> None:
    """Set the figure of a year; setting it again changes the parts below in proportion.

    Locked cells stay as they are. Parts that follow keep their present proportions. A cell that was accepted and
    changes is proposed again.
    """
    done = quotas.set_quota(this_run().store, quota_year(year, measure), figure(amount, measure))
    if done.before is None:
        say(f"Quota {year} set to {in_words(figure(amount, measure), measure)} (id {done.row['id']}).")
        of = "" if measure is Measure.AMOUNT else f" --measure {measure}"
        hint(f"Next: `salesctl quota split {year} --by product{of}`, then by territory, rep, month, or some of them.")
        return
    before, now = (in_words(value, measure) for value in (done.before, figure(amount, measure)))
    say(f"Quota {year} (id {done.row['id']}) set from {before} to {now}{followed(done.spread)}.")


@app.command(epilog=examples("salesctl quota copy 2026 2027 --grow 5%"))
def copy(
    source: Annotated[int, typer.Argument(metavar="FROM", min=1990, max=2200, help="The year to copy.")],
    into: Annotated[int, typer.Argument(metavar="TO", min=1990, max=2200, help="The year that has none yet.")],
    grow: Annotated[
        float | None, typer.Option(parser=growth, metavar="PCT", help="How much more to ask, such as 5% or -3%.")
    ] = None,
    measure: MeasureOption = Measure.AMOUNT,
) -> None:
    """Copy a year's quotas, all parts and proportions, into a year that has none.

    Nothing in the new year is locked, committed or accepted, and no shortfall rolls over by itself.
    """
    years = quota_year(source, measure), quota_year(into, measure)
    row, count = quotas.copy_quotas(this_run().store, *years, grow or 0.0)
    figure_now = in_words(row["amount"], measure)
    say(f"Quota {into} (id {row['id']}) copied from {source}: {figure_now} in {count:,} {plural('cell', count)}.")


@app.command(epilog=examples("salesctl quota drop 2027"))
def drop(year: YearArgument, measure: MeasureOption = Measure.AMOUNT) -> None:
    """Delete the quotas of a year; `salesctl undo` brings them back."""
    count = quotas.drop_quotas(this_run().store, quota_year(year, measure))
    say(f"Quota {year} dropped: {count:,} {plural('cell', count)}.")
