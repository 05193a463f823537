"""`salesctl intel`: dated notes on competitors, the market and customers (情報)."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from salesctl.cli.completion import offers
from salesctl.cli.core import dates, lookup
from salesctl.cli.core.group import EditCommand, examples, noun
from salesctl.cli.core.options import (
    FormatOption,
    FromOption,
    LimitOption,
    OutputOption,
    RepOption,
    TerritoryOption,
    ToOption,
    given,
)
from salesctl.cli.core.run import hint_if_cut, say, this_run
from salesctl.cli.core.takes import takes
from salesctl.cli.search import SearchWords, find
from salesctl.domain.enums.intel import IntelKind, IntelNature, IntelSource
from salesctl.domain.search import SearchKind
from salesctl.errors import InvalidInput
from salesctl.render.show import Format, show_card, show_rows
from salesctl.render.views.intel import INTEL, TIMELINE
from salesctl.services import intel
from salesctl.services.names import Names
from salesctl.store.queries.intel import IntelFilter, get_intel, list_intel, stored_intel, timeline

if TYPE_CHECKING:
    from salesctl.services.values import GivenIntel

app = noun("Intel (情報): dated notes on competitors, the market and customers.")

IntelId = Annotated[int, typer.Argument(metavar="ID", min=1, max=2**63 - 1, help="The note's id.")]
About = Annotated[IntelKind | None, typer.Option(help="What it is about.")]
Nature = Annotated[IntelNature | None, typer.Option(help="Figures, or everything else.")]
Source = Annotated[IntelSource | None, typer.Option(help="Where it comes from.")]
Competitor = Annotated[str | None, typer.Option(metavar="NAME", help="The competitor it is about.")]
Target = Annotated[
    str | None, typer.Option(metavar="NAME", autocompletion=offers.targets, help="The customer it is about.")
]
On = Annotated[
    date | None, typer.Option("--on", parser=dates.past, metavar="DATE", help="When it was learnt; today if not given.")
]


class IntelOptions(NamedTuple):
    """What is told of a note."""

    kind: About = None
    nature: Nature = None
    source: Source = None
    competitor: Competitor = None
    target: Target = None
    territory: TerritoryOption = None
    noted_on: On = None
    rep: RepOption = None


@app.command(
    epilog=examples(
        'salesctl intel add "cut the price of toner by 10%" --competitor Canon --source customer --target "Acme Ltd"',
        'salesctl intel add "市場成長 8%" --territory North --nature quantitative --source press --on 2026-11-02',
    )
)
@takes(IntelOptions)
def add(text: Annotated[str, typer.Argument(metavar="TEXT", help="What was learnt.")], options: IntelOptions) -> None:
    """Add a note: about the competitor named, else the customer, else the market, unless --kind says otherwise."""
    run = this_run()
    places = Names(run.store)
    note = intel.add_intel(run.store, places, {"rep": run.settings.rep, **_values(options, text)})
    say(f"Intel {note['id']} added: {_described(note['id'])}.", places.words())


def _values(options: IntelOptions, text: str | None) -> "GivenIntel":
    """Return the columns of a note that were given; an empty name of a customer or a territory clears it."""
    values: GivenIntel = given(options, text=text, but=["target", "territory"])
    if options.target is not None:
        values["target_id"] = lookup.target_id(options.target or None)
    if options.territory is not None:
        values["territory_id"] = lookup.territory_id(options.territory or None)
    return values


def _described(intel_id: int) -> str:
    """Say what a note is about: `competitor Canon at Acme Ltd in North, 2026-11-02`."""
    row = get_intel(this_run().store, intel_id)
    who = f"{row['kind']} {row['competitor'] or ''}".rstrip()
    at = f" at {row['target']}" if row["target"] else ""
    within = f" in {row['territory']}" if row["territory"] else ""
    return f"{who}{at}{within}, {row['date']}"


@app.command(
    "list",
    epilog=examples(
        "salesctl intel list --competitor Canon --from 2026-11-01", "salesctl intel list --kind market --format csv"
    ),
)
def list_(
    kind: About = None,
    nature: Nature = None,
    source: Source = None,
    competitor: Competitor = None,
    target: Target = None,
    territory: TerritoryOption = None,
    since: FromOption = None,
    until: ToOption = None,
    rep: RepOption = None,
    limit: LimitOption = 1000,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """List notes, the newest first; a territory's are those on its market and on its customers."""
    chosen = IntelFilter(
        since,
        until,
        kind,
        nature,
        source,
        competitor,
        lookup.target_id(target),
        lookup.territory_id(territory),
        lookup.rep_id(rep),
    )
    rows = list_intel(this_run().store, chosen, limit)
    show_rows(INTEL, rows, form, output)
    hint_if_cut(rows, limit, "no intel fits; `salesctl intel add` stores what was learnt")


@app.command(epilog=examples("salesctl intel search toner price", "salesctl intel search 降價"))
def search(
    text: SearchWords,
    rep: RepOption = None,
    limit: LimitOption = 20,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Search the notes, the best hit first: the same as `salesctl search --kind intel`."""
    find(text, [SearchKind.INTEL], rep, limit, form, output)


@app.command(
    "timeline",
    epilog=examples('salesctl intel timeline "Acme Ltd"', "salesctl intel timeline --competitor Canon --limit 20"),
)
def timeline_(
    target: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", autocompletion=offers.targets, help="What competitors did at this target."),
    ] = None,
    competitor: Annotated[str | None, typer.Option(metavar="NAME", help="What this one did, everywhere.")] = None,
    limit: LimitOption = 100,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show what competitors did, the newest first: their moves told at visits, intel, and prospects in play or lost.

    At a target, intel on the competitors of its prospects counts too, wherever it was learnt.
    """
    if target is None and not competitor:
        raise InvalidInput("whose timeline? Give the name of a target, or --competitor NAME")
    rows = timeline(this_run().store, lookup.target_id(target), competitor, limit)
    show_rows(TIMELINE, rows, form, output)
    hint_if_cut(rows, limit, "nothing is known of a competitor here; `visit add --competitor` and `intel add` tell")


@app.command(epilog=examples("salesctl intel show 3"))
def show(note: IntelId, form: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Show a note."""
    show_card(INTEL, get_intel(this_run().store, note), form, output)


@app.command(
    cls=EditCommand,
    epilog=examples("salesctl intel edit 3 --source press --on 2026-11-02", 'salesctl intel edit 3 --target ""'),
)
@takes(IntelOptions)
def edit(
    note: IntelId,
    *,
    text: Annotated[str | None, typer.Option(help="The new text.")] = None,
    options: IntelOptions,
) -> None:
    """Change a note; an empty text ("") clears a field."""
    run = this_run()
    places = Names(run.store)
    intel.edit_intel(run.store, places, stored_intel(run.store, note), _values(options, text))
    say(f"Intel {note} changed: {_described(note)}.", places.words())


@app.command(epilog=examples("salesctl intel drop 3"))
def drop(note: IntelId) -> None:
    """Delete a note; `salesctl undo` brings it back."""
    dropped = _described(note)
    intel.drop_intel(this_run().store, note)
    say(f"Intel {note} dropped: {dropped}.")
