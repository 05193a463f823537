"""`salesctl progress segments`: which industries, sizes, blocks and so on bring the orders."""

from typing import Annotated

import typer

from salesctl.cli.core import lookup
from salesctl.cli.core.group import examples, verb
from salesctl.cli.core.options import (
    FormatOption,
    FromOption,
    LimitOption,
    OutputOption,
    RepOption,
    TerritoryOption,
    ToOption,
)
from salesctl.cli.core.run import hint_if_cut, this_run
from salesctl.domain.progress import Cut, SegmentBy
from salesctl.render.show import Format, show_rows

app = verb()

_CUTS = [*(by for by in SegmentBy if by is not SegmentBy.TAG), "tag:KEY"]


def cut(text: str) -> Cut:
    """Read what segments are made by: a field of the targets, or `tag:KEY`."""
    word, _, key = (part.strip() for part in text.partition(":"))
    if word not in list(SegmentBy) or bool(key) != (word == SegmentBy.TAG):
        raise typer.BadParameter(f"'{text}' is not one of {', '.join(_CUTS)}")
    return Cut(SegmentBy(word), key)


CutOption = Annotated[
    Cut | None, typer.Option("--by", parser=cut, metavar="|".join(_CUTS), help="What makes a segment; else industry.")
]


@app.command(
    "segments",
    epilog=examples(
        "salesctl progress segments",
        "salesctl progress segments --by class --from 2026-01-01",
        "salesctl progress segments --by tag:need --territory North",
    ),
)
def segments_(
    by: CutOption = None,
    since: FromOption = None,
    until: ToOption = None,
    territory: TerritoryOption = None,
    rep: RepOption = None,
    limit: LimitOption = 1000,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show the segments of the target list: targets, visited, those with an open prospect, orders, hit rate and amount.

    Every target is in exactly one segment, dropped ones too, with all its visits and orders, whoever made them and
    wherever they were placed; --rep means the rep's own targets. --from and --to say which visits and orders count.
    """
    from salesctl.render.views.progress import SEGMENT_BARS, SEGMENTS
    from salesctl.services.progress import segments
    from salesctl.store.queries.segments import SegmentFilter

    chosen = SegmentFilter(lookup.rep_id(rep), lookup.territory_id(territory), since, until)
    rows = segments(this_run().store, by or Cut(SegmentBy.INDUSTRY), chosen, limit)
    show_rows(SEGMENTS, rows, form, output, drawn=SEGMENT_BARS)
    hint_if_cut(rows, limit, "no targets fit; `salesctl target add` or `salesctl import targets` makes the list")
