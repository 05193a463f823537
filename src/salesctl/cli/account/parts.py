"""The parts of an account plan: stages, the opportunity assessment, and the lines of the three steps."""

from datetime import date
from typing import Annotated, NamedTuple

import typer

from salesctl import clock
from salesctl.cli.core import dates, lookup
from salesctl.cli.core.group import examples, verb
from salesctl.cli.core.options import TargetName
from salesctl.cli.core.run import say, this_run
from salesctl.domain.enums.account import Factor, Point, Stage
from salesctl.errors import InvalidInput
from salesctl.render.views.accounts import weakest_points
from salesctl.rules.account import BEST
from salesctl.services.account import plans
from salesctl.services.account.page import as_of_today
from salesctl.store.queries.accounts import account_of, get_account

app = verb()

OnDay = Annotated[
    date | None, typer.Option("--on", parser=dates.happened, metavar="DATE", help="The day; today when not given.")
]
Line = Annotated[str, typer.Argument(metavar="TEXT", help="The line.")]
LineId = Annotated[int, typer.Argument(metavar="ID", help="The line, as `account show` numbers it.")]


@app.command(epilog=examples('salesctl account stage "Acme Ltd" need --note "the board wants a second source"'))
def stage(
    name: TargetName,
    to: Annotated[Stage, typer.Argument(metavar="STAGE", help="survey, need, expand or maintain; then survey again.")],
    note: Annotated[str | None, typer.Option(help="What brought them there.")] = None,
    on: OnDay = None,
) -> None:
    """Move an account plan to another stage; the stages it went through are kept."""
    store, target = this_run().store, lookup.target(name)
    account = account_of(store, target)
    before, after = plans.move_stage(store, account["id"], to, on or clock.today(), note)
    say(f"Account plan {account['id']} {target['name']}: {before['stage']} → {after['stage']} on {after['since']}.")


class FactorNote(NamedTuple):
    """What is noted of a factor of the assessment."""

    factor: Factor
    text: str


def _factor_note(text: str) -> FactorNote:
    """Read `FACTOR=TEXT`."""
    name, sign, note = (part.strip() for part in text.partition("="))
    if not sign or name not in list(Factor):
        raise typer.BadParameter(f"cannot read '{text}'; give FACTOR=TEXT with one of {', '.join(Factor)}")
    return FactorNote(Factor(name), note)


@app.command(
    epilog=examples(
        'salesctl account assess "Acme Ltd" --size 4 --relationship 3 --timing 2 --customer-resources 5'
        ' --our-resources 3 --note "timing=the budget is decided in May"',
        'salesctl account assess "Acme Ltd" --timing 4',
    )
)
def assess(
    name: TargetName,
    size: Annotated[int | None, typer.Option(min=1, max=BEST, help="Size and scope, 1 to 5.")] = None,
    relationship: Annotated[int | None, typer.Option(min=1, max=BEST, help="Relationship base, 1 to 5.")] = None,
    timing: Annotated[int | None, typer.Option(min=1, max=BEST, help="Decision timing, 1 to 5.")] = None,
    customer_resources: Annotated[
        int | None, typer.Option(min=1, max=BEST, help="The customer's resources, 1 to 5.")
    ] = None,
    our_resources: Annotated[int | None, typer.Option(min=1, max=BEST, help="Our resources, 1 to 5.")] = None,
    note: Annotated[
        list[FactorNote] | None,
        typer.Option(parser=_factor_note, metavar="FACTOR=TEXT", help="A note on a factor; may be repeated."),
    ] = None,
    on: OnDay = None,
) -> None:
    """Assess the opportunity at a key account; a factor left out keeps its last score."""
    given = zip(Factor, (size, relationship, timing, customer_resources, our_resources), strict=True)
    scores = {factor: score for factor, score in given if score is not None}
    run, target = this_run(), lookup.target(name)
    account_id = account_of(run.store, target)["id"]
    plans.assess(run.store, account_id, scores, dict(note or []), on or clock.today())
    account = get_account(run.store, account_id, as_of_today(run.settings))
    total = f"total {account['total']} of {account['assessed'] * BEST}"
    say(f"{target['name']} assessed: {total}, weakest: {weakest_points(account['weakest'])}.")


@app.command(epilog=examples('salesctl account success "Acme Ltd" "deliver to their plants within a day"'))
def success(name: TargetName, text: Line) -> None:
    """Write down what helps this customer succeed."""
    _add(name, Point.SUCCESS, text)


@app.command(epilog=examples('salesctl account duty "Acme Ltd" "keep two weeks of stock for them"'))
def duty(name: TargetName, text: Line) -> None:
    """Write down what we must do so that this customer succeeds."""
    _add(name, Point.DUTY, text)


@app.command(epilog=examples('salesctl account goal "Acme Ltd" "second line by June" --short'))
def goal(
    name: TargetName,
    text: Line,
    short: Annotated[
        bool | None, typer.Option("--short/--long", help="Whether it is a short-term or a long-term objective.")
    ] = None,
) -> None:
    """Write down one of our objectives with this customer."""
    if short is None:
        raise InvalidInput("is it a short-term or a long-term objective? Give --short or --long")
    _add(name, Point.SHORT_TERM if short else Point.LONG_TERM, text)


@app.command(epilog=examples('salesctl account tactic "Acme Ltd" "show the plant manager the line at Bolt"'))
def tactic(
    name: TargetName,
    text: Line,
    strategy: Annotated[bool, typer.Option("--strategy", help="It is a strategy, a way for the long term.")] = False,
) -> None:
    """Write down a tactic or a strategy: how the objectives are reached."""
    _add(name, Point.STRATEGY if strategy else Point.TACTIC, text)


@app.command(epilog=examples('salesctl account reword 3 "keep three weeks of stock for them"'))
def reword(line: LineId, text: Line) -> None:
    """Give a line of the three steps other words."""
    changed = plans.reword_point(this_run().store, line, text)
    say(f"Line {changed['id']} ({changed['point']}): {changed['text']}")


@app.command(epilog=examples("salesctl account strike 3"))
def strike(line: LineId) -> None:
    """Take a line out of the three steps."""
    struck = plans.strike_point(this_run().store, line)
    say(f"Line {struck['id']} ({struck['point']}) taken out: {struck['text']}")


def _add(name: str, point: Point, text: str) -> None:
    store, target = this_run().store, lookup.target(name)
    line = plans.add_point(store, account_of(store, target)["id"], point, text)
    say(f"Line {line['id']} ({point}) of {target['name']}: {line['text']}")
