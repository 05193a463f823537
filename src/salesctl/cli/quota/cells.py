"""`salesctl quota lock`, `unlock`, `commit` and `accept`: single cells."""

from typing import Annotated

import typer

from salesctl.cli.core.group import FigureCommand, examples, verb
from salesctl.cli.core.run import say, this_run
from salesctl.cli.core.takes import takes
from salesctl.cli.quota.options import (
    Cells,
    MeasureOption,
    YearArgument,
    figure,
    quota_year,
)
from salesctl.cli.quota.words import followed
from salesctl.domain.enums.quota import Measure
from salesctl.domain.figures import in_words
from salesctl.domain.text import plural
from salesctl.services.quota import cells as quota_cells
from salesctl.services.quota.cells import Undertaken
from salesctl.store.queries.quotas import cell_name

app = verb()


@app.command(
    cls=FigureCommand,
    epilog=examples(
        "salesctl quota lock 2027 --product GTX --territory North",
        "salesctl quota lock 2027 --rep Ann --month 2027-03 40,000",
    ),
)
@takes(Cells)
def lock(
    year: YearArgument,
    *,
    amount: Annotated[str | None, typer.Argument(metavar="AMOUNT", help="The amount to lock it at.")] = None,
    options: Cells,
    measure: MeasureOption = Measure.AMOUNT,
) -> None:
    """Lock a cell, as it is or at an AMOUNT: splitting again leaves it alone, and its siblings share the rest.

    Where several cells are chosen, such as all of a rep's, each is locked; an amount is shared among them.
    """
    chosen = options.filter()
    value = figure(amount, measure) if amount is not None else None
    locked, spread = quota_cells.lock_cells(this_run().store, quota_year(year, measure), chosen, value)
    called = cell_name(this_run().store, locked[0]["id"]) if len(locked) == 1 else f"{len(locked):,} cells"
    at = in_words(value if value is not None else sum(row["amount"] for row in locked), measure)
    say(f"Quota {year}: {called} locked at {at}{followed(spread)}.")


@app.command(epilog=examples("salesctl quota unlock 2027 --product GTX", "salesctl quota unlock 2027"))
@takes(Cells)
def unlock(
    year: YearArgument,
    options: Cells,
    measure: MeasureOption = Measure.AMOUNT,
) -> None:
    """Unlock all locked cells of the year, or of what is chosen; amounts stay until the next split."""
    chosen = options.filter()
    count = quota_cells.unlock_cells(this_run().store, quota_year(year, measure), chosen)
    say(f"Quota {year}: {count:,} {plural('cell', count)} unlocked.")


@app.command(
    cls=FigureCommand,
    epilog=examples(
        "salesctl quota commit 2027 --rep Ann 400,000", "salesctl quota commit 2027 --rep Ann --product GTX 150,000"
    ),
)
@takes(Cells)
def commit(
    year: YearArgument,
    amount: Annotated[str, typer.Argument(metavar="AMOUNT", help="What is undertaken for what is chosen.")],
    options: Cells,
    measure: MeasureOption = Measure.AMOUNT,
) -> None:
    """Record what a rep undertakes (bottom-up); at every cell above, commitments add up and show the gap.

    Where several cells are chosen, such as all of a rep's, the amount is shared among them as their quotas are. What is
    given at least what it asks is accepted.
    """
    chosen = options.filter()
    done = quota_cells.commit_cells(this_run().store, quota_year(year, measure), chosen, figure(amount, measure))
    say(f"Quota {year}: {_undertaken(done, measure)}.")


@app.command(epilog=examples("salesctl quota accept 2027 --rep Ann"))
@takes(Cells)
def accept(
    year: YearArgument,
    options: Cells,
    measure: MeasureOption = Measure.AMOUNT,
) -> None:
    """Accept what is asked: commit to just that, for a rep's cells or whatever is chosen."""
    chosen = options.filter()
    done = quota_cells.commit_cells(this_run().store, quota_year(year, measure), chosen, None)
    say(f"Quota {year}: {_undertaken(done, measure)}.")


def _undertaken(done: Undertaken, measure: Measure) -> str:
    over = f" over {done.cells:,} cells" if done.cells > 1 else ""
    gap = done.committed - done.asked
    said = f"{in_words(done.committed, measure)} committed{over}, asked {in_words(done.asked, measure)}"
    said += f", gap {'+' * (gap > 0)}{in_words(gap, measure)}" if gap else ""
    return f"{said}; {'stays proposed' if gap < 0 else 'accepted'}"
