"""`salesctl quota split` and `join`: cells into parts, and back."""

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Annotated

import typer

from salesctl.cli.core import dates, lookup
from salesctl.cli.core.group import examples, verb
from salesctl.cli.core.run import hint, say, this_run
from salesctl.cli.core.takes import takes
from salesctl.cli.quota.options import Cells, MeasureOption, YearArgument, quota_year
from salesctl.cli.quota.words import notes, split_in_words
from salesctl.domain.enums.quota import Dimension, Measure, Weights
from salesctl.domain.text import plural
from salesctl.services.quota import split as quota_split
from salesctl.services.quota.split import How
from salesctl.services.quota.tree import QuotaYear

app = verb()


@app.command(
    epilog=examples(
        "salesctl quota split 2027 --by product",
        "salesctl quota split 2027 --by territory --weights market",
        "salesctl quota split 2027 --product GTX --by month --weights season",
        "salesctl quota split 2027 --territory North --by rep --weights manual --weight Ann=3 --weight Bob=2",
    )
)
@takes(Cells, but=["month"])
def split(
    year: YearArgument,
    by: Annotated[Dimension, typer.Option(help="What the parts are, in this order; levels may be left out.")],
    options: Cells,
    weights: Annotated[
        Weights | None,
        typer.Option(help="What the parts are weighed by; else season for months, history otherwise."),
    ] = None,
    weight: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=N", help="One part's weight, for --weights manual; may be repeated."),
    ] = None,
    measure: MeasureOption = Measure.AMOUNT,
) -> None:
    """Split every cell of the year, or of what is chosen, that is not split yet; the parts always add up to it.

    What is split by the same dimension already is split again: locked cells keep their amount, and the parts of
    every cell follow. Where history is silent the split is equal, and says so.

    Parts: all products; territories without parts of their own, or with targets or sales; reps with targets or sales
    in the cell's territory; customers who bought there; the twelve months. With manual weights: those that are named.

    History is the three fiscal years before, in whole months. A season wants ten orders a month: else a level above's.

    Market: 0.5 income + 0.3 retail + 0.2 population share; without those, market size × purchasing power.
    """
    which = quota_year(year, measure)
    how = How(by, weights, _weights(which, by, weight or []))
    done = quota_split.split_quota(this_run().store, which, how, options.filter())
    say(split_in_words(year, how, done))
    for note in notes(how, done, measure):
        hint(note)


@app.command(epilog=examples("salesctl quota join 2027 --product GTX"))
@takes(Cells, but=["month"])
def join(
    year: YearArgument,
    options: Cells,
    measure: MeasureOption = Measure.AMOUNT,
) -> None:
    """Take the parts of a cell, or of the whole year, away, so that it can be split in another way."""
    chosen = options.filter()
    names, gone, given = quota_split.join_parts(this_run().store, quota_year(year, measure), chosen)
    shown = names[0] if len(names) == 1 else f"{len(names):,} cells"
    undertaken = f", {given:,} {plural('commitment', given)} with them" if given else ""
    say(f"Quota {year}: {shown} whole again; {gone:,} {plural('part', gone)} removed{undertaken}.")


def _weights(which: QuotaYear, by: Dimension, texts: list[str]) -> dict[object, Fraction]:
    """Read weights by part.

    Raises:
        NotFound: A name fits nothing, or several things.
        BadParameter: A weight is not NAME=N with a number from 0 up, a part comes twice, or a month is not the year's.
    """
    found: dict[object, Fraction] = {}
    for text in texts:
        name, weight = _pair(text)
        key = _part(which, by, name)
        if key in found:
            raise typer.BadParameter(f"'{name}' has a weight already; give each part one", param_hint="--weight")
        found[key] = weight
    return found


def _part(which: QuotaYear, by: Dimension, name: str) -> object:
    match by:
        case Dimension.PRODUCT:
            return lookup.product_id(name)
        case Dimension.TERRITORY:
            return lookup.territory_id(name)
        case Dimension.REP:
            return lookup.rep_id(lookup.rep_name(name))
        case Dimension.CUSTOMER:
            return lookup.target(name)["id"]
        case Dimension.MONTH:
            month = str(dates.month(name))
            if month not in which.months:
                raise typer.BadParameter(f"{month} is no month of {which.year}", param_hint="--weight")
            return month


def _pair(text: str) -> tuple[str, Fraction]:
    name, _, number = text.rpartition("=")
    try:
        weight = Decimal(number)
    except InvalidOperation:
        weight = Decimal(-1)
    if not name or not weight.is_finite() or weight < 0:
        raise typer.BadParameter(f"give NAME=N with a number from 0 up, not '{text}'", param_hint="--weight")
    return name, Fraction(weight)
