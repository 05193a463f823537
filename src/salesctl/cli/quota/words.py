"""What the verbs of `salesctl quota` say of what they did."""

from collections.abc import Iterator

from salesctl.domain.enums.quota import Dimension, Measure, Weights
from salesctl.domain.figures import in_words
from salesctl.domain.text import plural
from salesctl.render.views.quotas import month_name
from salesctl.rules.season import Season
from salesctl.services.quota.split import How, Split
from salesctl.services.quota.tree import Spread


def followed(spread: Spread) -> str:
    """Say how many cells changed with one, and how many that were accepted are asked again."""
    words = f"; {spread.cells:,} {plural('cell', spread.cells)} changed" if spread.cells else ""
    if spread.proposed_again:
        words += f", {spread.proposed_again:,} accepted before {'is' if spread.proposed_again == 1 else 'are'} proposed"
        words += " again"
    return words


def split_in_words(year: int, how: How, done: Split) -> str:
    """Say in one line what was split into what, and by which weights."""
    used = sorted({weights for weights, _ in done.rests_on})
    line = f"Quota {year} split by {how.by}: {done.nodes:,} {plural('cell', done.nodes)} into {done.parts:,} parts"
    line += f", weights {' and '.join(used)}" if used else ""
    line += f"; {done.removed:,} old {plural('cell', done.removed)} removed" if done.removed else ""
    return line + followed(done.spread) + "."


def notes(how: How, done: Split, measure: Measure) -> Iterator[str]:
    """Say what the weights rest on, wherever it is not what was asked or not the cell's own."""
    equally = done.rests_on[Weights.EQUAL, 0]
    if equally and how.weights is None:
        yield f"No past sales for {_cells(equally)}: split equally."
    higher = sum(count for (_, levels_up), count in done.rests_on.items() if levels_up)
    if higher:
        why = "too few orders of their own for a season" if how.by is Dimension.MONTH else "no past sales of their own"
        yield f"{_cells(higher)} with {why}: weighed as a level above is."
    if done.season:
        yield season_in_words(done.season)
    if done.idle:
        yield f"No past sales, so nothing by history: {', '.join(done.idle)}; `salesctl quota lock` gives an amount."
    if done.unweighed:
        yield f"Past sales without a {how.by} weigh nothing: {in_words(done.unweighed, measure)}."
    if done.whole:
        more = f" and {len(done.whole) - 3} more" if len(done.whole) > 3 else ""
        yield f"Left whole, no {how.by} there: {', '.join(done.whole[:3])}{more}."


def season_in_words(season: Season) -> str:
    """Say how many years a season rests on, and which months nothing is known of."""
    counts = [month.periods for month in season.months.values() if month.periods]
    years = f"{min(counts)} to {max(counts)} years" if min(counts) < max(counts) else _years(max(counts))
    words = f"The season rests on {len(counts)} of 12 months, {years} of each"
    if season.missing:
        missing = ", ".join(month_name(number) for number in season.missing)
        words += f"; nothing on record for {missing}: index 1, an average month"
    return f"{words}."


def _cells(count: int) -> str:
    return f"{count:,} {plural('cell', count)}"


def _years(count: int) -> str:
    return f"{count} {plural('year', count)}"
