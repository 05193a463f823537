"""`salesctl case`: complaints and overdue receivables."""

from datetime import date
from typing import Annotated, NamedTuple

import typer

from salesctl import clock
from salesctl.cli.completion import offers
from salesctl.cli.core import dates, lookup
from salesctl.cli.core.group import EditCommand, examples, noun
from salesctl.cli.core.options import (
    FormatOption,
    LimitOption,
    OutputOption,
    RepOption,
    TargetName,
    amount,
    given_with_rep,
)
from salesctl.cli.core.run import hint, hint_if_cut, say, this_run
from salesctl.cli.core.takes import takes
from salesctl.cli.plan.duties import hint_unplanned
from salesctl.domain.enums.case import CaseKind
from salesctl.domain.figures import money
from salesctl.errors import InvalidInput
from salesctl.render.columns import Section
from salesctl.render.show import Format, show_card, show_rows, show_summed
from salesctl.render.views.cases import AGEING, CASE_CARD, CASES
from salesctl.services import cases
from salesctl.services.names import Names
from salesctl.store.queries.cases import CaseFilter

app = noun("Cases: complaints (客戶不滿) and overdue receivables (問題賬款).")

CaseId = Annotated[int, typer.Argument(metavar="ID", min=1, max=2**63 - 1, help="The case, as `case list` numbers it.")]
Named = Annotated[
    str | None,
    typer.Argument(metavar="[NAME]", autocompletion=offers.targets, help="Only those of this target."),
]
Due = Annotated[
    date | None,
    typer.Option(
        "--due",
        parser=dates.future,
        metavar="DATE",
        help="When it has to be settled; of a receivable, when it was to be paid. Today when not given.",
    ),
]
Amount = Annotated[int | None, typer.Option(parser=amount, metavar="N", help="What is owed, or is at stake.")]
On = Annotated[
    date | None, typer.Option("--on", parser=dates.happened, metavar="DATE", help="When; today when not given.")
]


class CaseOptions(NamedTuple):
    """What is told of a case; `opened_on` only when it is opened."""

    due_on: Due = None
    amount: Amount = None
    opened_on: Annotated[
        date | None,
        typer.Option("--on", parser=dates.happened, metavar="DATE", help="When it came up; today when not given."),
    ] = None
    rep: RepOption = None


@app.command(
    "open",
    epilog=examples(
        'salesctl case open "Acme Ltd" complaint "two of ten boards arrived broken" --due fri',
        'salesctl case open "Acme Ltd" receivable "invoice 4711" --amount 12500 --due 2026-09-30',
    ),
)
@takes(CaseOptions)
def open_(
    name: TargetName,
    kind: Annotated[CaseKind, typer.Argument(metavar="|".join(CaseKind), help="What went wrong.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What it is about.")],
    options: CaseOptions,
) -> None:
    """Open a case; from the week it is due it asks for a visit each week, until it is closed.

    It belongs to the target's rep unless --rep names another.
    """
    store, target = this_run().store, lookup.target(name)
    places = Names(store)
    case = cases.open_case(store, places, target, given_with_rep(options, kind=kind, text=text))
    owed = f" of {money(case['amount'])}" if case["amount"] is not None else ""
    what = f"{case['kind']}{owed}, due {case['due_on']}: {case['text']}"
    say(f"Case {case['id']} {target['name']}: {what}", places.words())
    hint_unplanned(case["rep_id"], target["id"])


@app.command("list", epilog=examples("salesctl case list", "salesctl case list --kind receivable --overdue"))
def list_(
    name: Named = None,
    kind: Annotated[CaseKind | None, typer.Option(help="Only complaints, or only receivables.")] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only those whose due date has passed.")] = False,
    closed: Annotated[bool, typer.Option("--closed", help="The closed cases instead of the open ones.")] = False,
    rep: RepOption = None,
    limit: LimitOption = 1000,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """List cases by due date; the table ends with the open receivables by age, which `case ageing` gives alone."""
    if overdue and closed:
        raise InvalidInput("what is closed is not overdue; give --overdue or --closed, not both")
    store = this_run().store
    before = clock.today() if overdue else None
    chosen = CaseFilter(lookup.target_id(name), kind, lookup.rep_id(rep), closed, before)
    rows = cases.listed(store, chosen, limit)
    owed = Section("Receivables by age", AGEING, cases.owed_by_age(store, chosen))
    show_summed(Section("Cases", CASES, rows), owed, form, output)
    hint_if_cut(rows, limit, "no cases fit; `salesctl case open` makes one")


@app.command(epilog=examples("salesctl case ageing", 'salesctl case ageing "Acme Ltd" --format csv'))
def ageing(
    name: Named = None, rep: RepOption = None, form: FormatOption = Format.TABLE, output: OutputOption = None
) -> None:
    """Add open receivables up by the days since they were due: 0-30, 31-60, 61-90 and over 90."""
    chosen = CaseFilter(lookup.target_id(name), rep_id=lookup.rep_id(rep))
    rows = cases.owed_by_age(this_run().store, chosen)
    show_rows(AGEING, rows, form, output)
    if not rows:
        hint("No receivable is open; `salesctl case open NAME receivable` makes one.")


@app.command(epilog=examples("salesctl case show 1"))
def show(number: CaseId, form: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Show a case with the steps that were taken."""
    show_card(CASE_CARD, cases.shown(this_run().store, number), form, output)


@app.command(cls=EditCommand, epilog=examples("salesctl case edit 1 --due +1w", "salesctl case edit 2 --amount 6000"))
@takes(CaseOptions, but=["opened_on"])
def edit(
    number: CaseId,
    *,
    text: Annotated[str | None, typer.Option(help="What it is about.")] = None,
    options: CaseOptions,
) -> None:
    """Change a case that is open."""
    store = this_run().store
    places = Names(store)
    case = cases.edit_case(store, places, number, given_with_rep(options, text=text))
    say(f"Case {case['id']} changed: due {case['due_on']}: {case['text']}", places.words())


@app.command(epilog=examples('salesctl case note 1 "ten new boards sent by courier"'))
def note(
    number: CaseId,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What was done.")],
    on: On = None,
    rep: RepOption = None,
) -> None:
    """Store a step that was taken in a case."""
    run = this_run()
    places = Names(run.store)
    step = cases.note_case(run.store, places, number, text, rep or run.settings.rep, on or clock.today())
    say(f"Case {number}, {step['taken_on']}: {step['text']}", places.words())


@app.command(epilog=examples('salesctl case close 1 --resolution "replaced, and the packing was changed"'))
def close(
    number: CaseId,
    resolution: Annotated[str, typer.Option(metavar="TEXT", help="What it came to.")],
    on: On = None,
) -> None:
    """Close a case with what it came to."""
    case = cases.close_case(this_run().store, number, resolution, on or clock.today())
    say(f"Case {case['id']} closed on {case['closed_on']}: {case['resolution']}")
