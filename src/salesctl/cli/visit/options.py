"""The options of a visit, each written once for `add` and `edit`."""

from datetime import date
from typing import Annotated, Any, NamedTuple

import typer

from salesctl.cli.completion import offers
from salesctl.cli.core import dates, lookup
from salesctl.cli.core.options import RepOption, amount, choice, clearable
from salesctl.domain.enums.prospect import Interest
from salesctl.domain.enums.visit import Mode, ObjectionKind, Outcome, Step
from salesctl.domain.notation import Heard, Met, read_met, read_objection


def read_order(text: str) -> tuple[str | None, int]:
    """Read `[PRODUCT=]AMOUNT` and return the product's name and the amount in minor units."""
    product, _, figure = text.rpartition("=")
    return product.strip() or None, amount(figure)


def _percent(text: str) -> float:
    try:
        return float(text.removesuffix("%"))
    except ValueError:
        raise typer.BadParameter(f"cannot read the percentage '{text}'; give a number such as 10") from None


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise typer.BadParameter(f"'{text}' is not a whole number")
    return int(text[:10])


VisitId = Annotated[int, typer.Argument(metavar="ID", min=1, max=2**63 - 1, help="The id of a visit.")]
On = Annotated[
    date | None,
    typer.Option("--on", parser=clearable(dates.past), metavar="DATE", help="When it took place; today if not given."),
]
At = Annotated[
    str | None,
    typer.Option("--at", parser=clearable(dates.time_of_day), metavar="HH:MM", help="At what time."),
]
Minutes = Annotated[int | None, typer.Option(parser=clearable(_whole), metavar="N", help="How long it took.")]
How = Annotated[
    Mode | None, typer.Option("--mode", parser=choice(Mode), help="How the customer was met; in-person if not given.")
]
Result = Annotated[Outcome | None, typer.Option("--outcome", parser=choice(Outcome), help="What it led to.")]
People = Annotated[
    list[Met] | None,
    typer.Option(
        "--met",
        parser=clearable(read_met),
        metavar="CONTACT[=INTEREST]",
        autocompletion=offers.contacts,
        help="Who was met, a new contact too, with their own interest where it differs; may be repeated.",
    ),
]
KeyPerson = Annotated[
    bool | None,
    typer.Option("--key-person/--no-key-person", help="Whether a key person was met; else their roles tell."),
]
Purpose = Annotated[str | None, typer.Option(metavar="TEXT", help="What the visit was for.")]
StepReached = Annotated[
    Step | None, typer.Option("--step", parser=choice(Step), help="The step reached (接觸, 探尋, 提出方案, 成交).")
]
Impression = Annotated[str | None, typer.Option(metavar="TEXT", help="The customer's impression.")]
InterestAfter = Annotated[
    Interest | None, typer.Option("--interest", parser=choice(Interest), help="The customer's interest after it.")
]
Current = Annotated[str | None, typer.Option(metavar="TEXT", help="The customer's situation, with a figure.")]
Desired = Annotated[str | None, typer.Option(metavar="TEXT", help="The situation they want, with a figure.")]
Consequence = Annotated[str | None, typer.Option(metavar="TEXT", help="What follows from staying as they are.")]
Gain = Annotated[str | None, typer.Option(metavar="TEXT", help="What they gain from changing.")]
Benefits = Annotated[
    list[str] | None,
    typer.Option("--benefit", metavar="TEXT", help="A benefit presented (feature -> benefit); may be repeated."),
]
Objections = Annotated[
    list[Heard] | None,
    typer.Option(
        "--objection",
        parser=clearable(read_objection),
        metavar="KIND[/CAUSE][:TEXT]",
        autocompletion=lambda: list(ObjectionKind),
        help="An objection: price, competitor, complexity, no-time, preference or other; perhaps what lies behind it"
        " (misunderstood, unclear, wants-an-answer, excuse, wrong-step); may be repeated.",
    ),
]
Resolved = Annotated[
    list[ObjectionKind] | None,
    typer.Option(
        metavar="KIND", help="The customer's objections of this kind are resolved, earlier ones too; may be repeated."
    ),
]
Competitor = Annotated[str | None, typer.Option(metavar="TEXT", help="The competitor's move.")]
Reaction = Annotated[str | None, typer.Option(metavar="TEXT", help="How the customer reacted to it.")]
Terms = Annotated[str | None, typer.Option(metavar="TEXT", help="The terms offered.")]
Discount = Annotated[
    float | None, typer.Option(parser=clearable(_percent), metavar="PCT", help="The discount offered, in percent.")
]
Signal = Annotated[str | None, typer.Option(metavar="TEXT", help="Buying signals.")]
Satisfaction = Annotated[
    int | None, typer.Option(parser=clearable(_whole), metavar="1-5", help="How satisfied the customer is.")
]
Pair = Annotated[
    str | None,
    typer.Option(callback=lookup.rep_name, autocompletion=offers.reps, metavar="REP", help="Who came along."),
]
Orders = Annotated[
    list[Any] | None,
    typer.Option(
        "--order",
        parser=read_order,
        metavar="[PRODUCT=]AMOUNT",
        help="An order; it closes the customer's open prospect for the product as won; may be repeated.",
    ),
]
KeepOpen = Annotated[bool | None, typer.Option("--keep-open", help="An order closes no prospect.")]
Next = Annotated[
    date | None,
    typer.Option("--next", parser=clearable(dates.future), metavar="DATE", help="The next visit, planned at once."),
]
NextAt = Annotated[str | None, typer.Option(parser=clearable(dates.time_of_day), metavar="HH:MM", help="At what time.")]
NextWith = Annotated[
    str | None, typer.Option(autocompletion=offers.contacts, metavar="CONTACT", help="With whom, a new contact too.")
]
NextPurpose = Annotated[str | None, typer.Option(metavar="TEXT", help="What for.")]
Note = Annotated[str | None, typer.Option(metavar="TEXT", help="Anything else.")]


class VisitOptions(NamedTuple):
    """What is told of a visit; `orders` and `keep_open` only when it is recorded."""

    outcome: Result = None
    visited_on: On = None
    at: At = None
    minutes: Minutes = None
    mode: How = None
    met: People = None
    key_person: KeyPerson = None
    purpose: Purpose = None
    step: StepReached = None
    impression: Impression = None
    interest: InterestAfter = None
    current: Current = None
    desired: Desired = None
    consequence: Consequence = None
    gain: Gain = None
    benefits: Benefits = None
    objections: Objections = None
    resolved: Resolved = None
    competitor: Competitor = None
    reaction: Reaction = None
    terms: Terms = None
    discount: Discount = None
    signal: Signal = None
    satisfaction: Satisfaction = None
    pair: Pair = None
    orders: Orders = None
    keep_open: KeepOpen = None
    next_on: Next = None
    next_at: NextAt = None
    next_with: NextWith = None
    next_purpose: NextPurpose = None
    note: Note = None
    rep: RepOption = None
